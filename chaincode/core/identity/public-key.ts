import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * SubjectPublicKeyInfo of every P-256 key up to the 64 bytes of its coordinates. The last byte says that the point
 * is uncompressed: hybrid points (06, 07) are as long and stand for the same key in other bytes.
 */
const HEAD = '3059301306072a8648ce3d020106082a8648ce3d03010703420004';
const HEAD_BYTES = 27;
const KEY_BYTES = HEAD_BYTES + 64;

/** Whether bytes are the one DER of a P-256 public key. Says nothing about whether the point is on the curve. */
export function isP256PublicKey(spki: Uint8Array): boolean {
  return spki.length === KEY_BYTES && bytesToHex(spki.subarray(0, HEAD_BYTES)) === HEAD;
}
