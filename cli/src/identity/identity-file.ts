import {
  createPrivateKey,
  createPublicKey,
  type JsonWebKeyInput,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { ClientIdentity } from '@fapiao-ledger/client';
import { DomainError, type IdentityFile, identityFileText, parseIdentityFile } from '@fapiao-ledger/core';
import { isMissing, isReadableByOthers } from '@fapiao-ledger/files';
import { writeAtomically } from '../files/private-file.js';
import { reasonOf } from '../files/system-error.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';

/** A checked identity file. */
export interface Identity {
  readonly file: string;
  readonly mspId: string;
  readonly code: string | undefined;
  readonly role: string;
  /** PEM; empty for a further key, which `keyEpoch` names. */
  readonly certificate: string;
  readonly keyEpoch?: string | undefined;
  readonly key: KeyObject;
}

/**
 * Reads an identity to act with.
 * @throws {UsageError} when the file does not exist
 * @throws {DomainError} CREDENTIAL_INVALID when other users may read the file, it is damaged, it has no certificate
 *   yet, or the certificate is for another key or not valid at `now`
 */
export async function readIdentity(file: string, now: Date): Promise<Identity> {
  const { content, key } = await readIdentityFile(file);
  const { mspId, code, role, certificate, keyEpoch } = content;
  if (keyEpoch !== undefined) return { file, mspId, code, role, certificate, keyEpoch, key };
  if (certificate === '') {
    refuseIdentity(
      file,
      phrase(
        'has no certificate yet: send its request to the tax bureau, then fapiao identity install; repeat fapiao key new if that made the file',
      ),
    );
  }
  checkCertificate(file, certificate, key, now);
  return { file, mspId, code, role, certificate, key };
}

/** Reads the file with or without a certificate. @throws as `readIdentity`, without the checks of the certificate */
export async function readIdentityFile(file: string): Promise<{ content: IdentityFile; key: KeyObject }> {
  const content =
    parseIdentityFile(await readPrivate(file)) ?? refuseIdentity(file, phrase('is not an identity file'));
  return { content, key: privateKeyOf(file, content.privateKey) };
}

/** Returns the identity as the gateway's client takes it. */
export function clientIdentity({ certificate, keyEpoch, code, role, key }: Identity): ClientIdentity {
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;
  return { certificate, keyEpoch, code, role, key: key.toCryptoKey(ecdsa, false, ['sign']) };
}

export async function writeIdentityFile(file: string, content: IdentityFile): Promise<void> {
  await writeAtomically(file, identityFileText(content), { isPrivate: true });
}

/** Returns the SubjectPublicKeyInfo of a P-256 key, DER in base64, in the one form that the ledger accepts. */
export function publicKeyText(key: KeyObject): string {
  // Built from the coordinates, because a key may be stored with a compressed point.
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  const publicKey = createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' } as JsonWebKeyInput);
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
}

async function readPrivate(file: string): Promise<string> {
  try {
    if (isReadableByOthers(await stat(file))) {
      refuseIdentity(file, phrase('holds a private key and others may read it: chmod 600 {file}', { file }));
    }
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (isMissing(cause))
      throw new UsageError(
        phrase('there is no identity file {file}: make one with fapiao identity new', { file }),
        { cause },
      );
    if (cause instanceof DomainError) throw cause;
    throw new UsageError(phrase('{file} cannot be read: {cause}', { file, cause: reasonOf(cause) }), {
      cause,
    });
  }
}

function privateKeyOf(file: string, pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  } catch {
    // Not passed on: the library's message does not help the user.
  }
  return refuseIdentity(file, phrase('has no P-256 private key'));
}

function checkCertificate(file: string, pem: string, key: KeyObject, now: Date): void {
  const certificate = parseCertificate(file, pem);
  if (!certificate.checkPrivateKey(key)) refuseIdentity(file, phrase('has a certificate for another key'));
  if (now > new Date(certificate.validTo))
    refuseIdentity(
      file,
      phrase('has a certificate that expired on {validTo}', { validTo: certificate.validTo }),
    );
  if (now < new Date(certificate.validFrom)) {
    refuseIdentity(
      file,
      phrase('has a certificate that is valid from {validFrom}', { validFrom: certificate.validFrom }),
    );
  }
}

function parseCertificate(file: string, pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    return refuseIdentity(file, phrase('has a certificate that cannot be read'));
  }
}

/** @throws {DomainError} CREDENTIAL_INVALID naming the file */
function refuseIdentity(file: string, reason: string): never {
  throw identityRefused(`${file} ${reason}`);
}

/** Returns the error of an identity that is not used. @param detail names the file */
export function identityRefused(detail: string): DomainError {
  return new DomainError('CREDENTIAL_INVALID', detail);
}
