import {
  checkInvoiceArithmetic,
  completeAmounts,
  fen,
  findRedReason,
  type InvoiceJson,
  initialStatus,
  judgeDraft,
  judgeReversal,
  type LineInput,
  parseYuan,
  partInGross,
  RED_LETTER_2024,
  type RedReason,
  type ReversedLineJson,
  RULE_SET_2026,
  redContent,
  restOfLines,
  reverse,
} from '@fapiao-ledger/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUYER, SELLER } from '../support/draft.ts';
import { faultsOf } from '../support/faults.ts';
import { ruleContext } from '../support/rule-context.ts';

const TAX_CLASS = '1010101010000000000';
const reasonOf = (code: string): RedReason => findRedReason(RED_LETTER_2024, code) as RedReason;

const line = (changes: Partial<LineInput>): LineInput => ({
  taxClass: TAX_CLASS,
  item: '*谷物*大米',
  rate: '0.13',
  ...changes,
});

/** An invoice that its seller could issue, and its red-letter invoices, each of which must be one too. */
class Reversed {
  readonly invoice: InvoiceJson;
  status: ReturnType<typeof initialStatus>;
  readonly #reason: RedReason;

  constructor(lines: readonly LineInput[], reason = '02') {
    const draft = completeAmounts({
      type: 'ORDINARY',
      seller: SELLER,
      buyer: { type: 'ENTERPRISE', code: BUYER, name: '示例' },
      lines,
    });
    expect(faultsOf(() => judgeDraft(draft, ruleContext()))).toEqual([]);
    this.invoice = {
      ...draft,
      number: '26440000000000000001',
      profile: 'DIGITAL',
      checkCode: '0'.repeat(20),
      issuedAt: '2026-03-01T00:00:00Z',
      date: '2026-03-01',
      seller: { code: SELLER, name: '示例' },
      holder: BUYER,
      ruleSet: { version: '2026.1', hash: '0'.repeat(64) },
      transactionId: '0'.repeat(64),
    };
    this.status = initialStatus(this.invoice);
    this.#reason = reasonOf(reason);
  }

  /** Reverses parts, or all that is left, and returns the lines of the red-letter invoice. */
  take(lines?: readonly ReversedLineJson[]): InvoiceJson['lines'] {
    const { invoice, status } = this;
    const context = { invoice, before: status.reversal, reason: this.#reason, ruleSet: RULE_SET_2026 };
    const { lines: parts, totals } = judgeReversal(lines, context);
    this.status = reverse(
      status,
      { lines: parts, totals },
      { red: 'red', at: '2026-03-02T00:00:00Z', date: '2026-03-02' },
    );
    const form = { number: invoice.number, sequence: 1, reason: this.#reason.code, lines: parts, totals };
    const red = redContent(form as Parameters<typeof redContent>[0], invoice, invoice.holder);
    const issued = { ...invoice, ...red, seller: invoice.seller, holder: invoice.holder };
    expect(checkInvoiceArithmetic(issued)).toEqual([]);
    return red.lines;
  }

  faults(...lines: readonly ReversedLineJson[]): readonly string[] {
    return faultsOf(() => this.take(lines));
  }

  gross(place: number, gross: string, quantity?: string): ReversedLineJson {
    const part = { line: place, gross: parseYuan(gross), ...(quantity === undefined ? {} : { quantity }) };
    return partInGross(this.invoice, this.status.reversal, part) as ReversedLineJson;
  }
}

describe.each(['EXEMPT', 'NOT_TAXED', 'ZERO_RATED'] as const)('a line of rate 0, %s', (zeroRate) => {
  const zero = line({ rate: '0', zeroRate, quantity: '10', unitPrice: '10.00' });

  test('is reversed in part and in whole with its flag, and without tax', () => {
    const reversed = new Reversed([zero, line({ net: '50.00' })]);
    const [part] = reversed.take([{ line: 1, quantity: '4', net: '40.00', tax: '0.00' }]);
    expect(part).toMatchObject({ rate: '0', zeroRate, quantity: '-4', net: '-40.00', tax: '0.00' });
    const rest = reversed.take();
    expect(rest).toMatchObject([
      { zeroRate, quantity: '-6', net: '-60.00', tax: '0.00' },
      { net: '-50.00', tax: '-6.50' },
    ]);
    expect(reversed.status).toMatchObject({ state: 'RED', rest: '0.00' });
  });

  test('loses no tax, no more than it has, and no quantity under an allowance', () => {
    const reversed = new Reversed([zero]);
    for (const tax of ['0.01', '-0.01'])
      expect(reversed.faults({ line: 1, quantity: '4', net: '40.00', tax })).toEqual([
        'REVERSAL_EXCEEDS_REST /lines/0/tax',
      ]);
    expect(reversed.faults({ line: 1, quantity: '4', net: '100.01', tax: '0.00' })).toContain(
      'REVERSAL_EXCEEDS_REST /lines/0/net',
    );
    expect(reversed.faults({ line: 1, quantity: '4', net: '0.00', tax: '0.00' })).toContain(
      'REVERSAL_EXCEEDS_REST /lines/0/net',
    );
    const allowance = new Reversed([zero], '04');
    expect(allowance.faults({ line: 1, quantity: '4', net: '40.00', tax: '0.00' })).toEqual([
      'RED_REASON /lines/0/quantity',
    ]);
    allowance.take([{ line: 1, net: '40.00', tax: '0.00' }]);
    expect(allowance.take()).toMatchObject([{ zeroRate, net: '-60.00', tax: '0.00' }]);
  });

  test('with a discount is reversed with it', () => {
    const pair = [line({ kind: 'DISCOUNTED', rate: '0', zeroRate, net: '100.00' })];
    const discount = line({ kind: 'DISCOUNT', rate: '0', zeroRate, net: '-20.00' });
    const reversed = new Reversed([...pair, discount]);
    expect(reversed.faults({ line: 1, net: '100.00', tax: '0.00' })).toEqual(['REVERSAL_LINE /lines/0/net']);
    reversed.take([
      { line: 1, net: '50.00', tax: '0.00' },
      { line: 2, net: '-10.00', tax: '0.00' },
    ]);
    expect(reversed.take()).toMatchObject([
      { kind: 'DISCOUNTED', zeroRate, net: '-50.00', tax: '0.00' },
      { kind: 'DISCOUNT', zeroRate, net: '10.00', tax: '0.00' },
    ]);
    expect(reversed.status.state).toBe('RED');
  });
});

describe('a line that was entered with tax', () => {
  /** 100.00 with tax at 13 %: 88.50 and 11.50, where 88.50 x 13 % is 11.505. */
  const entered = line({ gross: '100.00' });

  test('is reversed in parts by amounts with tax, and the last part takes what is left exactly', () => {
    const reversed = new Reversed([entered]);
    expect(reversed.invoice.lines[0]).toMatchObject({ net: '88.50', tax: '11.50' });
    for (let count = 0; count < 2; count += 1) {
      const part = reversed.gross(1, '33.33');
      expect(part).toEqual({ line: 1, net: '29.50', tax: '3.83' });
      reversed.take([part]);
    }
    expect(reversed.take([reversed.gross(1, '33.34')])).toMatchObject([{ net: '-29.50', tax: '-3.84' }]);
    expect(reversed.status).toMatchObject({ state: 'RED', rest: '0.00' });
  });

  test('takes its whole quantity with the whole amount, and a part of it where one is named', () => {
    const three = line({ quantity: '3', unitPrice: '29.5', net: '88.50', tax: '11.50' });
    const reversed = new Reversed([three]);
    expect(reversed.gross(1, '100.00')).toEqual({ line: 1, quantity: '3', net: '88.50', tax: '11.50' });
    reversed.take([reversed.gross(1, '33.33', '1')]);
    expect(reversed.gross(1, '66.67')).toEqual({ line: 1, quantity: '2', net: '59.00', tax: '7.67' });
    expect(reversed.faults(reversed.gross(1, '33.33'))).toEqual(['RED_REASON /lines/0/quantity']);
    expect(reversed.faults(reversed.gross(1, '33.33', '2'))).toEqual([
      'REVERSAL_EXCEEDS_REST /lines/0/quantity',
    ]);
    reversed.take([reversed.gross(1, '66.67')]);
    expect(reversed.status.state).toBe('RED');
  });

  test('has no more than is left, and no line that the invoice does not have', () => {
    const reversed = new Reversed([entered]);
    expect(reversed.faults(reversed.gross(1, '101.00'))).toEqual(['REVERSAL_EXCEEDS_REST /lines/0/net']);
    expect(partInGross(reversed.invoice, undefined, { line: 2, gross: fen(1n) })).toBeUndefined();
  });
});

test('invoices of any rates, flags, discounts and entries are reversed to nothing, whatever the parts', () => {
  const rate = fc.constantFrom(
    { rate: '0.13' },
    { rate: '0.06' },
    { rate: '0', zeroRate: 'EXEMPT' as const },
    { rate: '0', zeroRate: 'ZERO_RATED' as const },
  );
  const amount = fc.integer({ min: 100, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2));
  const lineArb = fc.record({ rate, amount, isGross: fc.boolean(), discount: fc.boolean() });
  const lines = fc.array(lineArb, { minLength: 1, maxLength: 4 }).map((entries) =>
    entries.flatMap(({ rate: of, amount: money, isGross, discount }): LineInput[] => {
      const entry = isGross ? { gross: money } : { net: money };
      if (!discount) return [line({ ...of, ...entry })];
      const less = `-${(Number(money) / 4).toFixed(2)}`;
      return [
        line({ ...of, ...entry, kind: 'DISCOUNTED' }),
        line({ ...of, ...(isGross ? { gross: less } : { net: less }), kind: 'DISCOUNT' }),
      ];
    }),
  );
  const parts = fc.array(fc.tuple(fc.nat(7), fc.integer({ min: 1, max: 99 })), { maxLength: 5 });
  fc.assert(
    fc.property(lines, parts, (content, taken) => {
      const reversed = new Reversed(content, '04');
      for (const [place, percent] of taken) {
        const [rest] = restOfLines(reversed.invoice, reversed.status.reversal).slice(place);
        if (rest === undefined) continue;
        const gross = ((rest.net + rest.tax) * BigInt(percent)) / 100n;
        const part = partInGross(reversed.invoice, reversed.status.reversal, {
          line: place + 1,
          gross: fen(gross),
        });
        // A part that the rules refuse changes nothing, and the rest can be reversed all the same.
        faultsOf(() => reversed.take(part === undefined ? [] : [part]));
      }
      if (reversed.status.state !== 'RED') reversed.take();
      expect(reversed.status).toMatchObject({
        state: 'RED',
        rest: '0.00',
        reversal: { totals: reversed.invoice.totals },
      });
    }),
  );
});
