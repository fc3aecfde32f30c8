import { type IdentityFile, identityFileText, parseIdentityFile } from '@fapiao-ledger/core';
import { readIfPresent, writeWhole } from '@fapiao-ledger/files';
import { type Identity, identityFromPem, publicKeyOf, readCertificate } from '@fapiao-ledger/pki';
import { type CertificateAuthority, validFromNow } from '../ca/index.js';
import { isRevoked } from './revocation.js';

const VALID_DAYS = 365;
/** A certificate that ends sooner is renewed at the start of the gateway, which may then run for months. */
const RENEWED_BELOW_DAYS = 180;
const DAY_MS = 86_400_000;

export interface IdentityRequest {
  readonly role: 'officer' | 'operator';
  readonly authority: CertificateAuthority;
  /** Code of an officer. */
  readonly code?: string;
  /** Fingerprints of revoked certificates, which are not renewed. */
  readonly revoked: readonly string[];
}

/**
 * Returns the identity in a file. Without a file, it enrolls one and writes it. A certificate that ends soon is replaced
 * by one for the same key, because the ledger identifies officers by their keys.
 */
export async function identityAt(path: string, request: IdentityRequest): Promise<IdentityFile> {
  const { role, authority, code, revoked } = request;
  const stored = await readIdentity(path);
  if (stored !== undefined && (!endsSoon(stored.certificate) || isRevoked(stored.certificate, revoked)))
    return stored;
  const enrolment = {
    commonName: `${code ?? role}.${authority.mspId}`,
    ou: 'client',
    validity: validFromNow(VALID_DAYS),
    attributes: code === undefined ? { role } : { role, 'officer.id': code },
  } as const;
  if (stored !== undefined) {
    const publicKey = publicKeyOf(stored.privateKey);
    return await keepIdentity(path, {
      ...stored,
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

/** Writes an identity that was enrolled elsewhere to the file that the command line reads. */
export async function keepIdentity(path: string, identity: IdentityFile): Promise<IdentityFile> {
  await writeWhole(path, identityFileText(identity), { isPrivate: true });
  return identity;
}

/** Returns the identity of a key and its certificate, which names the role. @throws when it names none */
export function identityOfPair(mspId: string, certificate: string, privateKey: string): IdentityFile {
  const { role, 'officer.id': code } = readCertificate(certificate).attributes;
  if (role === undefined) throw new Error(`a certificate of ${mspId} names no role`);
  return { version: 1, mspId, role, ...(code === undefined ? {} : { code }), certificate, privateKey };
}

export function signerOf({ mspId, certificate, privateKey }: IdentityFile): Identity {
  return identityFromPem(mspId, certificate, privateKey);
}

async function readIdentity(path: string): Promise<IdentityFile | undefined> {
  try {
    const text = await readIfPresent(path);
    const identity = text === undefined ? undefined : parseIdentityFile(text);
    if (identity === undefined && text !== undefined) throw new TypeError('the text holds no identity');
    return identity;
  } catch (cause) {
    throw new Error(`${path} is not an identity file`, { cause });
  }
}
