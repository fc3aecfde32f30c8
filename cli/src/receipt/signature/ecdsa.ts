import { verify } from 'node:crypto';
import { childrenOf, DerError, encode, encodeInteger, readOnly, TAG } from './der.js';

const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

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

/** Whether this is the one form of the signature that counts: strict DER, and s in the lower half. */
export function isCanonicalSignature(signature: Uint8Array): boolean {
  try {
    return Buffer.from(signature).equals(toLowS(signature));
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

/**
 * Of the two signatures that every ECDSA signature stands for, the one with the lower s; so nobody
 * can turn a receipt into an equal one with other bytes.
 *
 * @throws {DerError} when it is not a signature
 */
export function toLowS(signature: Uint8Array): Buffer {
  const [r, s, ...rest] = childrenOf(readOnly(signature, TAG.sequence)).map(({ tag, content }) => {
    if (tag !== TAG.integer || content.length === 0 || content.length > 33)
      throw new DerError('not a signature');
    return BigInt(`0x${Buffer.from(content).toString('hex')}`);
  });
  if (r === undefined || s === undefined || rest.length > 0) throw new DerError('not a signature');
  const low = s > ORDER / 2n && s < ORDER ? ORDER - s : s;
  return encode(TAG.sequence, encodeInteger(toBytes(r)), encodeInteger(toBytes(low)));
}

function toBytes(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
}
