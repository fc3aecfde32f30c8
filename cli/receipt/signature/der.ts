import { DER_TAG } from '@fapiao-ledger/core';

/** Distinguished Encoding Rules (X.690): writing the little of them that signatures need. */
export function encode(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag), encodeLength(body.length), body]);
}

/** SET OF: DER sorts the members by their encodings, or a strict reader finds the digest of signed attributes wrong. */
export function encodeSetOf(tag: number, members: readonly Uint8Array[]): Buffer {
  return encode(tag, ...[...members].sort((a, b) => Buffer.compare(a, b)));
}

/** @param dotted such as "1.2.840.113549.1.7.2" */
export function encodeOid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return encode(DER_TAG.oid, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** A non-negative integer of big-endian bytes, in as few bytes as it takes. */
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
