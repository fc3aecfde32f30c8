import type { KeyObject } from 'node:crypto';
import { DomainError, isKeyEpoch } from '@fapiao-ledger/core';
import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { credentialInvalid } from './callers.js';
import { type NamedRequest, namedRequestIn } from './named-request.js';

/** Longest life of a token, and the permitted difference between clocks. */
const TOKEN_SECONDS_MAX = 300;
export const LEEWAY_SECONDS = 60;
/** A token with a certificate has about 2,000 characters. The bound limits the memory of 10,000 tokens. */
const AUTHORIZATION_LENGTH_MAX = 8_192;

export interface Claims {
  /** Seconds since 1970. */
  readonly expiresAt: number;
  readonly named?: NamedRequest;
}

/** Returns the token of an Authorization header. @throws {DomainError} CREDENTIAL_INVALID */
export function tokenIn(authorization: string): string {
  const token = /^Bearer ([A-Za-z0-9._-]+)$/i.exec(authorization)?.[1];
  if (token === undefined) throw credentialInvalid('a bearer token is needed');
  if (authorization.length > AUTHORIZATION_LENGTH_MAX)
    throw credentialInvalid(`a token has at most ${AUTHORIZATION_LENGTH_MAX} characters`);
  return token;
}

/** Permitted members of a token's header: those that are read here, and those that libraries add. */
const HEAD = new Set(['alg', 'typ', 'x5c', 'kid']);

/** A key by its registration on the ledger, as `kid` writes it: code, slash, key epoch. */
export interface KeyName {
  readonly code: string;
  readonly keyEpoch: string;
}

/**
 * Returns what the head of a token names: the single certificate in its `x5c`, as canonical base64 of its DER, or without `x5c` a key
 * that the ledger knows.
 * @throws {DomainError} CREDENTIAL_INVALID
 */
export function credentialNamedIn(token: string): string | KeyName {
  const head = headOf(token);
  if (head.alg !== 'ES256') throw credentialInvalid('the token must be signed with ES256');
  const unknown = Object.keys(head).find((name) => !HEAD.has(name));
  if (unknown !== undefined)
    throw credentialInvalid('the header of the token may have alg, typ, kid and x5c, and nothing else');
  if (head.x5c === undefined && head.kid !== undefined) return keyNameIn(head.kid);
  const [base64, ...more] = Array.isArray(head.x5c) ? head.x5c : [];
  if (typeof base64 === 'string' && more.length === 0) return base64;
  throw credentialInvalid('x5c must hold exactly the certificate of the caller');
}

function keyNameIn(kid: string): KeyName {
  const [code = '', keyEpoch = '', ...more] = String(kid).split('/');
  if (code !== '' && isKeyEpoch(keyEpoch) && more.length === 0) return { code, keyEpoch };
  throw credentialInvalid('without x5c, kid names a key on the ledger: code, slash, key epoch');
}

function headOf(token: string): ReturnType<typeof decodeProtectedHeader> {
  try {
    return decodeProtectedHeader(token);
  } catch (error) {
    throw new DomainError('CREDENTIAL_INVALID', 'the token cannot be read', { cause: error });
  }
}

/** @throws {DomainError} CREDENTIAL_INVALID */
export async function claimsOf(token: string, publicKey: KeyObject, channel: string): Promise<Claims> {
  try {
    const { payload } = await jwtVerify(token, publicKey, {
      algorithms: ['ES256'],
      audience: channel,
      clockTolerance: LEEWAY_SECONDS,
      maxTokenAge: TOKEN_SECONDS_MAX,
      requiredClaims: ['iat', 'exp'],
    });
    const { exp = 0, iat = 0 } = payload;
    if (exp - iat > TOKEN_SECONDS_MAX) {
      throw credentialInvalid(`a token is valid for at most ${TOKEN_SECONDS_MAX} seconds`);
    }
    const named = namedRequestIn(payload);
    return { expiresAt: exp, ...(named && { named }) };
  } catch (error) {
    throw error instanceof errors.JOSEError ? credentialInvalid(messageFor(error, channel)) : error;
  }
}

/** Returns what is wrong with a token, for the author of the program that made it. */
function messageFor(error: errors.JOSEError, channel: string): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (!(error instanceof errors.JWTClaimValidationFailed)) {
    return 'the token cannot be read, or another key has signed it';
  }
  const { claim } = error;
  if (claim === 'aud') return `the token is for another network: its aud must be ${channel}`;
  if (claim === 'nbf') return 'the token is not valid yet';
  return `the token’s ${claim} is missing or wrong: it is a number of seconds since 1970`;
}
