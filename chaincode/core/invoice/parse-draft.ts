import { type Faults, ObjectReader } from '../json/document-reader.js';
import { readDecimal } from '../money/decimal.js';
import { readYuan } from '../money/money.js';
import { readRate } from '../money/rate.js';
import { isParticipantCode } from '../taxpayer/credit-code.js';
import type { Draft, ReadDraft, ReadLine } from './draft.js';
import type { BuyerJson, DraftJson } from './invoice.js';
import { reportRareCharacters } from './rare-characters.js';

/** Most lines of an invoice (T13). A rule set may allow fewer, never more. */
export const INVOICE_LINES_MAX = 2_000;

/** Longest texts on an invoice, in code points. */
export const TEXT_MAX = {
  name: 100,
  contact: 150,
  item: 100,
  specification: 60,
  unit: 20,
  remark: 230,
} as const;

/** The form of a SHA-256 digest: 64 hex digits in lower case. */
export const SHA256_PATTERN = /^[0-9a-f]{64}$/;
/** The form of a tax class code: 19 digits, the first not 0 (T14). */
export const TAX_CLASS_PATTERN = /^[1-9][0-9]{18}$/;

/**
 * Reads an unknown value as a draft: shapes, formats and texts, judged by no rule set. A field that cannot be read is missing in
 * the result, and `faults` has the reason.
 */
export function readDraft(value: unknown, faults: Faults, path = ''): ReadDraft {
  const reader = ObjectReader.of(value, path, faults);
  const draft: ReadDraft = {
    type: reader?.oneOf('type', ['ORDINARY', 'SPECIAL']),
    seller: reader?.text('seller'),
    buyer: readBuyer(reader?.object('buyer')),
    holder: reader?.optionalValue('holder', participant, 'CREDIT_CODE_INVALID', 'the code of a participant'),
    lines: readLines(reader, faults),
    totals: readTotals(reader?.object('totals')),
  };
  reader?.optionalPrintable('remark', TEXT_MAX.remark);
  reader?.end();
  if (faults.list.length === 0) reportRareCharacters((value as DraftJson).lines, faults, path);
  return draft;
}

/** A read draft without faults is a draft: nothing is missing in it. */
export function completeDraft(draft: ReadDraft, value: unknown): Draft {
  return { ...(draft as Omit<Draft, 'json'>), json: value as DraftJson };
}

function readBuyer(reader: ObjectReader | undefined): BuyerJson | undefined {
  if (reader === undefined) return undefined;
  const type = reader.oneOf('type', ['ENTERPRISE', 'BODY', 'PERSON']);
  if (type === undefined) return undefined;
  const buyer = type === 'PERSON' ? readPerson(reader) : readNamedBuyer(reader, type);
  reader.end();
  return buyer;
}

function readPerson(reader: ObjectReader): BuyerJson {
  const commitment = (text: string): string | undefined => (SHA256_PATTERN.test(text) ? text : undefined);
  const nameCommitment = reader.optionalValue('nameCommitment', commitment, 'FIELD_VALUE', '64 hex digits');
  return nameCommitment === undefined ? { type: 'PERSON' } : { type: 'PERSON', nameCommitment };
}

/** The code stays as text here: whether it must be there and passes its check are rules T02 and T03. */
function readNamedBuyer(reader: ObjectReader, type: 'ENTERPRISE' | 'BODY'): BuyerJson {
  const name = reader.printable('name', TEXT_MAX.name) ?? '';
  const code = reader.optionalText('code');
  if (type === 'ENTERPRISE') {
    reader.optionalPrintable('contact', TEXT_MAX.contact);
    reader.optionalPrintable('bank', TEXT_MAX.contact);
  }
  return { type, name, ...(code === undefined ? {} : { code }) } as BuyerJson;
}

/** Looks at the number of lines before any line, and at no line after the last fault that is listed. */
function readLines(reader: ObjectReader | undefined, faults: Faults): ReadDraft['lines'] {
  const lines = reader?.array('lines');
  if (reader === undefined || lines === undefined) return undefined;
  if (lines.length > INVOICE_LINES_MAX) {
    const message = `an invoice has at most ${INVOICE_LINES_MAX} lines, not ${lines.length}`;
    return reader.fault('LINE_COUNT', 'lines', message);
  }
  return lines.map((line, index) =>
    readLine(faults.areFull ? undefined : ObjectReader.of(line, `${reader.path}/lines/${index}`, faults)),
  );
}

const MISSING_LINE: ReadLine = {
  kind: undefined,
  taxClass: undefined,
  quantity: undefined,
  unitPrice: undefined,
  net: undefined,
  rate: undefined,
  rateText: undefined,
  tax: undefined,
  zeroRate: undefined,
};

function readLine(reader: ObjectReader | undefined): ReadLine {
  if (reader === undefined) return MISSING_LINE;
  const rate = reader.value('rate', readRate, 'RATE_FORMAT', 'a rate such as "0.13"');
  const line: ReadLine = {
    kind: reader.oneOf('kind', ['NORMAL', 'DISCOUNTED', 'DISCOUNT']),
    taxClass: reader.value('taxClass', taxClass, 'TAX_CLASS_FORMAT', 'a tax class code of 19 digits'),
    quantity: reader.optionalValue('quantity', readDecimal, 'DECIMAL_FORMAT', DECIMAL_HINT),
    unitPrice: reader.optionalValue('unitPrice', readDecimal, 'DECIMAL_FORMAT', DECIMAL_HINT),
    net: reader.value('net', readYuan, 'MONEY_FORMAT', YUAN_HINT),
    rate,
    rateText: rate === undefined ? undefined : (reader.optional('rate') as string),
    tax: reader.value('tax', readYuan, 'MONEY_FORMAT', YUAN_HINT),
    zeroRate: reader.optional('zeroRate') === undefined ? undefined : reader.oneOf('zeroRate', ZERO_RATES),
  };
  reader.printable('item', TEXT_MAX.item);
  reader.optionalPrintable('specification', TEXT_MAX.specification);
  reader.optionalPrintable('unit', TEXT_MAX.unit);
  reader.end();
  return line;
}

const ZERO_RATES = ['EXEMPT', 'NOT_TAXED', 'ZERO_RATED'] as const;
const DECIMAL_HINT = 'a decimal of at most 17 characters and 13 decimals';
const YUAN_HINT = 'yuan with two decimals, such as "1234.50"';

function readTotals(reader: ObjectReader | undefined): ReadDraft['totals'] {
  const totals = {
    net: reader?.value('net', readYuan, 'MONEY_FORMAT', YUAN_HINT),
    tax: reader?.value('tax', readYuan, 'MONEY_FORMAT', YUAN_HINT),
    gross: reader?.value('gross', readYuan, 'MONEY_FORMAT', YUAN_HINT),
  };
  reader?.end();
  return totals;
}

function participant(text: string): string | undefined {
  return isParticipantCode(text) ? text : undefined;
}

function taxClass(text: string): string | undefined {
  return TAX_CLASS_PATTERN.test(text) ? text : undefined;
}
