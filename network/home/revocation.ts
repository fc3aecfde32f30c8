import { FapiaoError, parseStrictJson } from '@fapiao-ledger/core';
import { readIfPresent } from '@fapiao-ledger/files';
import { certificateFromPem, fingerprintOf, parseTrustFile } from '@fapiao-ledger/pki';
import { HomeError } from './home-error.js';

/**
 * Returns the certificates that the operator has revoked, from the trust file of an earlier run. All other parts of
 * that file are made again at each start.
 *
 * @throws {HomeError} when the file is no trust file, because without it all of them would be trusted again
 */
export async function revokedIn(trustFile: string): Promise<readonly string[]> {
  const text = await readIfPresent(trustFile);
  if (text === undefined) return [];
  try {
    return parseTrustFile(parseStrictJson(text)).revoked ?? [];
  } catch (cause) {
    if (!(cause instanceof FapiaoError)) throw cause;
    const advice = 'correct it, or move it away when nothing is revoked';
    throw new HomeError(`${trustFile} is no trust file: ${cause.message}; ${advice}`, { cause });
  }
}

/** Returns whether a certificate is revoked. @param pem the certificate @param revoked fingerprints */
export function isRevoked(pem: string, revoked: readonly string[]): boolean {
  return revoked.includes(fingerprintOf(certificateFromPem(pem)));
}

/** Requires a certificate that is not revoked. @param file that holds it @throws {HomeError} when it is revoked */
export function requireUnrevoked(pem: string, file: string, revoked: readonly string[]): void {
  if (!isRevoked(pem, revoked)) return;
  throw new HomeError(`the certificate in ${file} is revoked: replace the file with another identity`);
}
