import { bytesToHex } from '@noble/hashes/utils.js';
import { decodeBase64 } from './base64.js';

/**
 * SubjectPublicKeyInfo of every P-256 key up to the 64 bytes of its coordinates. The last byte marks an
 * uncompressed point: hybrid points (06, 07) have the same length and are other bytes for the same key.
 */
const HEAD = '3059301306072a8648ce3d020106082a8648ce3d03010703420004';
const HEAD_BYTES = 27;
const COORDINATE_BYTES = 32;
const KEY_BYTES = HEAD_BYTES + 2 * COORDINATE_BYTES;

/** P-256 (FIPS 186-5): y² = x³ - 3x + B modulo P. */
const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/** Whether bytes are the canonical DER of a P-256 public key (FIPS 186-5): an uncompressed point on the curve. */
export function isP256PublicKey(spki: Uint8Array): boolean {
  if (spki.length !== KEY_BYTES || bytesToHex(spki.subarray(0, HEAD_BYTES)) !== HEAD) return false;
  const x = integerAt(spki, HEAD_BYTES);
  const y = integerAt(spki, HEAD_BYTES + COORDINATE_BYTES);
  return x < P && y < P && (y * y - x * x * x + 3n * x - B) % P === 0n;
}

/** Whether text is a P-256 public key in the form of the register: SubjectPublicKeyInfo, uncompressed, DER in base64. */
export function isPublicKeyText(text: string): boolean {
  const spki = decodeBase64(text);
  return spki !== undefined && isP256PublicKey(spki);
}

function integerAt(bytes: Uint8Array, start: number): bigint {
  return BigInt(`0x${bytesToHex(bytes.subarray(start, start + COORDINATE_BYTES))}`);
}
