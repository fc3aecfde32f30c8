import { INVOICE_LINES_MAX } from '../invoice/parse-draft.js';
import { ObjectReader, type Place, type Read, type Seen, type Step } from '../json/document-reader.js';
import { readRate } from '../money/rate.js';
import {
  amountText,
  array,
  count,
  date,
  entries,
  flag,
  list,
  literal,
  matching,
  oneOf,
  optional,
  printable,
  rateText,
  record,
} from '../read.js';
import { readRedLetterRules } from '../red-letter/parse-rules.js';
import { readReturnRules } from '../return/parse-rules.js';
import type { RateRow, RuleSetJson } from './rule-set.js';

/** Form of the name of a rule set’s version. */
export const RULE_SET_VERSION_PATTERN = /^[A-Za-z0-9.-]{1,20}$/;
/** Form of the name of a rate row, such as `G13`. */
export const RATE_ROW_CODE_PATTERN = /^[A-Z0-9]{2,8}$/;
/** Most characters of a rate’s source. */
export const RATE_SOURCE_LENGTH_MAX = 200;
/** Most days that a rule set may let a lock last (T27). */
export const LOCK_DAYS_MAX = 3650;
/** Most rows of a rate table, because every issue reads the rule sets that are in force or announced. */
const ROWS_LIMIT = 100;
/** Bounded, because an attacker can use a withheld statement until its end. */
export const STATEMENT_DAYS_MAX = 31;

/** Most months for which a rule set may bind a taxpayer to its election (T09). */
export const LEVY_MONTHS_MAX = 120;
/** Most tax classes that a row may exclude, because every line of the row is compared with each. */
export const EXCLUDES_MAX = 20;
/** Form of the beginning of a tax class. */
export const TAX_CLASS_PREFIX_PATTERN = /^[1-9][0-9]{0,18}$/;

/** Reads a rule set from a transaction's argument. */
export const readRuleSet: Read<RuleSetJson> = record({
  version: matching(RULE_SET_VERSION_PATTERN, 'FIELD_VALUE', 'a version: 1 to 20 of A-Z a-z 0-9 . -'),
  validFrom: date(),
  linesMax: count(1, INVOICE_LINES_MAX),
  lockDays: count(1, LOCK_DAYS_MAX),
  statementDays: count(1, STATEMENT_DAYS_MAX),
  personTitleClaimable: flag,
  tolerances: record({ lineAmount: amountText, lineTax: amountText, invoiceTax: amountText }),
  rates: readRates,
  levyMonths: optional(count(0, LEVY_MONTHS_MAX)),
  smallScaleLimit: optional(amountText),
  deductibleTypes: optional(someOf('ORDINARY', 'SPECIAL')),
  redLetter: optional(readRedLetterRules),
  returns: optional(readReturnRules),
});

/** Requires distinct rows: a line finds its row by rate and flag, a grant by code. */
function readRates(value: unknown, at: Place, step?: Step): readonly RateRow[] | undefined {
  const marks = new Set<string>();
  const readRow: Read<RateRow> = (row, rows, index) => {
    const reader = ObjectReader.of(row, rows, index);
    if (reader === undefined) return undefined;
    const values = rowIn(reader);
    reader.end();
    for (const mark of marksOf(values)) {
      if (marks.has(mark)) at.fault('FIELD_VALUE', step, `two rows have the ${mark}`);
      marks.add(mark);
    }
    return reader.whole(values);
  };
  return list(readRow, ROWS)(value, at, step);
}

const ROWS = {
  min: 1,
  max: ROWS_LIMIT,
  problem: (length: number) => `1 to ${ROWS_LIMIT} rates are expected, not ${length}`,
};

/** Reads the code of a row of the rate table. */
export const readRateRowCode = matching(
  RATE_ROW_CODE_PATTERN,
  'FIELD_VALUE',
  'a row code: 2 to 8 of A-Z 0-9',
);

const RATE = {
  code: readRateRowCode,
  rate: rateText,
  zeroRate: optional(oneOf('EXEMPT', 'NOT_TAXED', 'ZERO_RATED')),
};

const USE = {
  kinds: someOf('GENERAL', 'SMALL_SCALE'),
  types: someOf('ORDINARY', 'SPECIAL'),
  from: optional(date()),
  to: optional(date('a date such as "2027-12-31"')),
};

const ORIGIN = {
  byGrant: optional(literal(true, 'true is expected, or no such field')),
  byElection: optional(literal(true, 'true is expected, or no such field')),
  excludes: optional(
    entries(
      matching(TAX_CLASS_PREFIX_PATTERN, 'FIELD_VALUE', 'the beginning of a tax class: 1 to 19 digits'),
      EXCLUDES_MAX,
    ),
  ),
  source: printable(RATE_SOURCE_LENGTH_MAX),
};

function rowIn(reader: ObjectReader): Seen<RateRow> {
  const rate = reader.fields(RATE);
  if (rate.rate !== undefined && (rate.rate === '0') !== (rate.zeroRate !== undefined)) {
    reader.fault(
      'ZERO_RATE_FLAG',
      'zeroRate',
      'a row of rate 0 needs a zero-rate flag, no other may have one',
    );
  }
  const use = reader.fields(USE);
  if (use.from !== undefined && use.to !== undefined && use.from > use.to) {
    reader.fault('FIELD_VALUE', 'to', 'the last day must not be before the first');
  }
  return { ...rate, ...use, ...reader.fields(ORIGIN) };
}

/** Returns the marks of a row that no other row may have, without those that could not be read. */
function marksOf({ code, rate, zeroRate }: Seen<RateRow>): readonly string[] {
  const marks = code === undefined ? [] : [`code ${code}`];
  if (rate === undefined) return marks;
  const basisPoints = readRate(rate);
  return [
    ...marks,
    zeroRate === undefined ? `rate ${basisPoints}` : `rate and flag ${basisPoints} ${zeroRate}`,
  ];
}

/** Reads a list of distinct texts out of the allowed ones. */
function someOf<T extends string>(...allowed: readonly T[]): Read<readonly T[]> {
  const isAllowed = (name: unknown): name is T => allowed.some((each) => each === name);
  return (value, at, step) => {
    const names = array(value, at, step);
    if (names === undefined) return undefined;
    if (names.every(isAllowed) && names.length > 0 && new Set(names).size === names.length) return names;
    return at.fault('FIELD_VALUE', step, `a list of ${allowed.join(', ')} is expected, each at most once`);
  };
}
