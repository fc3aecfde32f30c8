import { readFile } from 'node:fs/promises';
import { type CertificateAuthority, validFromNow } from '@fapiao-ledger/network/ca';
import { type Identity, identityFromPem } from '@fapiao-ledger/network/ledger-client';
import { z } from 'zod';
import type { Role } from './callers.js';
import { writePrivate } from './private-file.js';

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
  await writePrivate(path, `${JSON.stringify(identity, undefined, 2)}\n`);
  return identity;
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
