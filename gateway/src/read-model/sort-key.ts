/**
 * The order of lists as two whole numbers: by date of issue, then by number. An invoice number has 20 digits, which no
 * integer of a database holds.
 */
import { isInvoiceNumber } from '@fapiao-ledger/core';

export interface SortKey {
  /** The day and the first five digits of the number, in 32 bits. */
  readonly series: number;
  /** The last fifteen digits of the number. */
  readonly serial: number;
}

const PREFIX_LENGTH = 5;
const PREFIXES = 10 ** PREFIX_LENGTH;
const SERIAL_LENGTH = 15;

/** Days are counted from here, so that those of the years 1993 to 2106 need no more than 32 bits with a prefix. */
const YEAR_ZERO = 2050;
/** Every month has as many days here, so that a text of the form of a date is always compared as a text. */
const DAYS_PER_MONTH = 31;
const MONTHS_PER_YEAR = 12;

/** @param number 20 digits */
export function sortKey(date: string, number: string): SortKey {
  const { prefix, serial } = partsOf(number);
  return { series: firstSeries(date) + prefix, serial };
}

/** Returns the two parts of a number of 20 digits. */
export function partsOf(number: string): { readonly prefix: number; readonly serial: number } {
  return { prefix: Number(number.slice(0, PREFIX_LENGTH)), serial: Number(number.slice(PREFIX_LENGTH)) };
}

/** Returns the first series of a day. @param date "2026-03-01" */
export function firstSeries(date: string): number {
  const [year, month, day] = [date.slice(0, 4), date.slice(5, 7), date.slice(8)].map(Number) as [
    number,
    number,
    number,
  ];
  return (((year - YEAR_ZERO) * MONTHS_PER_YEAR + month - 1) * DAYS_PER_MONTH + day - 1) * PREFIXES;
}

/** Returns the last series of a day. */
export function lastSeries(date: string): number {
  return firstSeries(date) + PREFIXES - 1;
}

export function dateOf(series: number): string {
  const days = Math.floor(series / PREFIXES);
  const months = Math.floor(days / DAYS_PER_MONTH);
  const year = Math.floor(months / MONTHS_PER_YEAR) + YEAR_ZERO;
  const month = remainder(months, MONTHS_PER_YEAR) + 1;
  const day = remainder(days, DAYS_PER_MONTH) + 1;
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

export function numberOf({ series, serial }: SortKey): string {
  return numberFrom(remainder(series, PREFIXES), serial);
}

export function numberFrom(prefix: number, serial: number): string {
  return String(prefix).padStart(PREFIX_LENGTH, '0') + String(serial).padStart(SERIAL_LENGTH, '0');
}

const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** Returns whether two texts have the form of a date and of an invoice number. */
export function isSortKey(date: string, number: string): boolean {
  return DATE.test(date) && isInvoiceNumber(number);
}

/** Returns the remainder that is never negative. */
function remainder(dividend: number, divisor: number): number {
  return dividend - Math.floor(dividend / divisor) * divisor;
}

const INT32_MAX = 2 ** 31 - 1;

/** Returns the nearest series that a table can hold, because a caller may ask for any date. */
export function boundSeries(series: number): number {
  return Math.max(-INT32_MAX, Math.min(INT32_MAX, series));
}
