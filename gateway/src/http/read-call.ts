import { type ErrorCode, FAULTS_MAX, type Fault, ValidationError } from '@fapiao-ledger/core';
import type { Request } from 'express';
import { z } from 'zod';
import type { UseUp } from '../access/single-use.js';
import { parseBytes } from '../strict-bytes.js';
import { type BodyLimits, readBody } from './body/read-body.js';
import { linesIn, readLines } from './body/read-lines.js';
import type { BodySpec, Call, Route, TextFields } from './route.js';

/**
 * Reads every part of a request by the route's schemas.
 * @param useUp checks the body against a token that names its request, before any of it is read
 * @throws {DomainError} CREDENTIAL_INVALID when the token names another body
 * @throws {ValidationError} all faults of the first part that has any: path, query, headers, body
 */
export async function readCall(
  route: Route,
  request: Request,
  limits: BodyLimits,
  useUp: UseUp | undefined,
): Promise<
  Omit<
    Call<never, unknown, unknown, unknown, unknown>,
    'caller' | 'recheck' | 'gone' | 'problemOf' | 'requireCredit'
  >
> {
  return {
    path: route.pathFields && read(route.pathFields, request.params),
    query: readQuery(route, request),
    headers: route.headerFields && read(route.headerFields, headersOf(request, route.headerFields)),
    body: route.body ? await readBodyOf(route.body, request, limits, useUp) : useUp?.(NO_BODY),
  };
}

const NO_BODY = new Uint8Array();
const LINES = 'application/x-ndjson';

/** Schema of a route without a query. A query is refused, because its caller expects it to have an effect. */
const NO_QUERY = z.strictObject({});

function readQuery({ queryFields }: Route, request: Request): unknown {
  const fields = queryFields ?? (request.url.includes('?') ? NO_QUERY : undefined);
  return fields && read(fields, request.query);
}

async function readBodyOf(
  { type, schema, isRaw }: BodySpec,
  request: Request,
  limits: BodyLimits,
  useUp: UseUp | undefined,
): Promise<unknown> {
  if (type === LINES && useUp === undefined) return readLines(request, type, limits);
  const bytes = await readBody(request, type, limits);
  useUp?.(bytes);
  if (type === LINES) return linesIn(bytes);
  return type === 'application/json' && isRaw !== true ? read(schema, parseBytes(bytes)) : bytes;
}

function headersOf(request: Request, fields: TextFields): Record<string, string | undefined> {
  const names = Object.keys(fields.shape);
  return Object.fromEntries(names.map((name) => [name, request.get(name)]));
}

/** Reads a value by a schema. @throws {ValidationError} every fault */
export function read(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new ValidationError(parsed.error.issues.flatMap(faultsOf).slice(0, FAULTS_MAX));
}

/** Returns an issue of the schema as faults with the project's own codes. */
function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const path = pointer(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const message = 'the field is unknown; remove it';
    return issue.keys.map((key) => ({ code: 'FIELD_UNKNOWN', path: `${path}${pointer([key])}`, message }));
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return [{ code: 'FIELD_REQUIRED', path, message: 'the field is missing' }];
  }
  return [{ code: codeOf(issue), path, message: issue.message }];
}

function codeOf(issue: z.core.$ZodIssue): ErrorCode {
  if (issue.code === 'invalid_type') return 'FIELD_TYPE';
  const named = issue.code === 'custom' ? (issue.params as { code?: ErrorCode } | undefined) : undefined;
  return named?.code ?? 'FIELD_VALUE';
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
