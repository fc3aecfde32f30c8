import { verify } from 'node:crypto';

/** SubjectPublicKeyInfo of every P-256 key up to the 64 bytes of its uncompressed point. */
const SPKI_HEAD = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex');

export function isP256Key(spki: Uint8Array): boolean {
  return spki.length === SPKI_HEAD.length + 64 && SPKI_HEAD.equals(spki.subarray(0, SPKI_HEAD.length));
}

/** Whether `signature` (DER) is one by the key over `bytes`: ECDSA with P-256 and SHA-256, nothing else. */
export function verifySignature(spki: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (!isP256Key(spki)) return false;
  try {
    return verify('sha256', bytes, { key: Buffer.from(spki), format: 'der', type: 'spki' }, signature);
  } catch {
    return false;
  }
}
