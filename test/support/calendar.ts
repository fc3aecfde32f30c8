import { shanghaiDate } from '@fapiao-ledger/core';

/** Longer than any run that begins now. */
const RUN_MS = 2 * 3_600_000;

/** Month in Shanghai of a moment in milliseconds since 1970. */
export function monthAt(ms: number): string {
  return shanghaiDate(Math.floor(ms / 1000)).slice(0, 7);
}

/** Returns every month in which a run that begins now may issue: two when this one is about to end. */
export function monthsOfRun(now = Date.now()): readonly string[] {
  return [...new Set([now, now + RUN_MS].map(monthAt))];
}

/** Returns a moment from which no run reaches another month: now, or early in the next one when this one ends soon. */
export function quietMoment(now = Date.now()): Date {
  return new Date(monthsOfRun(now).length === 1 ? now : now + RUN_MS);
}

/** The first digits of numbers that count in a month's year. */
export function prefixOf(month: string): string {
  return `${month.slice(2, 4)}442`;
}

/** The first day of the year after a month's. */
export function newYearAfter(month: string): string {
  return `${Number(month.slice(0, 4)) + 1}-01-01`;
}
