import { readInstant, shanghaiDate, shanghaiTime } from '@fapiao-ledger/core';

/** Returns a moment in UTC, such as "2026-03-01T08:00:00Z", as Beijing time: "2026-03-01 16:00:00". Other texts stay as they are. */
export function beijingText(instant: string): string {
  const seconds = readInstant(instant);
  return seconds === undefined ? instant : `${shanghaiDate(seconds)} ${shanghaiTime(seconds)}`;
}

/** Returns the date in Beijing, "2026-03-01". */
export function beijingToday(now: Date = new Date()): string {
  return shanghaiDate(Math.floor(now.getTime() / 1_000));
}
