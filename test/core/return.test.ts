import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type CountedFigures,
  figuresOf,
  firstDifference,
  monthsAfter,
  type OutputSumJson,
  RETURN_LIST_HEAD,
  type ReturnContext,
  type ReturnEntry,
  type ReturnSumsJson,
  RULE_SET_2026,
  readDocument,
  readFiledTerms,
  readRuleSet,
  requireFigures,
  returnLine,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { termsOf } from '../support/return-acts.ts';

const GENERAL: ReturnContext = {
  kind: 'GENERAL',
  period: '2026-03',
  ruleSet: RULE_SET_2026,
  carriedIn: '0.00',
};
const SMALL: ReturnContext = { ...GENERAL, kind: 'SMALL_SCALE' };

function sums(output: readonly OutputSumJson[], input = '0.00', transfersOut = '0.00'): ReturnSumsJson {
  return { output, input, transfersOut };
}

const special = (rate: string, net: string, tax: string): OutputSumJson => ({
  type: 'SPECIAL',
  rate,
  net,
  tax,
});
const ordinary = (rate: string, net: string, tax: string): OutputSumJson => ({
  type: 'ORDINARY',
  rate,
  net,
  tax,
});

describe('the figures of a general taxpayer', () => {
  test('set input against output at general rates, and nothing against levies', () => {
    const output = [ordinary('0.05', '100.00', '5.00'), special('0.13', '1000.00', '130.00')];
    expect(figuresOf(sums(output, '150.00', '10.00'), { ...GENERAL, carriedIn: '5.00' })).toMatchObject({
      sales: '1100.00',
      generalTax: '130.00',
      levyTax: '5.00',
      relief: '0.00',
      carriedOut: '15.00',
      payable: '5.00',
    });
  });

  test('owe what is given back beyond the input, and carry what red-letter invoices take of the output', () => {
    expect(figuresOf(sums([], '0.00', '13.00'), GENERAL)).toMatchObject({
      payable: '13.00',
      carriedOut: '0.00',
    });
    const reversed = [special('0.13', '-100.00', '-13.00')];
    expect(figuresOf(sums(reversed), GENERAL)).toMatchObject({ payable: '0.00', carriedOut: '13.00' });
  });

  test('may be larger than any amount of an invoice', () => {
    const huge = '9'.repeat(20);
    const figures = figuresOf(sums([special('0.13', `${huge}.99`, `${huge}.99`)], '0.01'), GENERAL);
    expect(figures.payable).toBe(`${huge}.98`);
    requireFigures(figures, GENERAL);
  });
});

describe('the figures of a small-scale taxpayer', () => {
  const mixed = (net: string): readonly OutputSumJson[] => [
    ordinary('0.01', net, '999.99'),
    special('0.03', '0.00', '0.00'),
  ];

  test('are relieved of the tax of ordinary invoices one fen below the threshold, and taxed whole at it', () => {
    expect(figuresOf(sums(mixed('99999.99')), SMALL)).toMatchObject({ relief: '999.99', payable: '0.00' });
    expect(figuresOf(sums(mixed('100000.00')), SMALL)).toMatchObject({ relief: '0.00', payable: '999.99' });
  });

  test('get back what red-letter invoices take back beyond the ordinary invoices of the month', () => {
    const output = [ordinary('0.01', '-1000.00', '-10.00'), special('0.03', '30000.00', '900.00')];
    expect(figuresOf(sums(output), SMALL)).toMatchObject({ relief: '0.00', payable: '890.00' });
  });

  test('are never relieved of the tax of special invoices, and deduct nothing', () => {
    const output = [ordinary('0.01', '100.00', '1.00'), special('0.03', '100.00', '3.00')];
    expect(figuresOf(sums(output, '50.00', '5.00'), { ...SMALL, carriedIn: '9.00' })).toMatchObject({
      input: '0.00',
      transfersOut: '0.00',
      carriedIn: '0.00',
      generalTax: '0.00',
      levyTax: '4.00',
      relief: '1.00',
      payable: '3.00',
    });
  });

  test('follow the dated thresholds of the rule set', () => {
    const output = [ordinary('0.01', '100.00', '1.00')];
    for (const [period, relief] of [
      ['2025-12', '0.00'],
      ['2026-01', '1.00'],
      ['2027-12', '1.00'],
      ['2028-01', '0.00'],
    ] as const)
      expect(figuresOf(sums(output), { ...SMALL, period }).relief).toBe(relief);
    const ruleSet = {
      ...RULE_SET_2026,
      returns: { thresholds: [{ from: '2028-01', sales: '100.00', source: 'a later notice' }] },
    };
    expect(figuresOf(sums(output), { ...SMALL, ruleSet, period: '2028-01' }).relief).toBe('0.00');
    expect(readDocument(ruleSet, readRuleSet)).toEqual(ruleSet);
    const wrong = { thresholds: [{ from: '2028-02', to: '2028-01', sales: '-1.00', source: '' }] };
    expect(() => readDocument({ ...ruleSet, returns: wrong }, readRuleSet)).toThrow(/returns\/thresholds\/0/);
  });
});

describe('a difference', () => {
  const counted = (over: Partial<ReturnSumsJson>, list = 'a'): CountedFigures => ({
    figures: figuresOf({ ...sums([special('0.13', '100.00', '13.00')]), ...over }, GENERAL),
    list,
  });

  test('is the first figure that is not the same, amounts before what follows from them', () => {
    expect(firstDifference(counted({}), counted({}))).toBeUndefined();
    expect(firstDifference(counted({ input: '1.00' }), counted({}))).toEqual({
      figure: 'input',
      filed: '1.00',
      computed: '0.00',
    });
    expect(firstDifference(counted({ output: [] }), counted({}))).toEqual({
      figure: 'output SPECIAL 0.13 net',
      filed: '0.00',
      computed: '100.00',
    });
    expect(firstDifference(counted({}), counted({}, 'b'))).toEqual({
      figure: 'list',
      filed: 'a',
      computed: 'b',
    });
  });
});

test('a return is read in one form alone', () => {
  const terms = termsOf('2026-03', {
    output: [ordinary('0.01', '1.00', '0.01'), special('0.01', '1.00', '0.01')],
  });
  expect(readDocument(terms, readFiledTerms)).toEqual(terms);
  const spoiled: readonly unknown[] = [
    { ...terms, period: '2026-13' },
    { ...terms, height: '01' },
    { ...terms, list: 'A'.repeat(64) },
    { ...terms, figures: { ...terms.figures, payable: '-0.00' } },
    { ...terms, figures: { ...terms.figures, payable: `${'9'.repeat(22)}.00` } },
    { ...terms, figures: { ...terms.figures, output: terms.figures.output.toReversed() } },
    { ...terms, figures: { ...terms.figures, extra: '0.00' } },
  ];
  for (const wrong of spoiled) expect(() => readDocument(wrong, readFiledTerms)).toThrow();
});

test('months follow each other over the end of a year', () => {
  expect(monthsAfter('2026-12', 1)).toBe('2027-01');
  expect(monthsAfter('2026-01', -1)).toBe('2025-12');
  expect(monthsAfter('2028-02', 12)).toBe('2029-02');
});

test('the digest of a list is that of the vector', () => {
  const { entries, text, digest } = JSON.parse(
    readFileSync(new URL('../vectors/return-list.json', import.meta.url), 'utf8'),
  ) as { entries: readonly ReturnEntry[]; text: string; digest: string };
  const written = RETURN_LIST_HEAD + entries.map(returnLine).join('');
  expect(written).toBe(text);
  expect(createHash('sha256').update(written).digest('hex')).toBe(digest);
});
