/** A whole number: a bigint as a database returns it, and also a number where one is written. */
export type Whole = bigint | number;

/** Sums of invoices. Each amount is `high` * AMOUNT_PART + `low`, because a sum of amounts may need more than 64 bits. */
interface SumsRow {
  count: Whole;
  net_high: Whole;
  net_low: Whole;
  tax_high: Whole;
  tax_low: Whole;
}

/** Sums of a seller's invoices in a month, by type and rate. The row of ANY_RATE counts whole invoices. */
export interface TotalRow extends SumsRow {
  month: string;
  seller: string;
  type: string;
  rate: string;
  region: string;
}

/** Sums of a day's invoices of all sellers in a county. The rows of ANY_RATE or ANY_SECTOR count an invoice once at all of them. */
export interface DayTotalRow extends SumsRow {
  day: string;
  /** Monday of its week. */
  week: string;
  region: string;
  type: string;
  rate: string;
  sector: string;
}

export const ANY_RATE = '*';
export const ANY_SECTOR = '*';

/** With parts below 10^9 and amounts below 10^17, a sum holds 9 * 10^9 invoices. */
export const AMOUNT_PART = 1_000_000_000;

/** Types of the columns of sums. */
export const SUMS = {
  count: 'bigint',
  net_high: 'bigint',
  net_low: 'bigint',
  tax_high: 'bigint',
  tax_low: 'bigint',
} as const;
