import type { ClientIdentity } from '@fapiao-ledger/client';
import {
  DomainError,
  type LedgerName,
  parseCertificatePem,
  parseIdentityFile,
  parseMemberCertificate,
  utf8,
} from '@fapiao-ledger/core';
import { PortalError } from '../portal-error.ts';
import { importKey, isPair } from './key.ts';

/** What a person can be in the portal; the desks and the wallet differ by it. */
export type PortalRole = 'taxpayer' | 'officer';

/** The ledger and channel of an identity, pinned when the identity came into this browser. */
export interface PinnedLedger extends LedgerName {
  readonly channel: string;
}

/** An identity in this browser. Its key cannot be read out. */
export interface PortalIdentity extends Omit<ClientIdentity, 'role' | 'code'> {
  /** Code, and the key's epoch of a further key: one entry per key. */
  readonly id: string;
  readonly code: string;
  readonly role: PortalRole;
  readonly mspId: string;
  readonly ledger: PinnedLedger;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
}

/**
 * Returns the identity in a file that `fapiao identity` has made, ready to be stored.
 * @throws {PortalError} identity-unreadable, identity-uncertified, identity-other-key, identity-expired
 */
export async function identityFromFile(
  text: string,
  ledger: PinnedLedger,
  now: number,
): Promise<PortalIdentity> {
  const file = parseIdentityFile(text);
  if (file?.code === undefined) throw new PortalError('identity-unreadable');
  const { code, mspId, certificate, keyEpoch } = file;
  const key = await importKey(file.privateKey);
  const role = file.role === 'officer' ? 'officer' : 'taxpayer';
  const common = { code, role, mspId, key, ledger, addedAt: now } as const;
  if (keyEpoch !== undefined) return { ...common, id: `${code}/${keyEpoch}`, certificate: '', keyEpoch };
  await requireOwnCertificate(certificate, key, now);
  return { ...common, id: code, certificate };
}

/**
 * Returns the identity of a key made here and the certificate that the bureau gave for it. Role and code are taken from the certificate,
 * because the ledger reads them there.
 *
 * @throws {PortalError} certificate-unreadable, identity-uncertified, identity-other-key, identity-expired
 */
export async function identityFromCertificate(
  key: CryptoKey,
  certificate: string,
  mspId: string,
  ledger: PinnedLedger,
  now: number,
): Promise<PortalIdentity> {
  await requireOwnCertificate(certificate, key, now);
  const { attributes } = memberIn(certificate);
  const role = attributes.role === 'officer' ? 'officer' : 'taxpayer';
  const code = attributes[role === 'officer' ? 'officer.id' : 'taxpayer.id'];
  if (code === undefined) throw new PortalError('certificate-unreadable');
  return { id: code, code, role, mspId, certificate, key, ledger, addedAt: now };
}

async function requireOwnCertificate(pem: string, key: CryptoKey, now: number): Promise<void> {
  if (pem === '') throw new PortalError('identity-uncertified');
  const { certificate } = memberIn(pem);
  if (!(await isPair(key, Uint8Array.from(certificate.publicKey))))
    throw new PortalError('identity-other-key');
  if (now >= certificate.notAfter * 1_000) throw new PortalError('identity-expired');
}

function memberIn(pem: string): ReturnType<typeof parseMemberCertificate> {
  try {
    return parseMemberCertificate(parseCertificatePem(utf8(pem)));
  } catch (cause) {
    if (cause instanceof DomainError) throw new PortalError('certificate-unreadable', { cause });
    throw cause;
  }
}
