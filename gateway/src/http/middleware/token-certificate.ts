import { X509Certificate } from 'node:crypto';
import { DomainError } from '@fapiao-ledger/chaincode/core';
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
 * Nothing but the certificate: no other base64 of the same bytes and no byte behind them, so that a certificate is
 * remembered under one name.
 * @throws {DomainError} CREDENTIAL_INVALID
 */
export function parseCertificate(base64: string): X509Certificate {
  const bytes = Buffer.from(base64, 'base64');
  const certificate = readDer(bytes);
  if (bytes.toString('base64') === base64 && certificate.raw.equals(bytes)) return certificate;
  throw invalid('x5c holds more than a certificate in canonical base64');
}

function readDer(bytes: Buffer): X509Certificate {
  try {
    return new X509Certificate(bytes);
  } catch (error) {
    throw new DomainError('CREDENTIAL_INVALID', 'x5c does not hold a certificate', { cause: error });
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
