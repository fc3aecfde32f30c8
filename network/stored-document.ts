import { inflateRawSync } from 'node:zlib';
import {
  CompactFormError,
  type PageJson,
  type Read,
  read,
  readDocument,
  readStateDocument,
  type StateDocuments,
  type StateKind,
  ValidationError,
} from '@fapiao-ledger/core';

/** The fields of a page. Drafts were read when they were decoded. */
const PAGE: Read<Omit<PageJson, 'requests'>> = read.record({
  first: read.invoiceNumber,
  profile: read.oneOf('SHENZHEN_2018', 'DIGITAL'),
  issuedAt: read.instant(),
  date: read.date(),
  seller: read.record({
    code: read.text,
    name: read.text,
    contact: read.optional(read.text),
    bank: read.optional(read.text),
  }),
  ruleSet: read.record({ version: read.text, hash: read.text }),
  transactionId: read.text,
  checkKey: read.text,
  requests: read.array,
});

/**
 * Returns the document that the ledger stores as these bytes under a key of a kind.
 * @throws {CompactFormError} as `readStateDocument`, and when a field of a page is not of its form: a stranger may have written it
 */
export function storedDocument<Kind extends StateKind>(kind: Kind, bytes: Uint8Array): StateDocuments[Kind] {
  const document = readStateDocument(kind, bytes, inflate);
  if (kind === 'PAGE') requirePage(document);
  return document;
}

function requirePage(document: unknown): void {
  try {
    readDocument(document, PAGE);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    throw new CompactFormError(`the page is none: ${error.message}`, { cause: error });
  }
}

function inflate(bytes: Uint8Array, max: number): Uint8Array {
  try {
    return inflateRawSync(bytes, { maxOutputLength: max });
  } catch (error) {
    throw new CompactFormError('the bytes are not deflated, or too long', { cause: error });
  }
}
