import { inflateRawSync } from 'node:zlib';
import {
  CompactFormError,
  readStateDocument,
  type StateDocuments,
  type StateKind,
} from '@fapiao-ledger/core';

/** Returns the document that the ledger stores as these bytes. @throws {CompactFormError} when they are neither a page nor JSON */
export function storedDocument<Kind extends StateKind>(bytes: Uint8Array): StateDocuments[Kind] {
  return readStateDocument<Kind>(bytes, inflate);
}

function inflate(bytes: Uint8Array, max: number): Uint8Array {
  try {
    return inflateRawSync(bytes, { maxOutputLength: max });
  } catch (error) {
    throw new CompactFormError('the bytes are not deflated, or too long', { cause: error });
  }
}
