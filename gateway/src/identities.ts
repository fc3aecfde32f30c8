import { readFile } from 'node:fs/promises';
import { type CertificateAuthority, readCertificate, validFromNow } from '@fapiao-ledger/network/ca';
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

/** The identity in a file, enrolled and written there if there is no such file yet. @param code an officer's */
export async function identityAt(
  path: string,
  role: Exclude<Role, 'taxpayer'>,
  authority: CertificateAuthority,
  code?: string,
): Promise<IdentityFile> {
  const kept = await readIdentity(path);
  if (kept !== undefined) return kept;
  const pem = await authority.enrollWithNewKey({
    commonName: `${code ?? role}.${authority.mspId}`,
    ou: 'client',
    validity: validFromNow(VALID_DAYS),
    attributes: code === undefined ? { role } : { role, 'officer.id': code },
  });
  const named = code === undefined ? {} : { code };
  return await keepIdentity(path, { version: 1, mspId: authority.mspId, role, ...named, ...pem });
}

/** Puts an identity that was enrolled elsewhere where the command line looks for it. */
export async function keepIdentity(path: string, identity: IdentityFile): Promise<IdentityFile> {
  await writePrivate(path, `${JSON.stringify(identity, undefined, 2)}\n`);
  return identity;
}

/** A key and its certificate, which says the role. @throws when it says none */
export function identityOfPair(mspId: string, certificate: string, privateKey: string): IdentityFile {
  const { role, 'officer.id': code } = readCertificate(certificate).attributes;
  return IDENTITY_FILE.parse({ version: 1, mspId, role, code, certificate, privateKey });
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
