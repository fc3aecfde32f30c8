import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@fapiao-ledger/core';
import { createFolder } from '@fapiao-ledger/files';
import { CertificateAuthority } from './authority.js';

const CERTIFICATE_FILE = 'ca-cert.pem';
const KEY_FILE = 'ca-key.pem';
const ABOUT_FILE = 'ca.json';

/** Writes an authority as PEM files that only their owner may read. Never overwrites another. */
export async function saveAuthority(folder: string, authority: CertificateAuthority): Promise<void> {
  const { mspId, organization, certificate, privateKey } = authority.toPem();
  await createFolder(folder, {
    [KEY_FILE]: privateKey,
    [CERTIFICATE_FILE]: certificate,
    [ABOUT_FILE]: `${JSON.stringify({ mspId, organization }, undefined, 2)}\n`,
  });
}

/** Reads an authority. @throws {DomainError} CREDENTIAL_INVALID when the files are not those of one authority */
export async function loadAuthority(folder: string): Promise<CertificateAuthority> {
  try {
    const [about, certificate, privateKey] = await Promise.all([
      readFile(join(folder, ABOUT_FILE), 'utf8'),
      readFile(join(folder, CERTIFICATE_FILE), 'utf8'),
      readFile(join(folder, KEY_FILE), 'utf8'),
    ]);
    const { mspId, organization } = JSON.parse(about) as { mspId: string; organization: string };
    return new CertificateAuthority({ mspId, organization, certificate, privateKey });
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new DomainError('CREDENTIAL_INVALID', `no authority can be read from ${folder}`, { cause });
  }
}

/** The public part of an authority: its certificate, PEM. */
export function readAuthorityCertificate(folder: string): string {
  return readFileSync(join(folder, CERTIFICATE_FILE), 'utf8');
}

/** Returns whether the folder holds the authority's key, so that it can issue, or its certificate alone. */
export function hasAuthorityKey(folder: string): boolean {
  return existsSync(join(folder, KEY_FILE));
}
