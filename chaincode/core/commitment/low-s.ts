import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { InvariantError } from '../errors.js';

/** Order of the P-256 group, and half of it: the border between a low and a high `s`. */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const HALF_ORDER = ORDER >> 1n;

/**
 * Whether bytes are strict DER of an ECDSA P-256 signature whose `s` is the lower of the two that verify (FIPS 186-5). A signature
 * with the higher `s` is refused, here and on a Fabric peer, because it can be made from the other without the key.
 */
export function isLowS(signature: Uint8Array): boolean {
  return signatureForm(signature) === 'low-s';
}

/** Returns the form of a signature: which of the two `s` it has, or that it is not strict DER of a P-256 signature. */
export function signatureForm(signature: Uint8Array): 'low-s' | 'high-s' | 'malformed' {
  const read = readSignature(signature);
  if (read === undefined) return 'malformed';
  return read.s.value <= HALF_ORDER ? 'low-s' : 'high-s';
}

/**
 * Returns the form of a signature with the lower `s`, which verifies wherever the signature does.
 *
 * @param signature DER
 * @throws {InvariantError} when the bytes are not a signature in strict DER
 */
export function toLowS(signature: Uint8Array): Uint8Array {
  const read = readSignature(signature);
  if (read === undefined) throw new InvariantError('a signature that is not strict DER');
  const { r, s } = read;
  if (s.value <= HALF_ORDER) return signature;
  const integers = [...signature.subarray(2, r.end), ...derInteger(ORDER - s.value)];
  return Uint8Array.of(0x30, integers.length, ...integers);
}

/**
 * Returns strict DER with the lower `s` of a P-256 signature by WebCrypto.
 *
 * @param raw r and s, 32 bytes each (IEEE P1363)
 * @throws {InvariantError} when it is not 64 bytes, or r or s is 0
 */
export function derSignature(raw: Uint8Array): Uint8Array {
  if (raw.length !== 64) throw new InvariantError('a signature that is not 64 bytes');
  const [r, s] = [raw.subarray(0, 32), raw.subarray(32)].map((bytes) => BigInt(`0x${bytesToHex(bytes)}`));
  const integers = [...derInteger(r as bigint), ...derInteger(s as bigint)];
  return toLowS(Uint8Array.of(0x30, integers.length, ...integers));
}

interface DerInteger {
  readonly value: bigint;
  /** Offset of the next integer. */
  readonly end: number;
}

/** Returns r and s of SEQUENCE { r INTEGER, s INTEGER } without trailing bytes, or undefined. */
function readSignature(bytes: Uint8Array): { r: DerInteger; s: DerInteger } | undefined {
  if (bytes[0] !== 0x30 || bytes[1] !== bytes.length - 2) return undefined;
  const r = readInteger(bytes, 2);
  const s = r === undefined ? undefined : readInteger(bytes, r.end);
  return r === undefined || s?.end !== bytes.length ? undefined : { r, s };
}

/** Returns a DER integer from 1 to below the order, in its shortest form, or undefined. */
function readInteger(bytes: Uint8Array, at: number): DerInteger | undefined {
  const length = bytes[at + 1];
  if (bytes[at] !== 0x02 || length === undefined || length > 33) return undefined;
  const end = at + 2 + length;
  const body = bytes.subarray(at + 2, end);
  if (body.length !== length || !isMinimalPositive(body)) return undefined;
  const value = BigInt(`0x${bytesToHex(body)}`);
  return value < ORDER ? { value, end } : undefined;
}

/** A leading zero stands only before a byte that would otherwise read as a sign. */
function isMinimalPositive([first, second]: Uint8Array): boolean {
  if (first === undefined || first >= 0x80) return false;
  return first !== 0 || (second !== undefined && second >= 0x80);
}

function derInteger(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const body = hexToBytes(hex.length % 2 === 0 ? hex : `0${hex}`);
  const sign = (body[0] as number) >= 0x80 ? [0] : [];
  return Uint8Array.of(0x02, sign.length + body.length, ...sign, ...body);
}
