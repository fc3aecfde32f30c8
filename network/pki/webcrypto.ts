/**
 * Loads @peculiar/x509, whose dependency container must find the metadata polyfill loaded. Its keys are WebCrypto's,
 * not node:crypto's.
 */
import 'reflect-metadata';
import { createPublicKey, type KeyObject, type webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

export { x509 };

export const ECDSA_SHA256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export function cryptoKeys(privateKey: KeyObject): webcrypto.CryptoKeyPair {
  return {
    privateKey: privateKey.toCryptoKey(ECDSA_SHA256, false, ['sign']),
    publicKey: cryptoPublicKey(createPublicKey(privateKey)),
  };
}

export function cryptoPublicKey(publicKey: KeyObject): webcrypto.CryptoKey {
  return publicKey.toCryptoKey(ECDSA_SHA256, true, ['verify']);
}
