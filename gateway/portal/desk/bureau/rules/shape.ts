import { RED_FORM_STATES } from '@fapiao-ledger/core';

/** How a field of a rule set is entered. */
export type Entry =
  | { readonly kind: 'text' | 'number' | 'date' | 'month' | 'flag' | 'mark' | 'list' }
  | { readonly kind: 'some' | 'one'; readonly of: readonly string[] };

/** The fields of a record, by name. A `flag` is true or false; a `mark` is true or absent; every other empty field is absent. */
export type Shape = Readonly<Record<string, Entry>>;

const TEXT = { kind: 'text' } as const;
const NUMBER = { kind: 'number' } as const;
const FLAG = { kind: 'flag' } as const;
const TYPES = { kind: 'some', of: ['ORDINARY', 'SPECIAL'] } as const;

/** The fields of a rule set that are not records. */
export const RULE_SET_SHAPE: Shape = {
  version: TEXT,
  validFrom: { kind: 'date' },
  linesMax: NUMBER,
  lockDays: NUMBER,
  statementDays: NUMBER,
  personTitleClaimable: FLAG,
  levyMonths: NUMBER,
  smallScaleLimit: TEXT,
  deductibleTypes: TYPES,
};

export const TOLERANCES_SHAPE: Shape = { lineAmount: TEXT, lineTax: TEXT, invoiceTax: TEXT };

export const RATE_SHAPE: Shape = {
  code: TEXT,
  rate: TEXT,
  zeroRate: { kind: 'one', of: ['', 'EXEMPT', 'NOT_TAXED', 'ZERO_RATED'] },
  from: { kind: 'date' },
  to: { kind: 'date' },
  kinds: { kind: 'some', of: ['GENERAL', 'SMALL_SCALE'] },
  types: TYPES,
  byGrant: { kind: 'mark' },
  byElection: { kind: 'mark' },
  excludes: { kind: 'list' },
  source: TEXT,
};

export const RED_LETTER_SHAPE: Shape = {
  confirmHours: NUMBER,
  confirmationFor: { kind: 'some', of: ['USE', 'BOOKING'] },
};

export const REASON_SHAPE: Shape = {
  code: TEXT,
  isWhole: FLAG,
  hasQuantities: FLAG,
  restoresCredit: FLAG,
  source: TEXT,
};

export const CODES_SHAPE: Shape = Object.fromEntries(RED_FORM_STATES.map((state) => [state, TEXT]));

export const THRESHOLD_SHAPE: Shape = {
  from: { kind: 'month' },
  to: { kind: 'month' },
  sales: TEXT,
  source: TEXT,
};
