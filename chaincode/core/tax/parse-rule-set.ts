import type { InvoiceType, ZeroRate } from '../invoice/invoice.js';
import { INVOICE_LINES_MAX } from '../invoice/parse-draft.js';
import type { ObjectReader } from '../json/document-reader.js';
import { readYuan } from '../money/money.js';
import { readRate } from '../money/rate.js';
import { isCalendarDate } from '../time.js';
import type { RateRow, RuleSetJson, TaxpayerKind } from './rule-set.js';

/** The form of a rule set's version, such as "2026.1". */
export const RULE_SET_VERSION_PATTERN = /^[A-Za-z0-9.-]{1,20}$/;
/** The form of a row's code in the rate table, such as "G13". */
export const RATE_ROW_CODE_PATTERN = /^[A-Z0-9]{2,8}$/;
/** Longest source of a row of the rate table, in characters. */
export const RATE_SOURCE_LENGTH_MAX = 200;
/** Longest term of a lock, in days (T27). */
export const LOCK_DAYS_MAX = 3650;
/** Most rows of a rate table: every issue reads the rule sets that are in force or announced. */
const ROWS_LIMIT = 100;
/** Longest life of a statement, in days: a statement that a gateway keeps back stays dangerous until its end. */
export const STATEMENT_DAYS_MAX = 31;

/**
 * Reads a rule set out of a transaction's argument; faults go to the reader. The result is the document itself, which the ledger
 * stores and hashes as it was sent.
 */
export function readRuleSet(reader: ObjectReader): RuleSetJson {
  reader.value(
    'version',
    matching(RULE_SET_VERSION_PATTERN),
    'FIELD_VALUE',
    'a version: 1 to 20 of A-Z a-z 0-9 . -',
  );
  reader.value('validFrom', calendarDate, 'DATE_FORMAT', 'a date such as "2026-01-01"');
  readWhole(reader, 'linesMax', INVOICE_LINES_MAX);
  readWhole(reader, 'lockDays', LOCK_DAYS_MAX);
  readWhole(reader, 'statementDays', STATEMENT_DAYS_MAX);
  if (typeof reader.required('personTitleClaimable') !== 'boolean') {
    reader.fault('FIELD_TYPE', 'personTitleClaimable', 'true or false is expected');
  }
  readTolerances(reader.object('tolerances'));
  readRows(reader, reader.array('rates'));
  return reader.document as RuleSetJson;
}

/** A line finds its row by rate and flag, a grant by code: no two rows may have the same. */
function readRows(reader: ObjectReader, rows: readonly unknown[] | undefined): void {
  if (rows === undefined) return;
  if (rows.length < 1 || rows.length > ROWS_LIMIT) {
    reader.fault('FIELD_VALUE', 'rates', `1 to ${ROWS_LIMIT} rates are expected, not ${rows.length}`);
    return;
  }
  const seen = new Set<string>();
  for (const index of rows.keys()) {
    for (const mark of readRow(reader.item('rates', index))) {
      if (seen.has(mark)) reader.fault('FIELD_VALUE', 'rates', `two rows have the ${mark}`);
      seen.add(mark);
    }
  }
}

function readTolerances(reader: ObjectReader | undefined): void {
  for (const field of ['lineAmount', 'lineTax', 'invoiceTax'] as const) {
    reader?.value(field, tolerance, 'MONEY_FORMAT', 'yuan with two decimals, not negative');
  }
  reader?.end();
}

/** @returns what no other row may have, as far as it could be read */
function readRow(reader: ObjectReader | undefined): readonly string[] {
  if (reader === undefined) return [];
  const code = reader.value(
    'code',
    matching(RATE_ROW_CODE_PATTERN),
    'FIELD_VALUE',
    'a row code: 2 to 8 of A-Z 0-9',
  );
  const rate = reader.value('rate', readRate, 'RATE_FORMAT', 'a rate such as "0.13"');
  const zeroRate =
    reader.optional('zeroRate') === undefined
      ? undefined
      : reader.oneOf<ZeroRate>('zeroRate', ['EXEMPT', 'NOT_TAXED', 'ZERO_RATED']);
  if (rate !== undefined && (rate === 0) !== (zeroRate !== undefined)) {
    reader.fault('ZERO_RATE_FLAG', 'zeroRate', 'a row of rate 0 has a zero-rate flag, another row has none');
  }
  readNames(reader, 'kinds', ['GENERAL', 'SMALL_SCALE'] satisfies TaxpayerKind[]);
  readNames(reader, 'types', ['ORDINARY', 'SPECIAL'] satisfies InvoiceType[]);
  readDays(reader);
  const byGrant = reader.optional('byGrant');
  if (byGrant !== undefined && byGrant !== true) {
    reader.fault('FIELD_VALUE', 'byGrant', 'true is expected, or no such field');
  }
  reader.printable('source' satisfies keyof RateRow, RATE_SOURCE_LENGTH_MAX);
  reader.end();
  return [
    ...(code === undefined ? [] : [`code ${code}`]),
    ...(rate === undefined
      ? []
      : [zeroRate === undefined ? `rate ${rate}` : `rate and flag ${rate} ${zeroRate}`]),
  ];
}

function readDays(reader: ObjectReader): void {
  const from = reader.optionalValue('from', calendarDate, 'DATE_FORMAT', 'a date such as "2026-01-01"');
  const to = reader.optionalValue('to', calendarDate, 'DATE_FORMAT', 'a date such as "2027-12-31"');
  if (from !== undefined && to !== undefined && from > to)
    reader.fault('FIELD_VALUE', 'to', 'the last day is not before the first');
}

function readNames(reader: ObjectReader, field: 'kinds' | 'types', allowed: readonly string[]): void {
  const names = reader.array(field);
  if (names === undefined) return;
  const fits = names.every((name) => typeof name === 'string' && allowed.includes(name));
  if (!fits || names.length === 0 || new Set(names).size !== names.length)
    reader.fault('FIELD_VALUE', field, `some of ${allowed.join(', ')} are expected, each once`);
}

function readWhole(reader: ObjectReader, field: string, max: number): void {
  const value = reader.required(field);
  if (value === undefined || (typeof value === 'number' && value >= 1 && value <= max)) return;
  reader.fault('FIELD_VALUE', field, `a whole number from 1 to ${max} is expected`);
}

function tolerance(text: string): string | undefined {
  const amount = readYuan(text);
  return amount === undefined || amount < 0n ? undefined : text;
}

function calendarDate(text: string): string | undefined {
  return isCalendarDate(text) ? text : undefined;
}

function matching(pattern: RegExp): (text: string) => string | undefined {
  return (text) => (pattern.test(text) ? text : undefined);
}
