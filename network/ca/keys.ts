import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { DomainError } from '@fapiao-ledger/chaincode/core';

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
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new DomainError('CREDENTIAL_INVALID', 'only P-256 keys are certified');
  }
  return key;
}
