import type { ErrorCode } from '@fapiao-ledger/core';
import type { z } from 'zod';
import type { Caller, Role, SigningCaller } from '../access/callers.js';
import type { Answer } from './answer.js';
import type { Problem } from './problem.js';
import type { StreamAnswer } from './stream.js';

/** Who may call a route: every sender, every caller with a credential, callers who sign statements, or one role. */
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

/** Fields of a place in the request (path, query, headers) that are all text. */
export type TextFields = z.ZodObject<Record<string, z.ZodType>>;

type Read<Schema> = Schema extends z.ZodType ? z.infer<Schema> : undefined;

/** A body as the route reads it: strict JSON of a shape, the bytes of one media type, or lines as they come. */
export interface BodySpec<Schema extends z.ZodType = z.ZodType> {
  readonly type: 'application/json' | 'application/pdf' | 'application/x-ndjson';
  readonly schema: Schema;
  /** JSON that the route reads by itself from the bytes. */
  readonly isRaw?: true;
  /** What the API's document shows when the schema itself lets anything pass for others to judge. */
  readonly shown?: z.ZodType;
}

/** What a handler gets: every part of the request, read and checked. */
export interface Call<A extends Access, Path, Query, Headers, Body> {
  readonly caller: CallerOf<A>;
  readonly path: Path;
  readonly query: Query;
  readonly headers: Headers;
  readonly body: Body;
  /** For a long answer. @throws {DomainError} CREDENTIAL_INVALID when the caller would be let in no more */
  readonly recheck: () => Promise<void>;
  /** A signal that aborts when the caller goes away. */
  readonly gone: () => AbortSignal;
  /**
   * What the caller is told of an error that concerns only a part of what it asked.
   * @param bytes of the part that was refused, which count against the caller
   */
  readonly problemOf: (error: unknown, bytes: number) => Problem;
  /** Before a further part of a long body is read. @throws {DomainError} QUOTA_EXCEEDED */
  readonly requireCredit: () => void;
}

interface Answers {
  readonly status: 200 | 201;
  readonly description: string;
  readonly content: { readonly type: string; readonly schema: z.ZodType };
}

/** An answer in JSON, as the API's document describes it. */
export function inJson(status: 200 | 201, description: string, schema: z.ZodType): Answers {
  return { status, description, content: { type: 'application/json', schema } };
}

/** What the ledger may say to any signed request, before its own operation is judged. */
export const STATEMENT_REFUSALS: readonly ErrorCode[] = [
  'OTHER_LEDGER',
  'REQUEST_ID_REUSED',
  'REQUEST_REPLACED',
  'STATEMENT_EXPIRED',
  'STATEMENT_TOO_LONG',
  'KEY_EPOCH',
  'SIGNATURE_INVALID',
  'REPLACED_REQUEST_USED',
];

/** Parts of the API, as its document orders them. */
export const AREAS = ['Invoices', 'Requests', 'Public', 'Taxpayers', 'Custody', 'Bureau'] as const;

interface Described {
  readonly method: 'get' | 'post' | 'patch';
  /** With parameters in braces, as in the API's document. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly area: (typeof AREAS)[number];
  readonly answer: Answers;
  /** Of a POST: that it writes nothing. */
  readonly isReading?: true;
  /** What it may refuse, besides what any route may. */
  readonly refusals: readonly ErrorCode[];
}

/** A route without the types of its parts: what the server, the API's document and the metrics need. */
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

/**
 * A route as data: what it reads, who may call it, what it answers, and the handler, whose argument has
 * the types of the schemas.
 */
export function route<
  A extends Access,
  Path extends TextFields | undefined = undefined,
  Query extends TextFields | undefined = undefined,
  Headers extends TextFields | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(typed: TypedRoute<A, Path, Query, Headers, Body>): Route {
  return typed as unknown as Route;
}
