import type { ReturnState, TaxpayerJson } from '@fapiao-ledger/core';
import { type DayTotalRow, SUMS, type TotalRow, type Whole } from './total-rows.js';

/**
 * The tables of the read model. Most values are whole numbers, because an index repeats them: amounts in fen, moments in
 * seconds since 1970, texts by their id, names of an enumeration by their place in it, dates and invoice numbers as
 * `sort-key.ts` composes them. A database returns all of them as bigint.
 */
export interface Tables {
  checkpoint: CheckpointRow;
  text: TextRow;
  cohort: CohortRow;
  page: PageRow;
  invoice: InvoiceRow;
  invoice_claim: ClaimRow;
  invoice_ref: RefRow;
  red_form: RedFormRow;
  red_party: RedPartyRow;
  deduction: DeductionRow;
  deduction_transfer: DeductionTransferRow;
  tax_return: ReturnRow;
  month_total: TotalRow;
  day_total: DayTotalRow;
  taxpayer: TaxpayerRow;
  number_grant: NumberGrantRow;
  rule_set: RuleSetRow;
  crossing: CrossingRow;
}

/** The single row with the position of the projection. */
export interface CheckpointRow {
  id: Whole;
  schema_version: Whole;
  channel: string;
  /** Number of the next block to project, which is the height of the content. */
  next_block: bigint;
  /** Digest of the last block, so that blocks of another ledger are recognized. */
  last_block: string;
}

/** A code or a name. Ids count from 1 in the order in which the ledger mentions the texts. */
interface TextRow {
  id: Whole;
  value: string;
}

/**
 * The invoices of sellers in one county that have the same rates and sectors. There are few cohorts, so that a list by
 * region, rate or sector can merge their newest invoices.
 */
export interface CohortRow {
  id: Whole;
  /** GB/T 2260 code of the sellers' county. */
  region: string;
  /** In ascending order, separated by spaces. */
  rates: string;
  /** As `rates`; a sector is the first digit of a tax class. */
  sectors: string;
}

/** A page of the ledger, by its first number. It gives the date of a number, which the key of an invoice begins with. */
export interface PageRow {
  prefix: Whole;
  first: Whole;
  series: Whole;
}

export interface InvoiceRow {
  /** Date of issue and first digits of the number. With `serial` it is the order of lists. */
  series: Whole;
  /** Last digits of the number. */
  serial: Whole;
  /** Block that issued it. */
  block: Whole;
  profile: Whole;
  type: Whole;
  seller: Whole;
  seller_name: Whole;
  cohort: Whole;
  buyer_type: Whole;
  buyer: Whole | null;
  buyer_name: Whole | null;
  holder: Whole;
  /** As written on the ledger: a lock whose term has passed is still LOCKED here. */
  state: Whole;
  lock_company: Whole | null;
  lock_expires: Whole | null;
  net: Whole;
  tax: Whole;
  /** The part of the gross amount that is redeemed or reversed. */
  gone: Whole;
  /** What the buyer uses it for, and the tax period that counts it. Null while the use is not confirmed. */
  purpose: Whole | null;
  use_period: Whole | null;
}

/** A company that holds the lock of an invoice, or has booked an amount of it. */
interface ClaimRow {
  company: Whole;
  series: Whole;
  serial: Whole;
  /** End of the lock. Null once an amount was booked, which is permanent. */
  expires: Whole | null;
}

/** The own id that the seller of an invoice has given it. */
interface RefRow {
  seller: Whole;
  ref: string;
  series: Whole;
  serial: Whole;
  /** SHA-256 of what the draft says, in hex. */
  content: string;
}

/** A red-letter form of an invoice. */
export interface RedFormRow {
  series: Whole;
  serial: Whole;
  sequence: Whole;
  /** Block that started it. */
  block: Whole;
  started: Whole;
  expires: Whole;
  changed: Whole;
  /** National code of the reason. */
  reason: Whole;
  /** Whether the buyer has started it: 0 or 1. */
  by_buyer: Whole;
  /** As written on the ledger: a form whose term has passed is still awaiting a side here. */
  state: Whole;
  net: Whole;
  tax: Whole;
  /** Number of the red-letter invoice. */
  red_prefix: Whole | null;
  red_serial: Whole | null;
}

/** A taxpayer that a red-letter form concerns: its seller, the buyer, and the companies that have booked the invoice. Conditions are 0 or 1. */
export interface RedPartyRow {
  company: Whole;
  started: Whole;
  series: Whole;
  serial: Whole;
  sequence: Whole;
  is_buyer: Whole;
  /** Whether the reversal needs this taxpayer's confirmation. */
  asked: Whole;
  signed: Whole;
  /** Whether the form awaits this taxpayer, unless its term has passed. */
  due: Whole;
}

/** An invoice whose tax its buyer deducts in a tax period, which is a number such as 202603. */
export interface DeductionRow {
  company: Whole;
  period: Whole;
  series: Whole;
  serial: Whole;
  tax: Whole;
}

/** Tax that a red-letter invoice takes back of a deduction, in the tax period that counts it. */
export interface DeductionTransferRow extends DeductionRow {
  red_prefix: Whole;
  red_serial: Whole;
}

/** The last return that a taxpayer has filed of a period. */
export interface ReturnRow {
  taxpayer: string;
  period: string;
  state: ReturnState;
  filed_at: string;
  carried_out: string;
  payable: string;
}

export interface TaxpayerRow {
  code: string;
  kind: TaxpayerJson['kind'];
  status: TaxpayerJson['status'];
  /** Null for a person, whose name is not on the ledger. */
  name: string | null;
}

/** A segment of numbers that the bureau has granted. It begins behind the one before under the same prefix. */
export interface NumberGrantRow {
  prefix: string;
  /** Last running value. */
  last: Whole;
  seller: string;
}

/** A rule set that was ever published. */
export interface RuleSetRow {
  /** First day of the rule set, which no other one has. */
  valid_from: string;
  /** Its limit of small-scale sellers. */
  fen: Whole;
  /** The rule set as JSON. */
  document: string;
}

/** The first page of a month with which a small-scale seller's sales of twelve months reached the limit. */
export interface CrossingRow {
  seller: string;
  month: string;
  block: Whole;
  transaction_id: string;
  /** Sales of the twelve months after that page, as in TotalRow. */
  net_high: Whole;
  net_low: Whole;
  fen: Whole;
}

/** Primary keys of the tables, by which their rows are ordered for comparison. */
export const PRIMARY_KEYS = {
  checkpoint: ['id'],
  text: ['id'],
  cohort: ['id'],
  page: ['prefix', 'first'],
  invoice: ['series', 'serial'],
  invoice_claim: ['company', 'series', 'serial'],
  invoice_ref: ['seller', 'ref', 'series', 'serial'],
  red_form: ['started', 'series', 'serial', 'sequence'],
  red_party: ['company', 'started', 'series', 'serial', 'sequence'],
  deduction: ['company', 'period', 'series', 'serial'],
  deduction_transfer: ['company', 'period', 'series', 'serial', 'red_prefix', 'red_serial'],
  tax_return: ['taxpayer', 'period'],
  month_total: ['month', 'seller', 'type', 'rate'],
  day_total: ['day', 'region', 'type', 'rate', 'sector'],
  taxpayer: ['code'],
  number_grant: ['prefix', 'last'],
  rule_set: ['valid_from'],
  crossing: ['seller', 'month'],
} as const satisfies { [Table in keyof Tables]: readonly (keyof Tables[Table])[] };

export type TableName = keyof Tables;

export const TABLE_NAMES = Object.keys(PRIMARY_KEYS) as readonly TableName[];

export type ColumnType = 'text' | 'smallint' | 'integer' | 'bigint';

/** Types of the columns, in their order. A question mark marks a column that may be null. */
export const COLUMNS: {
  readonly [Table in TableName]: Readonly<Record<keyof Tables[Table], ColumnType | `${ColumnType}?`>>;
} = {
  checkpoint: {
    id: 'integer',
    schema_version: 'integer',
    channel: 'text',
    next_block: 'bigint',
    last_block: 'text',
  },
  text: { id: 'integer', value: 'text' },
  cohort: { id: 'integer', region: 'text', rates: 'text', sectors: 'text' },
  page: { prefix: 'integer', first: 'bigint', series: 'integer' },
  // The columns of an index follow each other without padding in this order.
  invoice: {
    series: 'integer',
    seller: 'integer',
    serial: 'bigint',
    block: 'bigint',
    seller_name: 'integer',
    cohort: 'integer',
    buyer: 'integer?',
    buyer_name: 'integer?',
    holder: 'integer',
    lock_company: 'integer?',
    profile: 'smallint',
    type: 'smallint',
    buyer_type: 'smallint',
    state: 'smallint',
    net: 'bigint',
    tax: 'bigint',
    gone: 'bigint',
    lock_expires: 'bigint?',
    purpose: 'smallint?',
    use_period: 'integer?',
  },
  invoice_claim: { company: 'integer', series: 'integer', serial: 'bigint', expires: 'bigint?' },
  invoice_ref: { seller: 'integer', ref: 'text', series: 'integer', serial: 'bigint', content: 'text' },
  red_form: {
    started: 'bigint',
    series: 'integer',
    serial: 'bigint',
    sequence: 'integer',
    block: 'bigint',
    expires: 'bigint',
    changed: 'bigint',
    reason: 'integer',
    by_buyer: 'smallint',
    state: 'smallint',
    net: 'bigint',
    tax: 'bigint',
    red_prefix: 'integer?',
    red_serial: 'bigint?',
  },
  red_party: {
    company: 'integer',
    started: 'bigint',
    series: 'integer',
    serial: 'bigint',
    sequence: 'integer',
    is_buyer: 'smallint',
    asked: 'smallint',
    signed: 'smallint',
    due: 'smallint',
  },
  deduction: { company: 'integer', period: 'integer', series: 'integer', serial: 'bigint', tax: 'bigint' },
  deduction_transfer: {
    company: 'integer',
    period: 'integer',
    series: 'integer',
    serial: 'bigint',
    red_prefix: 'integer',
    red_serial: 'bigint',
    tax: 'bigint',
  },
  tax_return: {
    taxpayer: 'text',
    period: 'text',
    state: 'text',
    filed_at: 'text',
    carried_out: 'text',
    payable: 'text',
  },
  month_total: {
    month: 'text',
    seller: 'text',
    type: 'text',
    rate: 'text',
    region: 'text',
    ...SUMS,
  },
  day_total: {
    day: 'text',
    week: 'text',
    region: 'text',
    type: 'text',
    rate: 'text',
    sector: 'text',
    ...SUMS,
  },
  taxpayer: { code: 'text', kind: 'text', status: 'text', name: 'text?' },
  number_grant: { prefix: 'text', last: 'bigint', seller: 'text' },
  rule_set: { valid_from: 'text', fen: 'bigint', document: 'text' },
  crossing: {
    seller: 'text',
    month: 'text',
    block: 'bigint',
    transaction_id: 'text',
    net_high: 'bigint',
    net_low: 'bigint',
    fen: 'bigint',
  },
};

/** A value that a program writes. */
export type Value = string | number | bigint | null;

/** Returns the values of rows, in the order of the columns of their table. */
export function valuesOf<Table extends TableName>(
  table: Table,
  rows: readonly Tables[Table][],
): readonly (readonly Value[])[] {
  const names = Object.keys(COLUMNS[table]) as (keyof Tables[Table])[];
  return rows.map((row) => names.map((name) => row[name] as Value));
}
