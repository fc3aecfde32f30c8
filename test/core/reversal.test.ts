import {
  findRedReason,
  type InvoiceJson,
  initialStatus,
  judgeDraft,
  judgeReversal,
  type LineJson,
  RED_LETTER_2024,
  type RedReason,
  type Reversal,
  type ReversedLineJson,
  RULE_SET_2026,
  restOfLines,
  reverse,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { draftOf, lineOf } from '../support/draft.ts';
import { faultsOf } from '../support/faults.ts';
import { ruleContext } from '../support/rule-context.ts';

const RETURN = findRedReason(RED_LETTER_2024, '02') as RedReason;

/** An invoice that a seller could issue, and what parts of it were reversed. */
class Reversing {
  readonly #invoice: InvoiceJson;
  #status: ReturnType<typeof initialStatus>;

  constructor(...lines: readonly LineJson[]) {
    const draft = draftOf(lines);
    expect(faultsOf(() => judgeDraft(draft, ruleContext()))).toEqual([]);
    this.#invoice = { ...draft, holder: 'x' } as unknown as InvoiceJson;
    this.#status = initialStatus(this.#invoice);
  }

  /** Reverses parts, or all that is left. */
  take(lines?: readonly ReversedLineJson[]): ReturnType<typeof initialStatus> {
    const context = {
      invoice: this.#invoice,
      before: this.#status.reversal,
      reason: RETURN,
      ruleSet: RULE_SET_2026,
    };
    const reversal: Reversal = judgeReversal(lines, context);
    this.#status = reverse(this.#status, reversal, {
      red: 'red',
      at: '2026-03-01T00:00:00Z',
      date: '2026-03-01',
    });
    return this.#status;
  }

  faults(lines: readonly ReversedLineJson[]): readonly string[] {
    return faultsOf(() => this.take(lines));
  }

  rests(): readonly unknown[] {
    return restOfLines(this.#invoice, this.#status.reversal);
  }
}

describe('a line of a very large quantity', () => {
  const line = lineOf({
    quantity: '1000000000000000',
    unitPrice: '0.01',
    net: '10000000000000.00',
    tax: '1300000000000.00',
  });
  const most = { line: 1, quantity: '999999999999990', net: '9999999999999.90', tax: '1299999999999.99' };

  test('loses no part after which the reversed quantity has more than 17 characters', () => {
    const reversing = new Reversing(line);
    reversing.take([most]);
    const part = { line: 1, quantity: '1.00005', net: '0.01', tax: '0.00' };
    expect(reversing.faults([part])).toEqual(['DECIMAL_FORMAT /lines/0/quantity']);
    expect(reversing.take().state).toBe('RED');
  });

  test('is reversed as a whole after parts with decimals', () => {
    const reversing = new Reversing(line);
    reversing.take([{ ...most, quantity: '999999999999989.5' }]);
    expect(reversing.take().reversal?.lines[0]?.quantity).toBe('1000000000000000');
  });
});

describe('a reversal never loses more than the invoice', () => {
  /** Nothing is left of the first line after its discount but a negative tax, which the tolerances of T17 permit. */
  const lines = [
    lineOf({ kind: 'DISCOUNTED' }),
    lineOf({ kind: 'DISCOUNT', net: '-100.00', tax: '-13.06' }),
    lineOf({ net: '1.00', tax: '0.13' }),
  ];

  test('where the taxes of other lines are negative', () => {
    const reversing = new Reversing(...lines);
    expect(reversing.faults([{ line: 3, net: '1.00', tax: '0.13' }])).toEqual([
      'REVERSAL_EXCEEDS_REST /lines',
    ]);
    expect(reversing.take()).toMatchObject({ state: 'RED', reversal: { totals: { gross: '1.07' } } });
  });

  test('and can name all that is left line by line', () => {
    const reversing = new Reversing(...lines);
    const all = lines.map(({ net, tax }, index) => ({ line: index + 1, net, tax }));
    expect(reversing.take(all)).toMatchObject({ state: 'RED', rest: '0.00' });
  });
});

describe('of a discounted line', () => {
  const lines = [
    lineOf({ kind: 'DISCOUNTED' }),
    lineOf({ kind: 'DISCOUNT', net: '-20.00', tax: '-2.60' }),
  ] as const;

  test('the whole net is not reversed while line and discount are left', () => {
    const reversing = new Reversing(...lines);
    expect(reversing.faults([{ line: 1, net: '80.00', tax: '10.40' }])).toEqual([
      'REVERSAL_EXCEEDS_REST /lines',
    ]);
    reversing.take();
    expect(reversing.rests()).toMatchObject([
      { net: 0n, tax: 0n },
      { net: 0n, tax: 0n },
    ]);
  });

  test('no red-letter invoice over nothing is issued', () => {
    const nothing = [
      { line: 1, net: '20.00', tax: '2.60' },
      { line: 2, net: '-20.00', tax: '-2.60' },
    ];
    expect(new Reversing(...lines).faults(nothing)).toEqual(['REVERSAL_EXCEEDS_REST /lines']);
    expect(new Reversing(...lines).faults([])).toEqual(['REVERSAL_EXCEEDS_REST /lines']);
  });
});
