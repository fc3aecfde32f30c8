import {
  ATTESTATION_KIND,
  type AttestationJson,
  type DraftJson,
  INVOICE_LINES_MAX,
  type InvoiceJson,
  type InvoiceStatusJson,
  isInvoiceNumber,
  isJsonObject,
  type Json,
  type JsonObject,
  mirrored,
  ObjectReader,
  type Place,
  RED_CODE_PATTERN,
  RED_FORMS_MAX,
  REDEMPTIONS_MAX,
  REDS_MAX,
  type Read,
  read,
  readDocument,
  readDraft,
  readPaymentReference,
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

const REVERSED_LINE = read.record({
  line: read.count(1, INVOICE_LINES_MAX),
  quantity: read.optional(read.decimalText),
  net: read.yuanText,
  tax: read.yuanText,
});

const RED_ORIGIN = read.record({
  number: read.invoiceNumber,
  form: read.count(1, RED_FORMS_MAX),
  reason: read.matching(RED_CODE_PATTERN, 'FIELD_VALUE', 'a national code of two digits'),
});

function atMost(max: number): read.ListLength {
  return { min: 0, max, problem: () => `at most ${max} entries are expected` };
}

const STATUS: Read<InvoiceStatusJson> = read.record({
  state: read.oneOf('OPEN', 'LOCKED', 'REDEEMED', 'RED', 'FROZEN'),
  holder: CODE,
  rest: read.yuanText,
  lock: read.optional(read.record({ company: CODE, lockedAt: INSTANT, expiresAt: INSTANT })),
  frozen: read.optional(read.record({ at: INSTANT })),
  redemptions: read.list(
    read.record({
      company: CODE,
      amount: read.yuanText,
      at: INSTANT,
      reversed: read.optional(
        read.list(read.record({ red: read.invoiceNumber, amount: read.yuanText }), atMost(REDS_MAX)),
      ),
    }),
    atMost(REDEMPTIONS_MAX),
  ),
  use: read.optional(
    read.record({
      purpose: read.oneOf('DEDUCTION', 'NO_DEDUCTION'),
      period: read.month,
      at: INSTANT,
      tax: read.optional(read.yuanText),
      transfers: read.optional(
        read.list(
          read.record({ red: read.invoiceNumber, period: read.month, tax: read.yuanText }),
          atMost(REDS_MAX),
        ),
      ),
    }),
  ),
  reversal: read.optional(
    read.record({
      forms: read.count(0, RED_FORMS_MAX),
      at: INSTANT,
      reds: read.list(read.invoiceNumber, atMost(REDS_MAX)),
      totals: read.record({ net: read.yuanText, tax: read.yuanText, gross: read.yuanText }),
      lines: read.list(REVERSED_LINE, atMost(INVOICE_LINES_MAX)),
    }),
  ),
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
  const red = reader.optional('red', RED_ORIGIN);
  const payment = reader.optional('payment', readPaymentReference);
  const document = draftOf(reader.document);
  readDraft(red === undefined ? document : mirrored(document), at.faults, reader.pointer());
  if (at.faults.count > 0) return undefined;
  const { holder, ...json } = document as unknown as DraftJson;
  const origin = { ...(red === undefined ? {} : { red }), ...(payment === undefined ? {} : { payment }) };
  return reader.whole<InvoiceJson>({ ...json, holder, ...added, ...origin });
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
  red,
  payment,
  ...draft
}: JsonObject): JsonObject {
  return { ...draft, seller: (isJsonObject(seller) ? seller.code : undefined) as Json };
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
