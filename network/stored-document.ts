import { inflateRawSync } from 'node:zlib';
import {
  CompactFormError,
  outlineOfPage,
  PAGE_INVOICES_MAX,
  type PageHead,
  type PageJson,
  type PageOutline,
  type Read,
  type ReadablePage,
  read,
  readablePage,
  readDocument,
  readStateDocument,
  type StateDocuments,
  type StateKind,
  ValidationError,
} from '@fapiao-ledger/core';

const HEAD = {
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
  payments: read.optional(
    read.list(
      read.record({
        provider: read.providerCode,
        id: read.paymentId,
        from: read.count(0, PAGE_INVOICES_MAX),
        count: read.count(1, PAGE_INVOICES_MAX),
      }),
    ),
  ),
};

const PAGE_HEAD: Read<PageHead> = read.record(HEAD);

/** The fields of a page. Drafts were read when they were decoded. */
const PAGE: Read<Omit<PageJson, 'requests'>> = read.record({ ...HEAD, requests: read.array });

/**
 * Returns the document that the ledger stores as these bytes under a key of a kind.
 * @throws {CompactFormError} as `readStateDocument`, and when a field of a page is not of its form: a stranger may have written it
 */
export function storedDocument<Kind extends StateKind>(kind: Kind, bytes: Uint8Array): StateDocuments[Kind] {
  const document = readStateDocument(kind, bytes, inflate);
  if (kind === 'PAGE') requireForm(document, PAGE);
  return document;
}

function requireForm(document: unknown, form: Read<unknown>): void {
  try {
    readDocument(document, form);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    throw new CompactFormError(`the page is none: ${error.message}`, { cause: error });
  }
}

/** Returns a stored page whose drafts are read one by one. @throws {CompactFormError} as `storedDocument` */
export function storedPage(bytes: Uint8Array): ReadablePage {
  const page = readablePage(bytes, inflate);
  requireForm(page.head, PAGE_HEAD);
  return page;
}

/** Returns the outline of a page that the ledger stores as these bytes. @throws {CompactFormError} as `storedDocument` */
export function storedOutline(bytes: Uint8Array): PageOutline {
  const outline = outlineOfPage(bytes, inflate);
  requireForm(outline.head, PAGE_HEAD);
  return outline;
}

function inflate(bytes: Uint8Array, max: number): Uint8Array {
  try {
    return inflateRawSync(bytes, { maxOutputLength: max });
  } catch (error) {
    throw new CompactFormError('the bytes are not deflated, or too long', { cause: error });
  }
}
