import { readFile } from 'node:fs/promises';
import { systemCodeOf } from '@fapiao-ledger/core';
import { type CertificateAuthority, validFromNow } from '@fapiao-ledger/network/ca';
import { type Identity, identityFromPem, publicKeyOf, readCertificate } from '@fapiao-ledger/pki';
import { z } from 'zod';
import type { Role } from './callers.js';
import { isRevoked } from './ledger/revocation.js';
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
/** A certificate with less left is made anew at the start of the gateway, which may then run for months. */
const RENEWED_BELOW_DAYS = 180;
const DAY_MS = 86_400_000;

export interface IdentityRequest {
  readonly role: Exclude<Role, 'taxpayer'>;
  readonly authority: CertificateAuthority;
  /** An officer's. */
  readonly code?: string;
  /** Fingerprints: what is revoked is left as it is, for others to refuse. */
  readonly revoked: readonly string[];
}

/**
 * Returns the identity in a file, enrolled and written there if there is no such file yet. A certificate that ends soon
 * is replaced by one for the same key, because the ledger knows officers by their keys.
 */
export async function identityAt(path: string, request: IdentityRequest): Promise<IdentityFile> {
  const { role, authority, code, revoked } = request;
  const kept = await readIdentity(path);
  if (kept !== undefined && (!endsSoon(kept.certificate) || isRevoked(kept.certificate, revoked)))
    return kept;
  const enrolment = {
    commonName: `${code ?? role}.${authority.mspId}`,
    ou: 'client',
    validity: validFromNow(VALID_DAYS),
    attributes: code === undefined ? { role } : { role, 'officer.id': code },
  } as const;
  if (kept !== undefined) {
    const publicKey = publicKeyOf(kept.privateKey);
    return await keepIdentity(path, {
      ...kept,
      certificate: await authority.enroll({ ...enrolment, publicKey }),
    });
  }
  const named = code === undefined ? {} : { code };
  const pem = await authority.enrollWithNewKey(enrolment);
  return await keepIdentity(path, { version: 1, mspId: authority.mspId, role, ...named, ...pem });
}

function endsSoon(certificate: string): boolean {
  return readCertificate(certificate).validity.to.getTime() < Date.now() + RENEWED_BELOW_DAYS * DAY_MS;
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
    if (systemCodeOf(cause) === 'ENOENT') return undefined;
    throw new Error(`${path} is not an identity file`, { cause });
  }
}
