import { createPublicKey, type KeyObject } from 'node:crypto';
import { DomainError } from '@fapiao-ledger/core';
import { publicKeyText } from '../../identity/identity-file.js';
import { phrase } from '../../words/phrase.js';

/**
 * Returns the SubjectPublicKeyInfo (DER, base64, uncompressed point) of the key in a PEM text: a public key or a
 * certificate.
 * @throws {DomainError} CREDENTIAL_INVALID when the text has no P-256 key, or a private one
 */
export function publicKeyIn(pem: string, file: string): string {
  if (pem.includes('PRIVATE KEY')) {
    throw new DomainError(
      'CREDENTIAL_INVALID',
      phrase('{file} is a private key: it must never leave its owner', { file }),
    );
  }
  return p256KeyOf(() => createPublicKey(pem), phrase('{file} holds no P-256 public key in PEM', { file }));
}

/**
 * Returns the SubjectPublicKeyInfo of the key in a certificate request (PKCS#10, PEM), which that key must have signed.
 * @throws {DomainError} CREDENTIAL_INVALID when the text is no such request for a P-256 key
 */
export async function publicKeyOfRequest(pem: string, file: string): Promise<string> {
  // Loaded here, because most commands need no library of certificates.
  const { publicKeyOfCsr } = await import('@fapiao-ledger/pki/csr');
  const refusal = phrase(
    '{file} is no certificate request in PEM that the owner of its P-256 key has signed',
    { file },
  );
  const publicKey = await publicKeyOfCsr(pem).catch((cause: unknown) => {
    throw new DomainError('CREDENTIAL_INVALID', refusal, { cause });
  });
  return p256KeyOf(() => createPublicKey(publicKey), refusal);
}

function p256KeyOf(read: () => KeyObject, refusal: string): string {
  try {
    const key = read();
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return publicKeyText(key);
  } catch (cause) {
    throw new DomainError('CREDENTIAL_INVALID', refusal, { cause });
  }
  throw new DomainError('CREDENTIAL_INVALID', refusal);
}
