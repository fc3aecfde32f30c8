import { decodePage, type Inflate } from '../compact/page-bytes.js';
import { decodeText } from '../identity/utf8.js';
import type { StateDocuments, StateKind } from './keys.js';

/**
 * Returns the document that the world state stores as these bytes under a key of a kind: a page in compact form, or JSON. This is the
 * only reader of stored bytes; `docs/ledger-format.md` specifies them.
 *
 * @throws {CompactFormError} when the bytes of a page are none, as those of an earlier version
 */
export function readStateDocument<Kind extends StateKind>(
  kind: Kind,
  bytes: Uint8Array,
  inflate: Inflate,
): StateDocuments[Kind] {
  const document: unknown = kind === 'PAGE' ? decodePage(bytes, inflate) : JSON.parse(decodeText(bytes));
  return document as StateDocuments[Kind];
}
