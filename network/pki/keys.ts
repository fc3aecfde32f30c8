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
  /** Private key, PKCS#8. */
  readonly privateKey: string;
  /** Public key, SubjectPublicKeyInfo. */
  readonly publicKey: string;
}

/** Makes a P-256 key pair. */
export function generateKeyPair(): KeyPairPem {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/** Reads a private key. @throws {DomainError} CREDENTIAL_INVALID when it is no P-256 private key */
export function privateKeyFromPem(pem: string): KeyObject {
  return p256(parse(() => createPrivateKey(pem)));
}

/** Reads a public key. @throws {DomainError} CREDENTIAL_INVALID when it is no P-256 public key */
export function publicKeyFromPem(pem: string): KeyObject {
  return p256(parse(() => createPublicKey(pem)));
}

/** Returns the public key of a private key. */
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
  // Export keeps a hybrid or compressed point, and peers refuse certificates with one.
  const publicKey = key.type === 'public' ? key : createPublicKey(key as unknown as PublicKeyInput);
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  if (!isP256PublicKey(spki)) {
    throw new DomainError('CREDENTIAL_INVALID', 'only P-256 keys with an uncompressed point are certified');
  }
  return key;
}
