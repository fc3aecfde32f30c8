import { RULE_SET_2026 } from '@fapiao-ledger/core';
import { expect, test } from 'vitest';
import { periodsFor } from '../../gateway/portal/desk/company/tax-periods.ts';
import { rulesOn } from '../../gateway/portal/desk/rules-on.ts';

test('rules that all begin later are in force on no earlier date', () => {
  const ruleSets = [{ ruleSet: RULE_SET_2026, hash: '' }];
  expect(rulesOn(ruleSets, '2025-12-31')).toBeUndefined();
  expect(rulesOn(ruleSets, RULE_SET_2026.validFrom)).toBe(RULE_SET_2026);
});

test('a use is offered for no period before the month of the newest invoice', () => {
  const open = ['2026-03', '2026-02', '2026-01'];
  expect(periodsFor({ open }, [{ date: '2026-01-31' }, { date: '2026-02-01' }])).toEqual([
    '2026-03',
    '2026-02',
  ]);
  expect(periodsFor({ open }, [])).toEqual(open);
});
