/** The parts of an OpenAPI document from which tests make requests. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

interface DescribedOperation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
}

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** An operation with one of the media types that it reads. */
export interface Operation {
  /** "GET /v1/network"; with the media type after it when that is lines. */
  readonly what: string;
  readonly parameters: readonly Parameter[];
  readonly type?: string;
  readonly schema?: JsonSchema;
}

const LINES = 'application/x-ndjson';

/** Returns every operation of a document, one per accepted media type. */
export function operationsOf({ paths }: ApiDocument): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { parameters = [], requestBody }]) => {
      const what = `${method.toUpperCase()} ${path}`;
      if (requestBody === undefined) return [{ what, parameters }];
      return Object.entries(requestBody.content).map(([type, { schema }]) => ({
        what: type === LINES ? `${what} (${type})` : what,
        parameters,
        type,
        schema,
      }));
    }),
  );
}
