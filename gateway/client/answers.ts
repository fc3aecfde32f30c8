import type { paths } from './api.js';

/** A path as the OpenAPI document writes it. */
export type ApiPath = keyof paths;

/** The operation of a path and method; undefined when the path has no such method. */
type OperationAt<Path extends ApiPath, Method extends string> = paths[Path] extends {
  readonly [Each in Method]: infer Described;
}
  ? Described
  : undefined;

/** The JSON that an operation answers; never when it answers in another form. */
type JsonOf<Described> = Described extends { readonly responses: infer Answers }
  ? JsonIn<Answers[keyof Answers]>
  : never;

type JsonIn<Answer> = Answer extends { content: { 'application/json': infer Json } } ? Json : never;

/** Fields of the path or of the query that an operation takes; none when it takes none. */
type Fields<Described, Place extends 'path' | 'query'> = Described extends {
  readonly parameters: { readonly [Each in Place]?: infer Given };
}
  ? [Given] extends [undefined]
    ? object
    : NonNullable<Given>
  : object;

/** A path whose GET answers JSON, as the OpenAPI document writes it: `/v1/invoices/{number}`. */
export type ReadPath = {
  [Path in ApiPath]: [JsonOf<OperationAt<Path, 'get'>>] extends [never] ? never : Path;
}[ApiPath];

/** The answer of a GET. */
export type ReadAnswer<Path extends ReadPath> = JsonOf<OperationAt<Path, 'get'>>;

/** Fields of the path and the query of a GET, by name. */
export type ReadFields<Path extends ReadPath> = Fields<OperationAt<Path, 'get'>, 'path'> &
  Fields<OperationAt<Path, 'get'>, 'query'>;

/** A path whose answers are pages of a list. */
export type ListPath = {
  [Path in ReadPath]: 'next' extends keyof ReadAnswer<Path> ? Path : never;
}[ReadPath];

/** The answer of a POST or PATCH. */
export type WriteAnswer<Path extends ApiPath, Method extends 'post' | 'patch'> = JsonOf<
  OperationAt<Path, Method>
>;
