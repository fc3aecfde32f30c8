import {
  ATTESTATION_KIND,
  type AttestationJson,
  Faults,
  isCalendarDate,
  isInvoiceNumber,
  ObjectReader,
  REDEMPTIONS_MAX,
  readDraft,
  readInstant,
  readYuan,
  TEXT_MAX,
  ValidationError,
} from '@fapiao-ledger/core';

const LINES_MAX = 2_000;
const VERSION_MAX = 40;

/**
 * Reads an attestation field by field, so that the code that draws or checks it meets only values of the right form:
 * lengths bounded, texts printable, amounts and dates readable.
 *
 * @throws {ValidationError} every fault of form
 */
export function readAttestation(value: unknown): AttestationJson {
  const faults = new Faults();
  const reader = ObjectReader.of(value, '', faults);
  reader?.oneOf('kind', [ATTESTATION_KIND]);
  reader?.printable('channel', TEXT_MAX.name);
  instant(reader, 'asOf');
  readInvoice(reader?.object('invoice'), reader?.optional('invoice'), faults);
  readStatus(reader?.object('status'), faults);
  reader?.end();
  if (faults.list.length > 0) throw new ValidationError(faults.list);
  return value as AttestationJson;
}

/** Reads the fields that the ledger adds at issue. All others are read as in a draft, which reports unknown fields. */
function readInvoice(reader: ObjectReader | undefined, value: unknown, faults: Faults): void {
  if (reader === undefined) return;
  reader.value('number', matching(isInvoiceNumber), 'NUMBER_FORMAT', 'a number of 20 digits');
  reader.oneOf('profile', ['SHENZHEN_2018', 'DIGITAL']);
  digits(reader, 'checkCode', /^[0-9]{20}$/);
  instant(reader, 'issuedAt');
  reader.value('date', matching(isCalendarDate), 'DATE_FORMAT', 'a date');
  readSeller(reader.object('seller'));
  readBuyerCode(reader.object('buyer'));
  readRuleSet(reader.object('ruleSet'));
  digits(reader, 'transactionId', /^[0-9a-f]{64}$/);
  const draft = draftOf(value as Record<string, unknown>);
  if ((reader.array('lines')?.length ?? 0) > LINES_MAX)
    reader.fault('LINE_COUNT', 'lines', 'there are too many lines');
  else readDraft(draft, faults, '/invoice');
}

/** Returns an invoice without the ledger's own fields, with the seller named by its code as in a draft. */
function draftOf(invoice: Record<string, unknown>): Record<string, unknown> {
  const { number, profile, checkCode, issuedAt, date, ruleSet, transactionId, seller, ...draft } = invoice;
  return { ...draft, seller: (seller as { code?: unknown } | null | undefined)?.code };
}

function readSeller(reader: ObjectReader | undefined): void {
  reader?.printable('code', TEXT_MAX.unit);
  reader?.printable('name', TEXT_MAX.name);
  reader?.optionalPrintable('contact', TEXT_MAX.contact);
  reader?.optionalPrintable('bank', TEXT_MAX.contact);
  reader?.end();
}

/** Reads the buyer's code. In a draft a rule checks it; here it must also fit its place on the page. */
function readBuyerCode(reader: ObjectReader | undefined): void {
  reader?.optionalPrintable('code', TEXT_MAX.unit);
}

function readRuleSet(reader: ObjectReader | undefined): void {
  reader?.printable('version', VERSION_MAX);
  if (reader !== undefined) digits(reader, 'hash', /^[0-9a-f]{64}$/);
  reader?.end();
}

function readStatus(reader: ObjectReader | undefined, faults: Faults): void {
  if (reader === undefined) return;
  reader.oneOf('state', ['OPEN', 'LOCKED', 'REDEEMED', 'RED', 'FROZEN']);
  reader.printable('holder', TEXT_MAX.unit);
  yuan(reader, 'rest');
  if (reader.optional('lock') !== undefined) readLock(reader.object('lock'));
  if (reader.optional('frozen') !== undefined) readFrozen(reader.object('frozen'));
  readRedemptions(reader.array('redemptions') ?? [], reader, faults);
  reader.end();
}

function readLock(reader: ObjectReader | undefined): void {
  reader?.printable('company', TEXT_MAX.unit);
  instant(reader, 'lockedAt');
  instant(reader, 'expiresAt');
  reader?.end();
}

function readFrozen(reader: ObjectReader | undefined): void {
  instant(reader, 'at');
  reader?.end();
}

function readRedemptions(values: readonly unknown[], status: ObjectReader, faults: Faults): void {
  if (values.length > REDEMPTIONS_MAX) {
    status.fault('FIELD_VALUE', 'redemptions', 'there are too many redemptions');
    return;
  }
  for (const [index, value] of values.entries()) {
    const reader = ObjectReader.of(value, `${status.pointer('redemptions')}/${index}`, faults);
    reader?.printable('company', TEXT_MAX.unit);
    yuan(reader, 'amount');
    instant(reader, 'at');
    reader?.end();
  }
}

function instant(reader: ObjectReader | undefined, field: string): void {
  reader?.value(field, readInstant, 'DATE_FORMAT', 'an instant such as "2026-03-01T08:00:00Z"');
}

function yuan(reader: ObjectReader | undefined, field: string): void {
  reader?.value(field, readYuan, 'MONEY_FORMAT', 'yuan with two decimals, such as "1234.50"');
}

function digits(reader: ObjectReader, field: string, pattern: RegExp): void {
  reader.value(
    field,
    matching((text) => pattern.test(text)),
    'FIELD_VALUE',
    `of the form ${pattern.source}`,
  );
}

function matching(accepts: (text: string) => boolean): (text: string) => string | undefined {
  return (text) => (accepts(text) ? text : undefined);
}
