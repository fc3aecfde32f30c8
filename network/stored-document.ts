import { inflateRawSync } from 'node:zlib';
import {
  CompactFormError,
  readStateDocument,
  type StateDocuments,
  type StateKind,
} from '@fapiao-ledger/core';

/** Returns the document that the ledger stores as these bytes under a key of a kind. @throws {CompactFormError} as `readStateDocument` */
export function storedDocument<Kind extends StateKind>(kind: Kind, bytes: Uint8Array): StateDocuments[Kind] {
  return readStateDocument(kind, bytes, inflate);
}

function inflate(bytes: Uint8Array, max: number): Uint8Array {
  try {
    return inflateRawSync(bytes, { maxOutputLength: max });
  } catch (error) {
    throw new CompactFormError('the bytes are not deflated, or too long', { cause: error });
  }
}
