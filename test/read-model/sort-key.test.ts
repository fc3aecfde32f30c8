import { dateOf, numberOf, sortKey } from '@fapiao-ledger/gateway/read-model';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const date = fc
  .tuple(
    fc.integer({ min: 1993, max: 2106 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 31 }),
  )
  .map(([year, month, day]) => [year, twoDigits(month), twoDigits(day)].join('-'));
const number = fc.stringMatching(/^[0-9]{20}$/);
const entry = fc.record({ date, number });

test('a sort key gives back its date and its number', () => {
  fc.assert(
    fc.property(entry, ({ date, number }) => {
      const key = sortKey(date, number);
      expect([dateOf(key.series), numberOf(key)]).toEqual([date, number]);
      expect(Math.abs(key.series)).toBeLessThan(2 ** 31);
    }),
  );
});

test('sort keys are in the order of date and number', () => {
  fc.assert(
    fc.property(entry, entry, (one, other) => {
      const [a, b] = [sortKey(one.date, one.number), sortKey(other.date, other.number)];
      const order = Math.sign(a.series - b.series || a.serial - b.serial);
      expect(order).toBe(compare(one.date + one.number, other.date + other.number));
    }),
  );
});

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
