import { sha256 } from './hash.js';
import type { StateChange, Version } from './state-store.js';
import { compareUtf8 } from './utf8-order.js';

/**
 * Returns Fabric's commit hash: over the validation codes, every change of state in the order of the keys, and the
 * commit hash before. Two peers with the same hash agree on the valid transactions and on the whole state, although the
 * hash is not signed.
 */
export function commitHash(
  codes: Uint8Array,
  changes: readonly StateChange[],
  previous: Uint8Array | undefined,
): Uint8Array {
  return sha256(varint(codes.length), codes, changesBytes(changes), previous ?? new Uint8Array());
}

/** Encodes a peer's message `Updates`, which names a namespace at its first change only. */
function changesBytes(changes: readonly StateChange[]): Uint8Array {
  const sorted = [...changes].sort(
    (a, b) => compareUtf8(a.namespace, b.namespace) || compareUtf8(a.key, b.key),
  );
  const parts: Uint8Array[] = [];
  let namespace = '';
  for (const change of sorted) {
    const fields = changeFields(change, change.namespace === namespace ? '' : change.namespace);
    namespace = change.namespace;
    const length = fields.reduce((sum, part) => sum + part.length, 0);
    parts.push(Buffer.of(field(1)), varint(length), ...fields);
  }
  return Buffer.concat(parts);
}

function changeFields(change: StateChange, namespace: string): Uint8Array[] {
  return [
    ...delimited(1, Buffer.from(namespace)),
    ...delimited(3, Buffer.from(change.key)),
    ...(change.value === undefined ? [Buffer.of(4 << 3, 1)] : delimited(5, change.value)),
    ...delimited(6, versionBytes(change.version)),
  ];
}

/** Encodes a length-delimited protobuf field; empty ones are left out. */
function delimited(number: number, value: Uint8Array): Uint8Array[] {
  return value.length === 0 ? [] : [Buffer.of(field(number)), varint(value.length), value];
}

function field(number: number): number {
  return (number << 3) | 2;
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Uint8Array.of(...bytes, rest);
}

/** Encodes each number as its byte count and its bytes, big-endian: the order of a peer's database. */
function versionBytes(version: Version): Uint8Array {
  return Buffer.concat([version.block, version.tx].map(countedBytes));
}

function countedBytes(value: number): Uint8Array {
  if (value === 0) return Uint8Array.of(0);
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.of(bytes.length), bytes]);
}
