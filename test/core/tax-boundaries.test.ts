import {
  draftsOfValues,
  FAULTS_MAX,
  INVOICE_LINES_MAX,
  judgeDraft,
  judgeDrafts,
  type LineJson,
  type RuleContext,
  requireDraftForm,
  ValidationError,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { draftOf, lineOf } from '../support/draft.ts';
import { faultsOf } from '../support/faults.ts';
import { ruleContext, ruleSet } from '../support/rule-context.ts';

const SMALL = ruleContext({ seller: { kind: 'SMALL_SCALE' } });
const repeat = (count: number, line: LineJson): LineJson[] => Array.from({ length: count }, () => line);
const judge = (lines: readonly LineJson[], context: RuleContext = ruleContext()): readonly string[] =>
  faultsOf(() => judgeDraft(draftOf(lines), context));

/** Empty lines that count how often a field of any of them is looked at. */
function watchedLines(count: number): { readonly lines: readonly LineJson[]; readonly looks: () => number } {
  let looks = 0;
  const line = new Proxy({} as LineJson, {
    getOwnPropertyDescriptor: () => {
      looks += 1;
      return undefined;
    },
  });
  return { lines: Array<LineJson>(count).fill(line), looks: () => looks };
}

describe('T13: lines are counted', () => {
  test('2000 are allowed', () => {
    expect(judge(repeat(2_000, lineOf()))).toEqual([]);
  });

  test('2001 are not, and that is the only fault', () => {
    expect(judge(repeat(2_001, lineOf()))).toEqual(['LINE_COUNT /lines']);
  });

  test('the rule set says how many', () => {
    expect(judge(repeat(3, lineOf()), ruleContext({ ruleSet: ruleSet({ linesMax: 2 }) }))).toEqual([
      'LINE_COUNT /lines',
    ]);
  });
});

describe('T17: rounding each line is right, rounding the invoice is not asked for', () => {
  test('100 lines of 97.09 at 3 % bear 291.00, 0.27 less than 3 % of their sum', () => {
    const lines = repeat(100, lineOf({ net: '97.09', rate: '0.03', tax: '2.91' }));
    const draft = draftOf(lines);
    expect(draft.totals).toEqual({ net: '9709.00', tax: '291.00', gross: '10000.00' });
    expect(judge(lines, SMALL)).toEqual([]);
  });

  test('291.27 on the same lines is not the sum of their taxes', () => {
    const lines = repeat(100, lineOf({ net: '97.09', rate: '0.03', tax: '2.91' }));
    const draft = draftOf(lines, { totals: { net: '9709.00', tax: '291.27', gross: '10000.27' } });
    expect(faultsOf(() => judgeDraft(draft, SMALL))).toEqual(['TOTALS_MISMATCH /totals/tax']);
  });

  test.each([
    ['exactly at the tolerance', '100.00', '13.06', []],
    ['exactly at the tolerance, below', '100.00', '12.94', []],
    ['0.0013 beyond, below', '100.01', '12.94', ['LINE_TAX_MISMATCH /lines/0/tax']],
    ['0.0013 beyond', '99.99', '13.06', ['LINE_TAX_MISMATCH /lines/0/tax']],
  ] as const)('%s', (_, net, tax, want) => {
    expect(judge([lineOf({ net, tax })])).toEqual(want);
  });
});

describe('T18: what lines drift adds up', () => {
  /** 13.00 is exact, so every line is 0.06 off, and the last one by what is missing to 1.27. */
  const atBound = (sign: 1 | -1): LineJson[] => [
    ...repeat(21, lineOf({ tax: sign > 0 ? '12.94' : '13.06' })),
    lineOf({ tax: sign > 0 ? '12.99' : '13.01' }),
  ];

  test('exactly 1.27 is allowed, too little or too much', () => {
    expect(judge(atBound(1))).toEqual([]);
    expect(judge(atBound(-1))).toEqual([]);
  });

  test('one fen more is refused, either way', () => {
    expect(judge([...atBound(1), lineOf({ tax: '12.99' })])).toEqual(['TAX_DRIFT_EXCEEDED /lines']);
    expect(judge([...atBound(-1), lineOf({ tax: '13.01' })])).toEqual(['TAX_DRIFT_EXCEEDED /lines']);
  });

  test('0.0013 more, tax of one fen rounded to nothing, is refused', () => {
    expect(judge([...atBound(1), lineOf({ net: '0.01', tax: '0.00' })])).toEqual([
      'TAX_DRIFT_EXCEEDED /lines',
    ]);
  });

  test('0.00001 more, the smallest step there is, is refused', () => {
    const row = {
      code: 'X01',
      rate: '0.001',
      kinds: ['GENERAL'],
      types: ['ORDINARY'],
      source: 'test',
    } as const;
    const context = ruleContext({ ruleSet: ruleSet({ rates: [...ruleSet().rates, row] }) });
    const step = lineOf({ net: '0.01', rate: '0.001', tax: '0.00' });
    expect(judge([...atBound(1), step], context)).toEqual(['TAX_DRIFT_EXCEEDED /lines']);
    const back = lineOf({ net: '9.99', rate: '0.001', tax: '0.01' });
    expect(judge([...atBound(1), back], context)).toEqual([]);
    expect(judge([...atBound(1), back, step], context)).toEqual([]);
    expect(judge([...atBound(1), back, step, step], context)).toEqual(['TAX_DRIFT_EXCEEDED /lines']);
  });

  test('drifts of opposite signs cancel', () => {
    expect(judge([...repeat(40, lineOf({ tax: '12.94' })), ...repeat(40, lineOf({ tax: '13.06' }))])).toEqual(
      [],
    );
  });

  test('the rule set says how much', () => {
    const tolerances = { lineAmount: '0.00', lineTax: '0.00', invoiceTax: '0.00' };
    const context = ruleContext({ ruleSet: ruleSet({ tolerances }) });
    expect(judge([lineOf()], context)).toEqual([]);
    expect(judge([lineOf({ net: '100.01' })], context)).toEqual([
      'TAX_DRIFT_EXCEEDED /lines',
      'LINE_TAX_MISMATCH /lines/0/tax',
    ]);
    expect(judge([lineOf({ quantity: '1', unitPrice: '100.01' })], context)).toEqual([
      'LINE_AMOUNT_MISMATCH /lines/0/net',
    ]);
  });
});

describe('T16: quantity times unit price', () => {
  test.each([
    ['the product of two numbers of 13 decimals, exactly', '0.0000000000001', '0.0000000000001', '0.01', []],
    [
      '0.01 and a ten-quadrillionth beyond',
      '1.0000000000001',
      '100.01',
      '100.00',
      ['LINE_AMOUNT_MISMATCH /lines/0/net'],
    ],
    ['negative and negative', '-1', '-100', '100.00', []],
    ['nothing times something is within a fen of one fen', '0', '100', '0.01', []],
    ['nothing times something is not two fen', '0', '100', '0.02', ['LINE_AMOUNT_MISMATCH /lines/0/net']],
    [
      'the largest decimals against the largest amount',
      '99999999999999999',
      '99999999999999999',
      '999999999999999.99',
      ['LINE_AMOUNT_MISMATCH /lines/0/net'],
    ],
  ] as const)('%s', (_, quantity, unitPrice, net, want) => {
    const line = lineOf({ net, quantity, unitPrice, tax: '0.00' });
    expect(judge([line]).filter((fault) => fault.startsWith('LINE_AMOUNT'))).toEqual(want);
  });
});

describe('faults', () => {
  test('of every line are reported in one answer', () => {
    const wrong = lineOf({ tax: '13.10' });
    expect(judge(repeat(10, wrong))).toEqual(
      repeat(10, wrong).map((_, index) => `LINE_TAX_MISMATCH /lines/${index}/tax`),
    );
  });

  test('end at a bound, so that a small document cannot ask for a large answer', () => {
    const draft = { ...draftOf(), lines: Array.from({ length: INVOICE_LINES_MAX }, () => ({})) };
    expect(faultsOf(() => judgeDraft(draft, ruleContext()))).toHaveLength(FAULTS_MAX);
  });

  test('of too many lines are one, and no line is looked at', () => {
    const { lines, looks } = watchedLines(INVOICE_LINES_MAX + 1);
    expect(faultsOf(() => judgeDraft({ ...draftOf(), lines }, ruleContext()))).toEqual(['LINE_COUNT /lines']);
    expect(looks()).toBe(0);
  });

  test('end the reading: after the last one that is listed, no line and no draft is looked at', () => {
    const { lines, looks } = watchedLines(INVOICE_LINES_MAX);
    const drafts = Array.from({ length: 10 }, () => ({ ...draftOf(), lines }));
    for (const judge of [
      () => judgeDrafts(draftsOfValues(drafts), ruleContext(), (index) => `/invoices/${index}`),
      () => requireDraftForm(drafts, (index) => `/invoices/${index}`),
    ]) {
      const before = looks();
      expect(faultsOf(judge)).toHaveLength(FAULTS_MAX);
      expect(looks() - before).toBeLessThan(FAULTS_MAX * 20);
    }
  });

  test('have messages of one short line each', () => {
    const long = `\u001b[2J${'x'.repeat(100_000)}`;
    const line = { ...lineOf(), rate: long, net: long, quantity: long, taxClass: long };
    const draft = { ...draftOf(), lines: [line], seller: long, holder: long };
    const messages = faultMessages(() => judgeDraft(draft, ruleContext()));
    expect(messages).toHaveLength(6);
    for (const message of messages) expect(message).toMatch(/^[^\p{Cc}]{1,140}$/u);
  });

  test('take the place of errors of ours when sums pass beyond any amount', () => {
    const largest = lineOf({ net: '999999999999999.99', tax: '999999999999999.99' });
    const draft = { ...draftOf(), lines: repeat(2_000, largest) };
    expect(faultsOf(() => judgeDraft(draft, ruleContext()))).toContain('TOTALS_MISMATCH /totals/net');
  });
});

function faultMessages(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ValidationError) return error.faults.map(({ message }) => message);
    throw error;
  }
  return [];
}
