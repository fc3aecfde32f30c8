import type { ErrorCode, KeyScope } from '@fapiao-ledger/core';
import type { z } from 'zod';
import type { Caller, Role, SigningCaller } from '../access/callers.js';
import type { Answer } from './answer.js';
import type { Problem } from './problem.js';
import type { StreamAnswer } from './stream.js';

/** Access to a route: public, for every authenticated caller, for callers that sign statements, or for one role. */
export type Access = 'public' | 'authenticated' | 'signer' | Role;

type CallerOf<A extends Access> = A extends 'public'
  ? undefined
  : A extends 'authenticated'
    ? Caller
    : A extends 'signer'
      ? SigningCaller
      : Extract<Caller, { role: A }> extends never
        ? Caller
        : Extract<Caller, { role: A }>;

/** Fields of the path, the query or the headers, which are all text. */
export type TextFields = z.ZodObject<Record<string, z.ZodType>>;

type Read<Schema> = Schema extends z.ZodType ? z.infer<Schema> : undefined;

/** The body of a route: strict JSON by a schema, the bytes of one media type, or lines as they arrive. */
export interface BodySpec<Schema extends z.ZodType = z.ZodType> {
  readonly type: 'application/json' | 'application/pdf' | 'application/x-ndjson';
  readonly schema: Schema;
  /** The route parses the JSON bytes by itself. */
  readonly isRaw?: true;
  /** Schema for the OpenAPI document, when `schema` accepts any value and the body is judged later. */
  readonly shown?: z.ZodType;
}

/** The argument of a handler: every part of the request, read and checked. */
export interface Call<A extends Access, Path, Query, Headers, Body> {
  readonly caller: CallerOf<A>;
  readonly path: Path;
  readonly query: Query;
  readonly headers: Headers;
  readonly body: Body;
  /** Checks the caller again during a long answer. @throws {DomainError} CREDENTIAL_INVALID when its credential is no longer valid */
  readonly recheck: () => Promise<void>;
  /** Returns a signal that aborts when the caller disconnects. */
  readonly gone: () => AbortSignal;
  /**
   * Returns the problem document for an error that concerns only a part of the request.
   * @param bytes of the part that was refused, which count against the caller
   */
  readonly problemOf: (error: unknown, bytes: number) => Problem;
  /** Checks the quota before the next part of a long body is read. @throws {DomainError} QUOTA_EXCEEDED */
  readonly requireCredit: () => void;
}

interface Answers {
  readonly status: 200 | 201;
  readonly description: string;
  readonly content: { readonly type: string; readonly schema: z.ZodType };
}

/** Returns the description of an answer in JSON. */
export function inJson(status: 200 | 201, description: string, schema: z.ZodType): Answers {
  return { status, description, content: { type: 'application/json', schema } };
}

/** Refusals that every signed request may get, before its operation is judged. */
export const STATEMENT_REFUSALS: readonly ErrorCode[] = [
  'OTHER_LEDGER',
  'REQUEST_ID_REUSED',
  'REQUEST_REPLACED',
  'STATEMENT_EXPIRED',
  'STATEMENT_TOO_LONG',
  'KEY_EPOCH',
  'KEY_ENDED',
  'KEY_SCOPE',
  'SIGNATURE_INVALID',
  'REPLACED_REQUEST_USED',
];

/** Parts of the API, in the order of the OpenAPI document. */
export const AREAS = [
  'Invoices',
  'Payments',
  'Requests',
  'Public',
  'Taxpayers',
  'Custody',
  'Bureau',
] as const;

interface Described {
  readonly method: 'get' | 'post' | 'patch';
  /** With parameters in braces, as in the OpenAPI document. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly area: (typeof AREAS)[number];
  readonly answer: Answers;
  /** Whether a POST writes nothing. */
  readonly isReading?: true;
  /** Scopes of which a further key of a taxpayer needs one: `read` on a route that reads, and on any other none, which takes the own key. */
  readonly keyScopes?: readonly KeyScope[];
  /** Error codes of the route, besides those of every route. */
  readonly refusals: readonly ErrorCode[];
}

/** A route without the types of its parts, for the server, the OpenAPI document and the metrics. */
export interface Route extends Described {
  readonly access: Access;
  readonly pathFields?: TextFields;
  readonly queryFields?: TextFields;
  readonly headerFields?: TextFields;
  readonly body?: BodySpec;
  readonly handle: (call: Call<Access, unknown, unknown, unknown, unknown>) => Promise<Answer | StreamAnswer>;
}

interface TypedRoute<
  A extends Access,
  Path extends TextFields | undefined,
  Query extends TextFields | undefined,
  Headers extends TextFields | undefined,
  Body extends z.ZodType | undefined,
> extends Described {
  readonly access: A;
  readonly pathFields?: Path;
  readonly queryFields?: Query;
  readonly headerFields?: Headers;
  readonly body?: Body extends z.ZodType ? BodySpec<Body> : undefined;
  readonly handle: (
    call: Call<A, Read<Path>, Read<Query>, Read<Headers>, Read<Body>>,
  ) => Promise<Answer | StreamAnswer>;
}

/** Returns a route as data: its schemas, its access, its answer and its handler. The handler's argument has the types of the schemas. */
export function route<
  A extends Access,
  Path extends TextFields | undefined = undefined,
  Query extends TextFields | undefined = undefined,
  Headers extends TextFields | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(typed: TypedRoute<A, Path, Query, Headers, Body>): Route {
  return typed as unknown as Route;
}
