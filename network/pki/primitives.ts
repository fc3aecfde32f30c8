import { createHash, verify } from 'node:crypto';

/** SHA-256 and ECDSA in Node.js. A browser has the same functions in `primitives-browser.ts`, which `#primitives` names there. */

/** Returns SHA-256 of bytes, in lower-case hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Returns whether a key made a signature over SHA-256 of bytes.
 * @param spki DER of a P-256 key with an uncompressed point on the curve
 * @param signature DER
 */
export function verifyP256(spki: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  return verify('sha256', bytes, { key: Buffer.from(spki), format: 'der', type: 'spki' }, signature);
}
