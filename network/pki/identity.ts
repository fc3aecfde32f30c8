import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { toLowS } from '@fapiao-ledger/core';

/** The signer of proposals: an X.509 certificate of an organization, and its key. */
export interface Identity {
  readonly mspId: string;
  /** Certificate, PEM. */
  readonly certificate: string;
  /** Returns an ECDSA P-256 signature over the SHA-256 of `bytes`: DER, low-S. */
  sign(bytes: Uint8Array): Uint8Array;
}

/** Returns an identity whose key is in memory. */
export function identityFromPem(mspId: string, certificate: string, privateKeyPem: string): Identity {
  const key = createPrivateKey(privateKeyPem);
  return { mspId, certificate, sign: (bytes) => signLowS(key, bytes) };
}

/** Signs with ECDSA P-256 and SHA-256: DER, low S. Fabric refuses a high S, which half of all signatures have. */
export function signLowS(key: KeyObject, bytes: Uint8Array): Uint8Array {
  return toLowS(sign('sha256', bytes, key));
}
