import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type CertificateAuthority, validFor } from '@fapiao-ledger/network/ca';
import { type Identity, identityFromPem } from '@fapiao-ledger/network/ledger-client';
import { z } from 'zod';
import type { Role } from './callers.js';

/** A key and its certificate as a file: what the CLI calls an identity. */
const IDENTITY_FILE = z.strictObject({
  version: z.literal(1),
  mspId: z.string(),
  role: z.enum(['officer', 'operator', 'taxpayer', 'auditor']),
  code: z.string().optional(),
  certificate: z.string(),
  privateKey: z.string(),
});

export type IdentityFile = z.infer<typeof IDENTITY_FILE>;

const VALID_DAYS = 365;

/** The identity in a file, enrolled and written there if there is no such file yet. */
export async function identityAt(
  path: string,
  role: Exclude<Role, 'taxpayer'>,
  authority: CertificateAuthority,
): Promise<IdentityFile> {
  try {
    return IDENTITY_FILE.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(path, error);
  }
  const pem = await authority.enrollWithNewKey({
    commonName: `${role}.${authority.mspId}`,
    ou: 'client',
    validity: validFor(VALID_DAYS, new Date()),
    attributes: { role },
  });
  const identity: IdentityFile = { version: 1, mspId: authority.mspId, role, ...pem };
  await writeSecretly(path, `${JSON.stringify(identity, undefined, 2)}\n`);
  return identity;
}

export function signerOf({ mspId, certificate, privateKey }: IdentityFile): Identity {
  return identityFromPem(mspId, certificate, privateKey);
}

/** Readable by its owner only, and there as a whole or not at all. */
async function writeSecretly(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.part`;
  await writeFile(draft, text, { mode: 0o600, flush: true });
  await rename(draft, path);
}

function unreadable(path: string, cause: unknown): Error {
  return new Error(`${path} is not an identity file`, { cause });
}
