import type { JWTPayload } from 'jose';
import { credentialInvalid } from './callers.js';

/**
 * Headers that change what a request does, by the token claim that must have the same value when no statement covers
 * them. A route that reads another such header must add it here.
 */
export const BOUND_HEADERS = {
  requestId: 'Idempotency-Key',
  replaces: 'Fapiao-Replaces',
  lane: 'Fapiao-Lane',
  payment: 'Fapiao-Payment',
} as const;

/** The claims for headers, in the order in which they are compared. */
export const HEADER_CLAIMS = Object.keys(BOUND_HEADERS) as readonly (keyof typeof BOUND_HEADERS)[];

/** The request that a token is for. */
export interface NamedRequest {
  /** Id of the token, so that it is used once. */
  readonly id: string;
  readonly method: string;
  /** Path from /v1 on, with the query. */
  readonly path: string;
  /** SHA-256 of the body's bytes, base64url. */
  readonly body: string;
  /** Values of `BOUND_HEADERS`; a claim is absent where the request has no such header. */
  readonly headers: { readonly [Claim in keyof typeof BOUND_HEADERS]?: string };
}

const TOKEN_ID_LENGTH_MAX = 64;

/**
 * Returns the request that a token names, which needs all of its claims.
 * @returns undefined when the token names no request
 * @throws {DomainError} CREDENTIAL_INVALID
 */
export function namedRequestIn(payload: JWTPayload): NamedRequest | undefined {
  const { jti: id, method, path, body } = payload;
  const headers = Object.fromEntries(
    HEADER_CLAIMS.filter((claim) => payload[claim] !== undefined).map((claim) => [claim, payload[claim]]),
  );
  const needed = [method, path, body];
  const optional = Object.values(headers);
  if ([...needed, ...optional].every((part) => part === undefined)) return undefined;
  const isWhole = [...needed, ...optional].every((part) => typeof part === 'string');
  if (isWhole && typeof id === 'string' && id.length <= TOKEN_ID_LENGTH_MAX)
    return { id, method, path, body, headers } as NamedRequest;
  const length = `a jti of at most ${TOKEN_ID_LENGTH_MAX} characters`;
  throw credentialInvalid(
    `a token that names its request has ${length}, method, path and body, and ${HEADER_CLAIMS.join(', ')} where the request has them, all of them text`,
  );
}
