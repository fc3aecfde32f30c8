import { verify } from 'node:crypto';
import { isP256PublicKey } from '@fapiao-ledger/core';

/** Returns whether the key made `signature` (DER) over `bytes`: ECDSA with P-256 and SHA-256, nothing else. */
export function verifySignature(spki: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (!isP256PublicKey(spki)) return false;
  try {
    return verify('sha256', bytes, { key: Buffer.from(spki), format: 'der', type: 'spki' }, signature);
  } catch {
    return false;
  }
}
