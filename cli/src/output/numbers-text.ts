import type { NumbersAccountAnswer } from '@fapiao-ledger/client';
import { type Column, type Page, tableText } from './table.js';

/** Returns the account of a seller's numbers, with an alarm when it does not come out even. */
export function numbersText(account: NumbersAccountAnswer, page: Page): string {
  const { prefixes, issued, difference, isSettled, holders } = account;
  const rows = prefixes.map((each) => [each.prefix, ...cellsOf(each)]);
  const parts = [tableText(COLUMNS, [...rows, ['total', ...cellsOf(account)]], page)];
  parts.push(`issued, by the blocks: ${issued}`);
  if (holders.length > 0)
    parts.push(`lanes with unused numbers: ${holders.map(({ lane }) => lane).join(', ')}`);
  parts.push(page.paint(difference === 0 ? 'green' : 'red', verdict(difference, isSettled)));
  return parts.join('\n\n');
}

function verdict(difference: number, isSettled: boolean): string {
  if (difference === 0) return 'every number is accounted for';
  if (!isSettled)
    return `the seller issues at this moment, or the gateway's tables are behind: the count is off by ${difference}, ask again`;
  return difference > 0
    ? `ALARM: ${difference} numbers are neither issued, returned nor unused`
    : `ALARM: ${-difference} more numbers are issued, returned or unused than were granted`;
}

const COLUMNS: readonly Column[] = [
  { head: 'prefix' },
  ...['granted', 'returned', 'stock', 'lanes', 'used'].map((head) => ({ head, align: 'right' as const })),
];

function cellsOf(
  counts: Pick<NumbersAccountAnswer, 'granted' | 'returned' | 'stock' | 'lanes' | 'used'>,
): readonly string[] {
  const { granted, returned, stock, lanes, used } = counts;
  return [granted, returned, stock, lanes, used].map(String);
}
