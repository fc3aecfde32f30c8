import { DomainError, decodeBase64, readMemberCertificate } from '@fapiao-ledger/core';
import { decodeProtectedHeader } from 'jose';
import { credentialInvalid } from './credential-invalid.js';

/** Members of a token's head that are read, or that libraries write by themselves; no other may stand there. */
const HEAD = new Set(['alg', 'typ', 'x5c', 'kid']);

/**
 * The one certificate in a token's `x5c`, as base64 of its DER in the only form there is.
 * @throws {DomainError} CREDENTIAL_INVALID
 */
export function certificateIn(token: string): string {
  const head = headOf(token);
  if (head.alg !== 'ES256') throw credentialInvalid('the token must be signed with ES256');
  const unknown = Object.keys(head).find((name) => !HEAD.has(name));
  if (unknown !== undefined)
    throw credentialInvalid('the head of the token has alg, typ, kid and x5c, and nothing else');
  const [base64, ...more] = Array.isArray(head.x5c) ? head.x5c : [];
  if (typeof base64 === 'string' && more.length === 0) return base64;
  throw credentialInvalid('x5c must hold the certificate of the caller and no other');
}

/**
 * By the reader that the contract has, so that both take the same certificate for the same caller: no other
 * base64 of the same bytes and no byte behind them.
 * @throws {DomainError} CREDENTIAL_INVALID
 */
export function parseCertificate(base64: string): ReturnType<typeof readMemberCertificate> {
  const der = decodeBase64(base64);
  if (der === undefined)
    throw credentialInvalid('x5c does not hold a certificate as DER in canonical base64');
  try {
    return readMemberCertificate(der);
  } catch (error) {
    throw error instanceof DomainError ? credentialInvalid(`x5c: ${error.message}`) : error;
  }
}

function headOf(token: string): ReturnType<typeof decodeProtectedHeader> {
  try {
    return decodeProtectedHeader(token);
  } catch (error) {
    throw new DomainError('CREDENTIAL_INVALID', 'the token cannot be read', { cause: error });
  }
}
