import type { StateDocuments, StateKind } from '@fapiao-ledger/core';

/** Returns the document that a write under a key of this kind carries. */
export function writtenDocument<Kind extends StateKind>(
  _kind: Kind,
  value: Uint8Array,
): StateDocuments[Kind] {
  return JSON.parse(textOf(value)) as StateDocuments[Kind];
}

/** Returns UTF-8 as text. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
