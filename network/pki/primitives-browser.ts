import { p256 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The functions of `primitives.ts` without Node.js. WebCrypto only has promises, and the reader of proofs waits for nothing. */

/** Length of a point that is not compressed: its mark, x and y. It ends the SubjectPublicKeyInfo. */
const POINT_BYTES = 65;

/** Returns SHA-256 of bytes, in lower-case hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/**
 * Returns whether a key made a signature over SHA-256 of bytes.
 * @param spki DER of a P-256 key with an uncompressed point on the curve
 * @param signature DER
 */
export function verifyP256(spki: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  const options = { format: 'der', lowS: false, prehash: true } as const;
  return p256.verify(signature, bytes, spki.slice(-POINT_BYTES), options);
}
