import { decodePage, type Inflate, isPageBytes } from '../compact/page-bytes.js';
import { decodeText } from '../identity/utf8.js';
import type { StateDocuments, StateKind } from './keys.js';

/**
 * Returns the document that the world state stores as these bytes: a page in compact form, or JSON. This is the only reader of
 * stored bytes; `docs/ledger-format.md` specifies them.
 *
 * @throws {CompactFormError} when the bytes are no page
 */
export function readStateDocument<Kind extends StateKind>(
  bytes: Uint8Array,
  inflate: Inflate,
): StateDocuments[Kind] {
  const document: unknown = isPageBytes(bytes) ? decodePage(bytes, inflate) : JSON.parse(decodeText(bytes));
  return document as StateDocuments[Kind];
}
