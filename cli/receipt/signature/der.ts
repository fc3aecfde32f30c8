import { DER_TAG } from '@fapiao-ledger/core';

/** Writes the part of the Distinguished Encoding Rules (X.690) that signatures need. */
export function encode(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag), encodeLength(body.length), body]);
}

/** Encodes SET OF with sorted members, as DER demands; else a strict reader computes another digest. */
export function encodeSetOf(tag: number, members: readonly Uint8Array[]): Buffer {
  return encode(tag, ...[...members].sort((a, b) => Buffer.compare(a, b)));
}

/** Encodes an object identifier. @param dotted such as "1.2.840.113549.1.7.2" */
export function encodeOid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return encode(DER_TAG.oid, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** Encodes a non-negative integer, given as big-endian bytes, in the fewest bytes. */
export function encodeInteger(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const trimmed = first < 0 ? Buffer.of(0) : bytes.subarray(first);
  return (trimmed[0] as number) < 0x80
    ? encode(DER_TAG.integer, trimmed)
    : encode(DER_TAG.integer, Buffer.of(0), trimmed);
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.of(0x80 + bytes.length), bytes]);
}

function base128(value: number): number[] {
  const digits = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
    digits.unshift(128 + (rest % 128));
  return digits;
}
