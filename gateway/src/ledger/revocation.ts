import { readFile } from 'node:fs/promises';
import { FapiaoError, parseStrictJson, systemCodeOf } from '@fapiao-ledger/core';
import { certificateFromPem, fingerprintOf, parseTrustFile } from '@fapiao-ledger/pki';
import { ConfigError } from '../config.js';

/**
 * Certificates that the operator has revoked, as the trust file of an earlier run keeps them: of that file
 * the only part that is not made anew at every start.
 *
 * @throws {ConfigError} when there is a file that is no trust file: to go on would believe them all again
 */
export async function revokedIn(trustFile: string): Promise<readonly string[]> {
  try {
    return parseTrustFile(parseStrictJson(await readFile(trustFile, 'utf8'))).revoked ?? [];
  } catch (cause) {
    if (systemCodeOf(cause) === 'ENOENT') return [];
    if (!(cause instanceof FapiaoError)) throw cause;
    const advice = 'correct it, or move it away when nothing is revoked';
    throw new ConfigError(`${trustFile} is no trust file: ${cause.message}; ${advice}`, { cause });
  }
}

/** @param pem a certificate @param revoked fingerprints */
export function isRevoked(pem: string, revoked: readonly string[]): boolean {
  return revoked.includes(fingerprintOf(certificateFromPem(pem)));
}

/** @param pem a certificate @param file where it is kept @throws {ConfigError} when it is revoked */
export function requireUnrevoked(pem: string, file: string, revoked: readonly string[]): void {
  if (!isRevoked(pem, revoked)) return;
  throw new ConfigError(`the certificate in ${file} is revoked: put another identity in its place`);
}
