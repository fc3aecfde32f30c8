import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type CertificateAuthority, validFromNow } from '@fapiao-ledger/network/ca';
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
  const kept = await readIdentity(path);
  if (kept !== undefined) return kept;
  const pem = await authority.enrollWithNewKey({
    commonName: `${role}.${authority.mspId}`,
    ou: 'client',
    validity: validFromNow(VALID_DAYS),
    attributes: { role },
  });
  const identity: IdentityFile = { version: 1, mspId: authority.mspId, role, ...pem };
  await writeIdentity(path, identity);
  return identity;
}

/** Readable by its owner only, and there as a whole or not at all. */
async function writeIdentity(path: string, identity: IdentityFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.part`;
  await writeFile(draft, `${JSON.stringify(identity, undefined, 2)}\n`, { mode: 0o600, flush: true });
  await rename(draft, path);
}

export function signerOf({ mspId, certificate, privateKey }: IdentityFile): Identity {
  return identityFromPem(mspId, certificate, privateKey);
}

async function readIdentity(path: string): Promise<IdentityFile | undefined> {
  try {
    return IDENTITY_FILE.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${path} is not an identity file`, { cause });
  }
}
