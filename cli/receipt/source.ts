import {
  canonicalJson,
  type NameOpening,
  parseStrictJson,
  type Read,
  read,
  readDocument,
} from '@fapiao-ledger/core';
import type { EndorsedText } from '@fapiao-ledger/pki/proofs';

/**
 * All that a receipt is made of: an endorsed answer of the ledger, and, if the buyer is a person, the opening of the
 * buyer's name. The receipt carries it as `attestation.json`.
 */
export interface ReceiptSource {
  readonly attestation: EndorsedText;
  /** Discloses the name of a person, of which the ledger has only a commitment. */
  readonly opening?: NameOpening;
}

/** Reads a source. @throws {ValidationError} when the text is not a source in canonical JSON */
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
