import { InvariantError } from '../errors.js';
import { type Faults, ObjectReader, Place, type Step } from '../json/document-reader.js';
import { readDecimal } from '../money/decimal.js';
import { readRate } from '../money/rate.js';
import { array, converted, matching, oneOf, participant, printable, rateText, text, yuan } from '../read.js';
import type { Draft, ReadDraft, ReadLine } from './draft.js';
import type { DraftJson } from './invoice.js';
import { reportRareCharacters } from './rare-characters.js';

/** Most lines of an invoice (T13). A rule set may allow fewer, never more. */
export const INVOICE_LINES_MAX = 2_000;

/** Longest texts on an invoice, and of a reason that the bureau gives, in characters. */
export const TEXT_MAX = {
  name: 100,
  contact: 150,
  item: 100,
  specification: 60,
  unit: 20,
  remark: 230,
  ref: 64,
  reason: 200,
} as const;

/** SHA-256 in lower-case hex. */
export const SHA256_PATTERN = /^[0-9a-f]{64}$/;
/** Form of a tax class code: 19 digits (T14). */
export const TAX_CLASS_PATTERN = /^[1-9][0-9]{18}$/;

/**
 * Reads an unknown value as a draft, without judging it by any rule set: shapes, formats and texts.
 * A field that cannot be read is missing in the result, and has a fault in `faults`.
 *
 * @param lines the lines, where they have been read already and have no faults
 */
export function readDraft(value: unknown, faults: Faults, path = '', lines?: readonly ReadLine[]): ReadDraft {
  const reader = ObjectReader.of(value, new Place(faults, path));
  if (reader === undefined) return { totals: {} };
  const draft: ReadDraft = {
    type: reader.read('type', TYPE),
    seller: reader.read('seller', text),
    buyer: reader.read('buyer', readBuyer),
    holder: reader.optional('holder', participant),
    lines: lines === undefined ? reader.read('lines', readLines) : knownLines(reader, lines),
    totals: reader.read('totals', readTotals) ?? {},
  };
  reader.optional('remark', REMARK);
  const ref = reader.optional('ref', REF);
  reader.end();
  if (faults.count === 0) reportRareCharacters((value as DraftJson).lines, faults, path);
  return ref === undefined ? draft : { ...draft, ref };
}

function knownLines(reader: ObjectReader, lines: readonly ReadLine[]): readonly ReadLine[] {
  reader.given('lines');
  return lines;
}

/** Returns a draft that was read without faults of any kind. */
export function completeDraft({ type, seller, ref, totals: { net, gross } }: ReadDraft): Draft {
  if (type !== undefined && seller !== undefined && net !== undefined && gross !== undefined)
    return { type, seller, net, gross, ...(ref === undefined ? {} : { ref }) };
  throw new InvariantError('a draft without faults has a type, a seller, a net and a gross');
}

const TYPE = oneOf('ORDINARY', 'SPECIAL');
const REMARK = printable(TEXT_MAX.remark);
const REF = printable(TEXT_MAX.ref);
const BUYER_TYPE = oneOf('ENTERPRISE', 'BODY', 'PERSON');
const COMMITMENT = matching(SHA256_PATTERN, 'FIELD_VALUE', '64 hex digits');
const NAME = printable(TEXT_MAX.name);
const CONTACT = printable(TEXT_MAX.contact);

/** Reads a credit code as text. Rules T02 and T03 judge whether it is required and valid. */
function readBuyer(value: unknown, at: Place, step?: Step): ReadDraft['buyer'] {
  const reader = ObjectReader.of(value, at, step);
  const type = reader?.read('type', BUYER_TYPE);
  if (reader === undefined || type === undefined) return undefined;
  let code: string | undefined;
  if (type === 'PERSON') {
    reader.optional('nameCommitment', COMMITMENT);
  } else {
    reader.read('name', NAME);
    code = reader.optional('code', text);
  }
  if (type === 'ENTERPRISE') {
    reader.optional('contact', CONTACT);
    reader.optional('bank', CONTACT);
  }
  reader.end();
  return { type, code };
}

/** Checks the number of lines before any line, and reads no line after the last fault that is listed. */
function readLines(value: unknown, at: Place, step?: Step): ReadDraft['lines'] {
  const lines = array(value, at, step);
  if (lines === undefined) return undefined;
  if (lines.length > INVOICE_LINES_MAX) {
    const message = `an invoice has at most ${INVOICE_LINES_MAX} lines, not ${lines.length}`;
    return at.fault('LINE_COUNT', step, message);
  }
  const inside = new Place(at.faults, at, step);
  return lines.map((line, index) => readLine(line, inside, index));
}

const LINE_KIND = oneOf('NORMAL', 'DISCOUNTED', 'DISCOUNT');
const TAX_CLASS = matching(TAX_CLASS_PATTERN, 'TAX_CLASS_FORMAT', 'a tax class code of 19 digits');
const DECIMAL = converted(
  readDecimal,
  'DECIMAL_FORMAT',
  'a decimal of at most 17 characters and 13 decimals',
);
const ZERO_RATE = oneOf('EXEMPT', 'NOT_TAXED', 'ZERO_RATED');
const ITEM = printable(TEXT_MAX.item);
const SPECIFICATION = printable(TEXT_MAX.specification);
const UNIT = printable(TEXT_MAX.unit);

/** Reads a line of a draft. A field that cannot be read is missing in the result, and has a fault. */
export function readLine(value: unknown, at: Place, index: number): ReadLine {
  const reader = at.faults.areFull ? undefined : ObjectReader.of(value, at, index);
  if (reader === undefined) return {};
  const rate = reader.read('rate', rateText);
  const line: ReadLine = {
    kind: reader.read('kind', LINE_KIND),
    taxClass: reader.read('taxClass', TAX_CLASS),
    quantity: reader.optional('quantity', DECIMAL),
    unitPrice: reader.optional('unitPrice', DECIMAL),
    net: reader.read('net', yuan),
    rate: rate === undefined ? undefined : readRate(rate),
    rateText: rate,
    tax: reader.read('tax', yuan),
    zeroRate: reader.optional('zeroRate', ZERO_RATE),
  };
  reader.read('item', ITEM);
  reader.optional('specification', SPECIFICATION);
  reader.optional('unit', UNIT);
  reader.end();
  return line;
}

function readTotals(value: unknown, at: Place, step?: Step): ReadDraft['totals'] | undefined {
  const reader = ObjectReader.of(value, at, step);
  const totals = reader?.fields(TOTALS);
  reader?.end();
  return totals;
}

const TOTALS = { net: yuan, tax: yuan, gross: yuan };
