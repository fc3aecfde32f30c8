import { DomainError, decodeBase64, parseMemberCertificate } from '@fapiao-ledger/core';
import { decodeProtectedHeader } from 'jose';

/** Members of a token's head that are read, or that libraries write by themselves; no other may stand there. */
const HEAD = new Set(['alg', 'typ', 'x5c', 'kid']);

/**
 * The one certificate in a token's `x5c`, as base64 of its DER in the only form there is.
 * @throws {DomainError} CREDENTIAL_INVALID
 */
export function certificateIn(token: string): string {
  const head = headOf(token);
  if (head.alg !== 'ES256') throw invalid('the token must be signed with ES256');
  const unknown = Object.keys(head).find((name) => !HEAD.has(name));
  if (unknown !== undefined)
    throw invalid('the head of the token has alg, typ, kid and x5c, and nothing else');
  const [base64, ...more] = Array.isArray(head.x5c) ? head.x5c : [];
  if (typeof base64 === 'string' && more.length === 0) return base64;
  throw invalid('x5c must hold the certificate of the caller and no other');
}

/**
 * By the reader that the contract has, so that both take the same certificate for the same caller: no other
 * base64 of the same bytes and no byte behind them.
 * @throws {DomainError} CREDENTIAL_INVALID
 */
export function parseCertificate(base64: string): ReturnType<typeof parseMemberCertificate> {
  const der = decodeBase64(base64);
  if (der === undefined) throw invalid('x5c does not hold a certificate as DER in canonical base64');
  try {
    return parseMemberCertificate(der);
  } catch (error) {
    throw error instanceof DomainError ? invalid(`x5c: ${error.message}`) : error;
  }
}

function headOf(token: string): ReturnType<typeof decodeProtectedHeader> {
  try {
    return decodeProtectedHeader(token);
  } catch (error) {
    throw new DomainError('CREDENTIAL_INVALID', 'the token cannot be read', { cause: error });
  }
}

function invalid(message: string): DomainError {
  return new DomainError('CREDENTIAL_INVALID', message);
}
