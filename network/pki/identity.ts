import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { toLowS } from '@fapiao-ledger/core';

/** Who signs a proposal: an X.509 certificate of an organization, and the key behind it. */
export interface Identity {
  readonly mspId: string;
  /** PEM of the enrolment certificate. */
  readonly certificate: string;
  /** ECDSA P-256 over SHA-256 of `bytes`, DER encoded, low-S. */
  sign(bytes: Uint8Array): Uint8Array;
}

/** An identity whose key is in memory. */
export function identityFromPem(mspId: string, certificate: string, privateKeyPem: string): Identity {
  const key = createPrivateKey(privateKeyPem);
  return { mspId, certificate, sign: (bytes) => signLowS(key, bytes) };
}

/**
 * ECDSA P-256 with SHA-256, DER, normalized to low-S: Fabric refuses the high twin of a signature,
 * and node:crypto produces it half the time.
 */
export function signLowS(key: KeyObject, bytes: Uint8Array): Uint8Array {
  return toLowS(sign('sha256', bytes, key));
}

/** As `signLowS`, beside the JavaScript thread: for those who sign much, or much at a time. */
export function signLowSAside(key: KeyObject, bytes: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    sign('sha256', bytes, key, (error, signature) => {
      if (error === null) resolve(toLowS(signature));
      else reject(error);
    });
  });
}
