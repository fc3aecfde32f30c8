/**
 * Moments and dates without a clock and without `Date`. The only time in the contract is the transaction's timestamp, and tax
 * days are Shanghai days (UTC+8 all year since 1991).
 */

import { present } from './errors.js';

const SECONDS_PER_DAY = 86_400;
const SHANGHAI_OFFSET_SECONDS = 8 * 3_600;

/** Largest difference between the clocks of two programs that work together, in seconds (T05). */
export const CLOCK_SKEW_MAX_SECONDS = 300;

/** The form of a date, "2026-03-01". `isCalendarDate` also checks that the month has the day. */
export const DATE_PATTERN = /^([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/;
/** The form of a month, "2026-03". */
export const MONTH_PATTERN = /^[0-9]{4}-(0[1-9]|1[0-2])$/;
const INSTANT = /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])Z$/;

/** Returns the text of a moment, "2026-03-01T08:00:00Z", for seconds since 1970 in UTC. */
export function formatInstant(epochSeconds: number): string {
  return `${civilDate(epochSeconds)}T${timeOfDay(epochSeconds)}Z`;
}

/** Returns the seconds since 1970 of a moment such as "2026-03-01T08:00:00Z", or undefined when the text is not a moment. */
export function readInstant(text: string): number | undefined {
  const parts = INSTANT.exec(text);
  const days = parts === null ? undefined : daysOfDate(parts[1] as string);
  if (parts === null || days === undefined) return undefined;
  return days * SECONDS_PER_DAY + Number(parts[2]) * 3_600 + Number(parts[3]) * 60 + Number(parts[4]);
}

/** Returns the day in Shanghai, "2026-03-01", of a moment in seconds since 1970. */
export function shanghaiDate(epochSeconds: number): string {
  return civilDate(epochSeconds + SHANGHAI_OFFSET_SECONDS);
}

/** Returns the moment at which a day begins in Shanghai, in seconds since 1970. @throws {InvariantError} when the text is not a date */
export function shanghaiDayStart(date: string): number {
  return present(daysOfDate(date), 'the day of a date') * SECONDS_PER_DAY - SHANGHAI_OFFSET_SECONDS;
}

/** Returns the time of day in Shanghai, "16:00:00", of a moment in seconds since 1970. */
export function shanghaiTime(epochSeconds: number): string {
  return timeOfDay(epochSeconds + SHANGHAI_OFFSET_SECONDS);
}

/** Returns the tax period of a date, a month such as "2026-03" (T05). */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

/** Returns the tax period a number of months after another, which may be negative: -1 after "2026-01" is "2025-12". */
export function monthsAfter(month: string, months: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${twoDigits(count - Math.floor(count / 12) * 12 + 1)}`;
}

/** Returns the text of a date a number of years later, to be compared with other dates: 29 February stays as it is. */
export function yearsAfter(date: string, years: number): string {
  return `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`;
}

/** Whether text is a date that exists, such as "2026-03-01". */
export function isCalendarDate(text: string): boolean {
  return daysOfDate(text) !== undefined;
}

/** Whether text is a month, such as "2026-03". */
export function isMonth(text: string): boolean {
  return MONTH_PATTERN.test(text);
}

/** Returns the days since 1970-01-01 in the Gregorian calendar; years are counted from March (Hinnant's method). */
function daysOfDate(text: string): number | undefined {
  const parts = DATE_PATTERN.exec(text);
  if (parts === null) return undefined;
  const month = Number(parts[2]);
  const day = Number(parts[3]);
  const year = Number(parts[1]) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  return civilDate(days * SECONDS_PER_DAY) === text ? days : undefined;
}

function timeOfDay(epochSeconds: number): string {
  const seconds = epochSeconds - Math.floor(epochSeconds / SECONDS_PER_DAY) * SECONDS_PER_DAY;
  return [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
}

function civilDate(epochSeconds: number): string {
  const days = Math.floor(epochSeconds / SECONDS_PER_DAY) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
