import {
  ATTESTATION_KIND,
  type AttestationJson,
  type DraftJson,
  INVOICE_LINES_MAX,
  type InvoiceJson,
  type InvoiceStatusJson,
  isInvoiceNumber,
  isJsonObject,
  type JsonObject,
  ObjectReader,
  type Place,
  REDEMPTIONS_MAX,
  type Read,
  read,
  readDocument,
  readDraft,
  SHA256_PATTERN,
  type Step,
  TEXT_MAX,
} from '@fapiao-ledger/core';

const VERSION_MAX = 40;
const CHECK_CODE = /^[0-9]{20}$/;

/**
 * Reads an attestation field by field, so that the code that draws or checks it meets only values of the right form:
 * lengths bounded, texts printable, amounts and dates readable.
 *
 * @throws {ValidationError} every fault of form
 */
export function readAttestation(value: unknown): AttestationJson {
  return readDocument(value, ATTESTATION);
}

const CODE = read.printable(TEXT_MAX.unit);
const NAME = read.printable(TEXT_MAX.name);
const CONTACT = read.optional(read.printable(TEXT_MAX.contact));
const HASH = shaped(SHA256_PATTERN);
const INSTANT = read.instant('an instant such as "2026-03-01T08:00:00Z"');

/** Fields that the ledger adds at issue. */
const ADDED = {
  number: read.matching(isInvoiceNumber, 'NUMBER_FORMAT', 'a number of 20 digits'),
  profile: read.oneOf('SHENZHEN_2018', 'DIGITAL'),
  checkCode: shaped(CHECK_CODE),
  issuedAt: INSTANT,
  date: read.date('a date'),
  seller: read.record({ code: CODE, name: NAME, contact: CONTACT, bank: CONTACT }),
  buyer: readBuyerCode,
  ruleSet: read.record({ version: read.printable(VERSION_MAX), hash: HASH }),
  transactionId: HASH,
};

const STATUS: Read<InvoiceStatusJson> = read.record({
  state: read.oneOf('OPEN', 'LOCKED', 'REDEEMED', 'RED', 'FROZEN'),
  holder: CODE,
  rest: read.yuanText,
  lock: read.optional(read.record({ company: CODE, lockedAt: INSTANT, expiresAt: INSTANT })),
  frozen: read.optional(read.record({ at: INSTANT })),
  redemptions: read.list(read.record({ company: CODE, amount: read.yuanText, at: INSTANT }), {
    min: 0,
    max: REDEMPTIONS_MAX,
    problem: () => 'there are too many redemptions',
  }),
});

const ATTESTATION: Read<AttestationJson> = read.record({
  kind: read.oneOf(ATTESTATION_KIND),
  channel: NAME,
  asOf: INSTANT,
  invoice: readInvoice,
  status: STATUS,
  checkPage: read.optional(read.checkPage),
});

/** Reads the fields that the ledger adds at issue. All others are read as in a draft, which reports unknown fields. */
function readInvoice(value: unknown, at: Place, step?: Step): InvoiceJson | undefined {
  const reader = ObjectReader.of(value, at, step);
  if (reader === undefined) return undefined;
  const { buyer: _buyer, ...added } = reader.fields(ADDED);
  if (reader.given('holder') === undefined) reader.missing('holder');
  const lines = reader.read('lines', read.array);
  if ((lines?.length ?? 0) > INVOICE_LINES_MAX) {
    return reader.fault('LINE_COUNT', 'lines', 'there are too many lines');
  }
  const document = draftOf(reader.document);
  readDraft(document, at.faults, reader.pointer());
  if (at.faults.count > 0) return undefined;
  const { holder, ...json } = document as unknown as DraftJson;
  return reader.whole<InvoiceJson>({ ...json, holder, ...added });
}

/** Returns an invoice without the ledger's own fields, with the seller named by its code as in a draft. */
function draftOf({
  number,
  profile,
  checkCode,
  issuedAt,
  date,
  ruleSet,
  transactionId,
  seller,
  ...draft
}: JsonObject): object {
  return { ...draft, seller: isJsonObject(seller) ? seller.code : undefined };
}

/** Reads the buyer's code. In a draft a rule checks it; here it must also fit its place on the page. */
function readBuyerCode(value: unknown, at: Place, step?: Step): object | undefined {
  const buyer = ObjectReader.of(value, at, step);
  buyer?.optional('code', CODE);
  return buyer?.document;
}

function shaped(pattern: RegExp): Read<string> {
  return read.matching(pattern, 'FIELD_VALUE', `of the form ${pattern.source}`);
}
