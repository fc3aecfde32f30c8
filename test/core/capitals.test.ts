import { amountInCapitals, type Fen, formatYuan, parseYuan } from '@fapiao-ledger/core';
import nzh from 'nzh';
import { describe, expect, test } from 'vitest';
import { Seeded } from '../support/seeded.ts';
import { readVectors } from '../support/vectors.ts';

test.each(readVectors<{ cases: { input: string; want: string }[] }>('capitals').cases)(
  '$input is $want',
  ({ input, want }) => {
    expect(amountInCapitals(parseYuan(input))).toBe(want);
  },
);

describe('nzh, where it has the same convention, says the same', () => {
  test('of every amount up to ten yuan, and of every round place above', () => {
    for (let amount = 1n; amount <= 1_000n; amount += 1n) expectAgreement(amount as Fen);
    for (let power = 10n; power < 10n ** 15n; power *= 10n) {
      for (const amount of [power, power + 1n, power * 11n, power * 101n]) expectAgreement(amount as Fen);
    }
  });

  test('of 20,000 amounts full of zeros', () => {
    const random = new Seeded();
    for (let round = 0; round < 20_000; round += 1) {
      const digits = Array.from({ length: random.whole(1, 15) }, () =>
        random.chance(0.5) ? 0 : random.whole(1, 9),
      );
      expectAgreement(BigInt(digits.join('')) as Fen);
    }
  });
});

/** nzh writes 元, names the currency, and says nothing behind whole yuan or jiao; and it says 元 of nothing. */
function expectAgreement(amount: Fen): void {
  if (amount === 0n) return;
  const ours = amountInCapitals(amount).replace('圆', '元').replace(/整$/, '');
  const theirs = nzh.cn.toMoney(formatYuan(amount), { outSymbol: false }).replace(/整$/, '');
  expect({ amount, text: ours }).toEqual({ amount, text: theirs });
}
