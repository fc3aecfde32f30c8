import {
  canonicalJson,
  type NameOpening,
  parseStrictJson,
  type Read,
  read,
  readDocument,
} from '@fapiao-ledger/core';
import type { EndorsedText } from '@fapiao-ledger/pki';

/**
 * What a receipt is made of, and all it is made of: an endorsed answer of the ledger, and perhaps
 * the opening of the buyer's name. Travels inside the receipt as `attestation.json`.
 */
export interface ReceiptSource {
  readonly attestation: EndorsedText;
  /** Shows who a natural person is whose name the ledger only knows by its commitment. */
  readonly opening?: NameOpening;
}

/** @throws {ValidationError} when the text is not a source in canonical JSON */
export function parseSource(text: string): ReceiptSource {
  return readDocument(parseStrictJson(text), (value, at) => {
    const source = readSource(value, at);
    if (canonicalJson(value) === text) return source;
    return at.fault('JSON_INVALID', undefined, 'the source is not in canonical JSON');
  });
}

const readSource: Read<ReceiptSource> = read.record({
  attestation: read.record({
    payload: read.text,
    endorsements: read.list(read.record({ endorser: read.text, signature: read.text })),
  }),
  opening: read.optional(read.record({ name: read.text, salt: read.text })),
});
