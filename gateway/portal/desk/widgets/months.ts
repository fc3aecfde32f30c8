import { isMonth } from '@fapiao-ledger/core';

/** First and last month that a field takes: a year that is still being typed, such as 0202, is none of them. */
export const MONTH_MIN = '2000-01';
export const MONTH_MAX = '2079-12';

/** Whether text is a month that a page can show. */
export function isShownMonth(text: string): boolean {
  return isMonth(text) && text >= MONTH_MIN && text <= MONTH_MAX;
}
