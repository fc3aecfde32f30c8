import { isP256PublicKey } from '@fapiao-ledger/core';
import { verifyP256 } from '#primitives';

/** Returns whether the key made `signature` (DER) over `bytes`: ECDSA with P-256 and SHA-256, nothing else. */
export function verifySignature(spki: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (!isP256PublicKey(spki)) return false;
  try {
    return verifyP256(spki, bytes, signature);
  } catch {
    return false;
  }
}
