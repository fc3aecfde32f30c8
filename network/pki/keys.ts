import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  type PublicKeyInput,
} from 'node:crypto';
import { DomainError, isP256PublicKey } from '@fapiao-ledger/core';

/** A P-256 key pair in PEM. */
export interface KeyPairPem {
  /** PKCS#8. */
  readonly privateKey: string;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: string;
}

/** A fresh P-256 key pair. */
export function generateKeyPair(): KeyPairPem {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/** @throws {DomainError} CREDENTIAL_INVALID when it is no P-256 private key */
export function privateKeyFromPem(pem: string): KeyObject {
  return p256(parse(() => createPrivateKey(pem)));
}

/** @throws {DomainError} CREDENTIAL_INVALID when it is no P-256 public key */
export function publicKeyFromPem(pem: string): KeyObject {
  return p256(parse(() => createPublicKey(pem)));
}

/** The public half of a private key. */
export function publicKeyOf(privateKeyPem: string): string {
  return createPublicKey(privateKeyFromPem(privateKeyPem)).export({ type: 'spki', format: 'pem' }).toString();
}

function parse(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (cause) {
    throw new DomainError('CREDENTIAL_INVALID', 'the text is not a key in PEM', { cause });
  }
}

function p256(key: KeyObject): KeyObject {
  // A hybrid or compressed point stays one when the key is exported, and peers refuse certificates with it.
  const publicKey = key.type === 'public' ? key : createPublicKey(key as unknown as PublicKeyInput);
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  if (!isP256PublicKey(spki)) {
    throw new DomainError('CREDENTIAL_INVALID', 'only P-256 keys with an uncompressed point are certified');
  }
  return key;
}
