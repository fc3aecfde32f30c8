import { type KeyObject, sign, verify } from 'node:crypto';
import { toLowS } from '@fapiao-ledger/core';

/**
 * Verifies and makes signatures of ECDSA P-256 with SHA-256 (DER, low S) outside the thread that asks. The bytes must not
 * change before the answer.
 */
export interface Signatures {
  /** Returns whether the owner of the public key signed the bytes. The caller judges whether S is low. */
  verify(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): Promise<boolean>;

  /** Returns a signature with low S: Fabric refuses a high one, which half of all signatures have. */
  sign(key: KeyObject, bytes: Uint8Array): Promise<Uint8Array>;

  close(): Promise<void>;
}

/** Signatures by the threads that Node.js keeps for such work, one job for each. */
export const pooledSignatures: Signatures = {
  verify: (key, bytes, signature) =>
    new Promise((resolve, reject) => {
      verify('sha256', bytes, key, signature, (error, isValid) => {
        if (error === null) resolve(isValid);
        else reject(error);
      });
    }),
  sign: (key, bytes) =>
    new Promise((resolve, reject) => {
      sign('sha256', bytes, key, (error, signature) => {
        if (error === null) resolve(toLowS(signature));
        else reject(error);
      });
    }),
  close: async () => {},
};
