import type { NumbersAccountAnswer } from '@fapiao-ledger/client';
import { labelText } from '../words/label.js';
import { phrase } from '../words/phrase.js';
import { type Column, type Page, tableText } from './table.js';

/** Returns the account of a seller's numbers, with an alarm when it does not come out even. */
export function numbersText(account: NumbersAccountAnswer, page: Page): string {
  const { prefixes, issued, difference, isSettled, holders } = account;
  const rows = prefixes.map((each) => [each.prefix, ...cellsOf(each)]);
  const parts = [tableText(COLUMNS, [...rows, [labelText('total'), ...cellsOf(account)]], page)];
  parts.push(phrase('issued, by the blocks: {issued}', { issued }));
  if (holders.length > 0)
    parts.push(
      phrase('lanes with unused numbers: {holders}', { holders: holders.map(({ lane }) => lane).join(', ') }),
    );
  parts.push(page.paint(difference === 0 ? 'green' : 'red', verdict(difference, isSettled)));
  return parts.join('\n\n');
}

function verdict(difference: number, isSettled: boolean): string {
  if (difference === 0) return phrase('every number is accounted for');
  if (!isSettled)
    return phrase(
      "the seller issues at this moment, or the gateway's tables are behind: the count is off by {difference}, ask again",
      { difference },
    );
  return difference > 0
    ? phrase('ALARM: {difference} numbers are neither issued, returned nor unused', { difference })
    : phrase('ALARM: {count} more numbers are issued, returned or unused than were granted', {
        count: -difference,
      });
}

const COUNTS = ['granted', 'returned', 'stock', 'lanes', 'used'] as const;

const COLUMNS: readonly Column[] = [
  { head: 'prefix' },
  ...COUNTS.map((head) => ({ head, align: 'right' as const })),
];

function cellsOf(
  counts: Pick<NumbersAccountAnswer, 'granted' | 'returned' | 'stock' | 'lanes' | 'used'>,
): readonly string[] {
  const { granted, returned, stock, lanes, used } = counts;
  return [granted, returned, stock, lanes, used].map(String);
}
