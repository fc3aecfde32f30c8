import {
  canonicalJson,
  Faults,
  type NameOpening,
  ObjectReader,
  parseStrictJson,
  ValidationError,
} from '@fapiao-ledger/core';
import type { EndorsedText } from '@fapiao-ledger/pki';

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
  const value = parseStrictJson(text);
  const faults = new Faults();
  readSource(ObjectReader.of(value, '', faults), faults);
  if (canonicalJson(value) !== text) faults.report('JSON_INVALID', '', 'the source is not in canonical JSON');
  if (faults.list.length > 0) throw new ValidationError(faults.list);
  return value as unknown as ReceiptSource;
}

function readSource(reader: ObjectReader | undefined, faults: Faults): void {
  const attestation = reader?.object('attestation');
  attestation?.text('payload');
  const endorsements = attestation?.array('endorsements') ?? [];
  for (const [index, value] of endorsements.entries()) {
    const endorsement = ObjectReader.of(value, `/attestation/endorsements/${index}`, faults);
    readTexts(['endorser', 'signature'], endorsement);
  }
  attestation?.end();
  if (reader?.optional('opening') !== undefined) readTexts(['name', 'salt'], reader.object('opening'));
  reader?.end();
}

function readTexts(fields: readonly string[], reader: ObjectReader | undefined): void {
  for (const field of fields) reader?.text(field);
  reader?.end();
}
