import {
  electLevy,
  endLevy,
  judgeDraft,
  levyEndsFrom,
  monthsAfter,
  RULE_SET_2026,
  RULE_SET_2026_12,
  readDocument,
  readRuleSet,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { draftOf, lineOf } from '../support/draft.ts';
import { faultsOf } from '../support/faults.ts';
import { ruleContext } from '../support/rule-context.ts';

const ruleSet = RULE_SET_2026_12;
const GENERAL: TaxpayerJson = {
  code: '91440300708461136T',
  kind: 'GENERAL',
  status: 'ACTIVE',
  mspId: 'PlatformMSP',
  publicKey: 'MFkw',
  keyEpoch: '0123456789abcdef',
};

describe('the election of a levy row', () => {
  const elected = electLevy(GENERAL, { row: 'L03', since: '2027-01' }, { date: '2026-12-31', ruleSet });

  test('is stored with the taxpayer, and is locked for 36 months', () => {
    expect(elected).toEqual({ ...GENERAL, levy: { row: 'L03', since: '2027-01' } });
    expect(() => endLevy(elected, { date: '2029-12-31', ruleSet })).toThrow(/may end in 2030-01 or later/);
    expect(endLevy(elected, { date: '2030-01-01', ruleSet })).toEqual(GENERAL);
  });

  test('is locked by the constant where the rule set names no term', () => {
    expect(levyEndsFrom({ since: '2026-12' }, RULE_SET_2026)).toBe('2029-12');
    expect(levyEndsFrom({ since: '2026-12' }, { levyMonths: 0 })).toBe('2026-12');
  });

  test('is not offered by a rule set without such a row', () => {
    const elect = (): unknown =>
      electLevy(GENERAL, { row: 'L03', since: '2026-11' }, { date: '2026-11-30', ruleSet: RULE_SET_2026 });
    expect(elect).toThrow(/general taxpayers elect no row of this rule set/);
  });

  test('opens the row to the seller from its first month on, and to no other general seller', () => {
    const line = lineOf({ net: '100.00', rate: '0.03', tax: '3.00' });
    const judged = (date: string, levy?: TaxpayerJson['levy']): unknown =>
      faultsOf(() =>
        judgeDraft(
          draftOf([line]),
          ruleContext({ ruleSet, date, seller: levy === undefined ? {} : { levy } }),
        ),
      );
    expect(judged('2027-01-01', elected.levy)).toEqual([]);
    expect(judged('2026-12-31', elected.levy)).toEqual(['RATE_NOT_ALLOWED /lines/0/rate']);
    expect(judged('2027-01-01', { row: 'L01', since: '2026-12' })).toEqual([
      'RATE_NOT_ALLOWED /lines/0/rate',
    ]);
    expect(judged('2027-01-01')).toEqual(['RATE_NOT_ALLOWED /lines/0/rate']);
  });
});

describe('months', () => {
  test.each([
    ['2026-12', 36, '2029-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-11', -11, '2025-12'],
    ['2026-05', 0, '2026-05'],
  ])('%s and %i are %s', (month, count, want) => {
    expect(monthsAfter(month, count)).toBe(want);
  });
});

describe('tax classes that a row excludes', () => {
  const faults = (taxClass: string, rate: string): unknown => {
    const line = lineOf({ net: '100.00', rate, tax: `${Number(rate) * 100}.00`, taxClass });
    const seller = { kind: 'SMALL_SCALE' } as const;
    return faultsOf(() => judgeDraft(draftOf([line]), ruleContext({ ruleSet, date: '2026-12-01', seller })));
  };

  test.each(['5010100000000000000', '4050101000000000000', '3040502020100000000'])(
    '%s bears no 1 %%',
    (taxClass) => {
      expect(faults(taxClass, '0.01')).toEqual(['TAX_CLASS_EXCLUDED /lines/0/rate']);
      expect(faults(taxClass, '0.03')).toEqual([]);
    },
  );

  test.each(['3040502010000000000', '4050201000000000000', '1050100000000000000'])(
    '%s bears 1 %%',
    (taxClass) => {
      expect(faults(taxClass, '0.01')).toEqual([]);
    },
  );

  test.each([[[]], [['']], [['0']], [['x']], [['12345678901234567890']], [Array(21).fill('5')]])(
    'cannot be %j in a rule set',
    (excludes) => {
      const rates = ruleSet.rates.map((row) => (row.code === 'L01' ? { ...row, excludes } : row));
      expect(() => readDocument({ ...ruleSet, rates } as never, readRuleSet)).toThrow(/./);
    },
  );
});

test('the rule set of December is read as it is written', () => {
  expect(readDocument(ruleSet as never, readRuleSet)).toEqual(ruleSet);
});
