import { fen, formatYuan, judgeDraft, type LineJson, readRate, taxOnNet } from '@fapiao-ledger/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftOf, lineOf } from '../support/draft.ts';
import { faultsOf } from '../support/faults.ts';
import { ruleContext } from '../support/rule-context.ts';

const LINES_MAX = 60;

const netAndDiscount = fc
  .record({
    net: fc.integer({ min: 1, max: 5_000 }),
    discount: fc.integer({ min: 0, max: 5_000 }),
    rate: fc.constantFrom('0.13', '0.09', '0.06'),
  })
  .map(({ net, discount, rate }) => ({ net, discount: Math.min(net, discount), rate }));

test('an invoice whose taxes are rounded exactly, line by line, is never refused for its tax', () => {
  const property = fc.property(fc.array(netAndDiscount, { minLength: 1, maxLength: LINES_MAX }), (parts) => {
    const lines = parts.flatMap(({ net, discount, rate }) =>
      discount === 0
        ? [exactLine('NORMAL', net, rate)]
        : [exactLine('DISCOUNTED', net, rate), exactLine('DISCOUNT', -discount, rate)],
    );
    fc.pre(parts.some(({ net, discount }) => net > discount));
    expect(faultsOf(() => judgeDraft(draftOf(lines), ruleContext()))).toEqual([]);
  });
  fc.assert(property, { numRuns: 2_000 });
});

function exactLine(kind: LineJson['kind'], net: number, rate: string): LineJson {
  const amount = fen(BigInt(net));
  const tax = taxOnNet(amount, readRate(rate) as NonNullable<ReturnType<typeof readRate>>);
  return lineOf({ kind, net: formatYuan(amount), rate, tax: formatYuan(tax) });
}
