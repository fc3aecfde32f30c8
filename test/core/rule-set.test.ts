import {
  closePeriod,
  Faults,
  Place,
  type PolicyJson,
  publishRuleSet,
  RULE_SET_2026,
  readDocument,
  readRuleSet,
  requireOpenPeriod,
  ruleSetHash,
  ruleSetOn,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support/faults.ts';
import { LEDGER } from '../support/issuing.ts';
import { without, withValue } from '../support/pointer.ts';
import { ruleSet } from '../support/rule-context.ts';

/** The rule set with two rows, so that a pointer fits on a line. */
const SMALL = { ...RULE_SET_2026, rates: RULE_SET_2026.rates.slice(0, 2) };

/** What the founding transaction leaves. */
const FOUNDED: PolicyJson = { ledger: LEDGER, ruleSets: [] };

function faultsIn(document: unknown): readonly string[] {
  const faults = new Faults();
  readRuleSet(document, new Place(faults, ''));
  return faults.list.map(({ code, path }) => `${code} ${path}`);
}

describe('readRuleSet', () => {
  test('reads the rule set of 2026, and returns it unchanged', () => {
    expect(JSON.stringify(readDocument(RULE_SET_2026, readRuleSet))).toBe(JSON.stringify(RULE_SET_2026));
  });

  test.each([
    '/version',
    '/validFrom',
    '/linesMax',
    '/lockDays',
    '/statementDays',
    '/personTitleClaimable',
    '/tolerances/lineAmount',
    '/tolerances/lineTax',
    '/tolerances/invoiceTax',
    '/rates/0/code',
    '/rates/0/rate',
    '/rates/0/kinds',
    '/rates/0/types',
    '/rates/0/source',
  ])('%s is required, and has its type', (pointer) => {
    expect(faultsIn(without(SMALL, pointer))[0]).toBe(`FIELD_REQUIRED ${pointer}`);
    const [fault] = faultsIn(withValue(SMALL, pointer, null));
    expect(fault).toMatch(new RegExp(`^FIELD_(TYPE|VALUE) ${pointer}$`));
  });

  test.each<[string, string, unknown, string]>([
    ['a version with a space', '/version', '2026 1', 'FIELD_VALUE /version'],
    ['a version of 21 characters', '/version', 'v'.repeat(21), 'FIELD_VALUE /version'],
    ['a day that does not exist', '/validFrom', '2026-02-29', 'DATE_FORMAT /validFrom'],
    ['no lines at all', '/linesMax', 0, 'FIELD_VALUE /linesMax'],
    ['more lines than an invoice can have', '/linesMax', 2_001, 'FIELD_VALUE /linesMax'],
    ['lines in text', '/linesMax', '2000', 'FIELD_VALUE /linesMax'],
    ['locks without a day', '/lockDays', 0, 'FIELD_VALUE /lockDays'],
    ['locks for eleven years', '/lockDays', 3_651, 'FIELD_VALUE /lockDays'],
    ['statements that end at once', '/statementDays', 0, 'FIELD_VALUE /statementDays'],
    ['statements of more than a month', '/statementDays', 32, 'FIELD_VALUE /statementDays'],
    ['perhaps', '/personTitleClaimable', 'true', 'FIELD_TYPE /personTitleClaimable'],
    ['a negative tolerance', '/tolerances/lineTax', '-0.06', 'MONEY_FORMAT /tolerances/lineTax'],
    ['a tolerance in per cent', '/tolerances/lineTax', '6%', 'MONEY_FORMAT /tolerances/lineTax'],
    ['an unknown tolerance', '/tolerances/total', '0.00', 'FIELD_UNKNOWN /tolerances/total'],
    ['an unknown field', '/note', 'x', 'FIELD_UNKNOWN /note'],
    ['no rates', '/rates', [], 'FIELD_VALUE /rates'],
    ['rates in an object', '/rates', {}, 'FIELD_TYPE /rates'],
    ['a row that is text', '/rates/0', 'G13', 'FIELD_TYPE /rates/0'],
    ['a row code in lower case', '/rates/0/code', 'g13', 'FIELD_VALUE /rates/0/code'],
    ['a rate in per cent', '/rates/0/rate', '13%', 'RATE_FORMAT /rates/0/rate'],
    ['a rate of one', '/rates/0/rate', '1', 'RATE_FORMAT /rates/0/rate'],
    ['rate 0 without a flag', '/rates/0/rate', '0', 'ZERO_RATE_FLAG /rates/0/zeroRate'],
    ['a flag on a rate', '/rates/0/zeroRate', 'EXEMPT', 'ZERO_RATE_FLAG /rates/0/zeroRate'],
    ['no kind of seller', '/rates/0/kinds', [], 'FIELD_VALUE /rates/0/kinds'],
    ['a person as a seller', '/rates/0/kinds', ['PERSON'], 'FIELD_VALUE /rates/0/kinds'],
    ['no type of invoice', '/rates/0/types', [], 'FIELD_VALUE /rates/0/types'],
    ['an unknown type', '/rates/0/types', ['ORDINARY', 'CREDIT'], 'FIELD_VALUE /rates/0/types'],
    ['a first day that does not exist', '/rates/0/from', '2026-04-31', 'DATE_FORMAT /rates/0/from'],
    ['a last day that does not exist', '/rates/0/to', '2026-13-01', 'DATE_FORMAT /rates/0/to'],
    ['byGrant: false', '/rates/0/byGrant', false, 'FIELD_VALUE /rates/0/byGrant'],
    ['a source that cannot be printed', '/rates/0/source', 'a\nb', 'TEXT_INVALID /rates/0/source'],
    ['an unknown field in a row', '/rates/0/note', 'x', 'FIELD_UNKNOWN /rates/0/note'],
    ['two rows of one rate', '/rates/1/rate', '0.13', 'FIELD_VALUE /rates'],
    ['two rows of one code', '/rates/1/code', 'G13', 'FIELD_VALUE /rates'],
  ])('refuses %s', (_, pointer, value, want) => {
    expect(faultsIn(withValue(SMALL, pointer, value))).toEqual([want]);
  });

  test.each([
    ['/linesMax', 1],
    ['/linesMax', 2_000],
    ['/lockDays', 1],
    ['/lockDays', 3_650],
    ['/statementDays', 1],
    ['/statementDays', 31],
  ])('%s may be %i', (pointer, value) => {
    expect(faultsIn(withValue(SMALL, pointer, value))).toEqual([]);
  });

  test('refuses a row that ends before it begins', () => {
    const days = { from: '2026-02-01', to: '2026-01-31' };
    expect(faultsIn({ ...SMALL, rates: [{ ...SMALL.rates[0], ...days }] })).toEqual([
      'FIELD_VALUE /rates/0/to',
    ]);
    const one = { from: '2026-02-01', to: '2026-02-01' };
    expect(faultsIn({ ...SMALL, rates: [{ ...SMALL.rates[0], ...one }] })).toEqual([]);
  });

  test('refuses more than 100 rows, and a repeated kind or type', () => {
    const rates = Array.from({ length: 101 }, (_, index) => ({
      ...SMALL.rates[0],
      code: `R${100 + index}`,
      rate: `0.${100 + index}`.replace(/0+$/, ''),
    }));
    expect(faultsIn({ ...SMALL, rates })).toEqual(['FIELD_VALUE /rates']);
    expect(faultsIn({ ...SMALL, rates: rates.slice(1) })).toEqual([]);
    for (const field of ['kinds', 'types'] as const) {
      const twice = { ...SMALL.rates[0], [field]: Array(2).fill(SMALL.rates[0]?.[field][0]) as string[] };
      expect(faultsIn({ ...SMALL, rates: [twice] })).toEqual([`FIELD_VALUE /rates/0/${field}`]);
    }
  });

  test('does not take two unreadable rows for rows of one rate', () => {
    const rates = [
      { ...SMALL.rates[0], rate: '?' },
      { ...SMALL.rates[1], rate: '?' },
    ];
    expect(faultsIn({ ...SMALL, rates })).toEqual(['RATE_FORMAT /rates/0/rate', 'RATE_FORMAT /rates/1/rate']);
    expect(faultsIn({ ...SMALL, rates: [1, 2] })).toEqual(['FIELD_TYPE /rates/0', 'FIELD_TYPE /rates/1']);
  });
});

describe('ruleSetOn', () => {
  const policy = [
    RULE_SET_2026,
    ruleSet({ validFrom: '2026-07-01' }),
    ruleSet({ version: '2027.1', validFrom: '2027-01-01' }),
  ].reduce<PolicyJson>((before, next) => publishRuleSet(before, next, '2026-01-01'), FOUNDED);

  test.each([
    ['2026-01-01', '2026.1'],
    ['2026-06-30', '2026.1'],
    ['2026-07-01', '2026.2'],
    ['2026-12-31', '2026.2'],
    ['2027-01-01', '2027.1'],
    ['2099-12-31', '2027.1'],
  ])('on %s it is %s', (date, version) => {
    expect(ruleSetOn(policy, date).ruleSet.version).toBe(version);
  });

  test('before the first there is none', () => {
    expect(codeOf(() => ruleSetOn(policy, '2025-12-31'))).toBe('RULE_SET_NOT_FOUND');
    expect(codeOf(() => ruleSetOn(FOUNDED, '2026-01-01'))).toBe('RULE_SET_NOT_FOUND');
  });

  test('a closed period is closed, and its rules are still those of its days', () => {
    const closed = closePeriod(policy, '2026-02', '2026-03-01');
    expect(codeOf(() => requireOpenPeriod(closed, '2026-02-28'))).toBe('PERIOD_CLOSED');
    expect(codeOf(() => requireOpenPeriod(closed, '2025-12-31'))).toBe('PERIOD_CLOSED');
    expect(codeOf(() => requireOpenPeriod(closed, '2026-03-01'))).toBeUndefined();
    expect(ruleSetOn(closed, '2026-02-28')).toBe(ruleSetOn(policy, '2026-02-28'));
  });

  test('a period closes once, and never opens again', () => {
    const closed = closePeriod(policy, '2026-02', '2026-03-01');
    expect(codeOf(() => closePeriod(closed, '2026-02', '2026-03-01'))).toBe('PERIOD_CLOSED');
    expect(codeOf(() => closePeriod(closed, '2025-12', '2026-03-01'))).toBe('PERIOD_CLOSED');
    expect(closePeriod(closed, '2026-03', '2026-04-01').closedThrough).toBe('2026-03');
  });
});

test.each(['2026-02', '2026-03', '2099-01'])(
  'the period %s is not over on the last day of February',
  (month) => {
    const policy: PolicyJson = { ...FOUNDED, closedThrough: '2026-01' };
    expect(codeOf(() => closePeriod(policy, month, '2026-02-28'))).toBe('PERIOD_NOT_OVER');
  },
);

describe('publishRuleSet', () => {
  const first = publishRuleSet(FOUNDED, RULE_SET_2026, '2026-03-01');

  test('the first version may begin in the past', () => {
    expect(first.ruleSets).toEqual([{ hash: ruleSetHash(RULE_SET_2026), ruleSet: RULE_SET_2026 }]);
  });

  test.each([
    ['a version that exists', ruleSet({ version: '2026.1', validFrom: '2026-06-01' }), '2026-03-01'],
    ['a version from yesterday', ruleSet({ validFrom: '2026-02-28' }), '2026-03-01'],
    ['a version from the first day of the last', ruleSet({ validFrom: '2026-01-01' }), '2025-12-01'],
    ['a version from before the last', ruleSet({ validFrom: '2025-12-31' }), '2025-12-01'],
    ['a version from more than two years ahead', ruleSet({ validFrom: '2028-03-02' }), '2026-03-01'],
    ['a version from a year far ahead', ruleSet({ validFrom: '9999-12-31' }), '2026-03-01'],
  ])('refuses %s', (_, next, today) => {
    expect(codeOf(() => publishRuleSet(first, next, today))).toBe('RULE_SET_CONFLICT');
  });

  test('a version may begin today', () => {
    expect(publishRuleSet(first, ruleSet({ validFrom: '2026-03-01' }), '2026-03-01').ruleSets).toHaveLength(
      2,
    );
  });

  test('a version may begin in two years, also the first one', () => {
    const far = ruleSet({ validFrom: '2028-03-01' });
    expect(publishRuleSet(first, far, '2026-03-01').ruleSets).toHaveLength(2);
    expect(publishRuleSet(FOUNDED, far, '2026-03-01').ruleSets).toHaveLength(1);
    expect(codeOf(() => publishRuleSet(FOUNDED, far, '2026-02-28'))).toBe('RULE_SET_CONFLICT');
    const leapDay = '2028-02-29';
    expect(publishRuleSet(first, ruleSet({ validFrom: '2030-02-28' }), leapDay).ruleSets).toHaveLength(2);
    const after = ruleSet({ validFrom: '2030-03-01' });
    expect(codeOf(() => publishRuleSet(first, after, leapDay))).toBe('RULE_SET_CONFLICT');
  });

  test('keeps what was in force yesterday and later, and no version before it', () => {
    const days = ['2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01'];
    const policy = days.reduce(
      (before, validFrom) => publishRuleSet(before, ruleSet({ version: validFrom, validFrom }), validFrom),
      first,
    );
    expect(policy.ruleSets.map(({ ruleSet: { version } }) => version)).toEqual(['2026-05-01', '2026-06-01']);
    expect(ruleSetOn(policy, '2026-05-31').ruleSet.version).toBe('2026-05-01');
  });

  test('holds 12 versions at most', () => {
    const announced = Array.from({ length: 11 }, (_, index) => `2026-04-${10 + index}`);
    const full = announced.reduce(
      (before, validFrom) => publishRuleSet(before, ruleSet({ version: validFrom, validFrom }), '2026-03-01'),
      first,
    );
    const next = ruleSet({ version: 'next', validFrom: '2026-05-01' });
    expect(full.ruleSets).toHaveLength(12);
    expect(codeOf(() => publishRuleSet(full, next, '2026-04-10'))).toBe('RULE_SET_CONFLICT');
    expect(publishRuleSet(full, next, '2026-04-11').ruleSets).toHaveLength(12);
  });

  test('changes nothing it was given', () => {
    const before = structuredClone(first);
    publishRuleSet(first, ruleSet({ validFrom: '2026-03-01' }), '2026-03-01');
    expect(first).toEqual(before);
  });
});

test('the hash of a rule set depends on every value and on no order of fields', () => {
  const reversed = Object.fromEntries(Object.entries(RULE_SET_2026).toReversed());
  expect(ruleSetHash(reversed as unknown as typeof RULE_SET_2026)).toBe(ruleSetHash(RULE_SET_2026));
  expect(ruleSetHash(ruleSet({ version: RULE_SET_2026.version, lockDays: 31 }))).not.toBe(
    ruleSetHash(RULE_SET_2026),
  );
});
