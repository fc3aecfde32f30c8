import { mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError } from '@fapiao-ledger/chaincode/core';
import { CertificateAuthority } from './authority.js';

const CERTIFICATE_FILE = 'ca-cert.pem';
const KEY_FILE = 'ca-key.pem';
const ABOUT_FILE = 'ca.json';

/**
 * Writes an authority as PEM files, readable by their owner only. The folder appears complete or not
 * at all, and one that has files in it already is left as it is.
 */
export async function saveAuthority(folder: string, authority: CertificateAuthority): Promise<void> {
  const { mspId, organization, certificate, privateKey } = authority.toPem();
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  const draft = await mkdtemp(`${folder}.`);
  const write = (file: string, text: string): Promise<void> =>
    writeFile(join(draft, file), text, { mode: 0o600, flush: true });
  await write(KEY_FILE, privateKey);
  await write(CERTIFICATE_FILE, certificate);
  await write(ABOUT_FILE, `${JSON.stringify({ mspId, organization }, undefined, 2)}\n`);
  await rename(draft, folder);
}

/** @throws {DomainError} CREDENTIAL_INVALID when the files are not those of one authority */
export async function loadAuthority(folder: string): Promise<CertificateAuthority> {
  try {
    const read = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
    const [about, certificate, privateKey] = await Promise.all(
      [ABOUT_FILE, CERTIFICATE_FILE, KEY_FILE].map(read),
    );
    const { mspId, organization } = JSON.parse(about ?? '') as { mspId: string; organization: string };
    return new CertificateAuthority({
      mspId,
      organization,
      certificate: certificate ?? '',
      privateKey: privateKey ?? '',
    });
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new DomainError('CREDENTIAL_INVALID', `no authority can be read from ${folder}`, { cause });
  }
}
