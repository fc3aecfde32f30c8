import type { InvoiceState } from '@fapiao-ledger/core';
import { expect, test } from 'vitest';
import { headlineOf, toneOfCopy } from '../../gateway/portal/wallet/check/verdict.ts';

const GROSS = '113.00';

test.each([
  ['OPEN', '113.00', undefined, 'good', ['OPEN']],
  ['OPEN', '13.00', undefined, 'warn', ['PART_REDEEMED']],
  ['OPEN', '13.00', '100.00', 'warn', ['PART_RED']],
  ['OPEN', '12.99', '100.00', 'warn', ['PART_REDEEMED', 'PART_RED']],
  ['LOCKED', '113.00', undefined, 'warn', ['LOCKED']],
  ['LOCKED', '112.99', undefined, 'warn', ['LOCKED', 'PART_REDEEMED']],
  ['REDEEMED', '0.00', undefined, 'bad', ['REDEEMED']],
  ['RED', '0.00', '113.00', 'bad', ['RED']],
  ['FROZEN', '113.00', undefined, 'bad', ['FROZEN']],
  ['FROZEN', '13.00', undefined, 'bad', ['FROZEN', 'PART_REDEEMED']],
] as const)('%s with %s left and %s reversed is %s', (state, rest, reversed, tone, titles) => {
  const live = { state, rest, ruleSet: '2026.1', ...(reversed && { reversed }) };
  expect(headlineOf(live, GROSS)).toMatchObject({ tone, titles });
});

test('a red-letter invoice is named as such, whatever its state', () => {
  const live = { state: 'RED', rest: '0.00', ruleSet: '2026.1', reverses: '1' } as const;
  expect(headlineOf(live, '-113.00')).toMatchObject({ tone: 'bad', titles: ['RED_LETTER'] });
});

test('a state that is absent or unknown is never good', () => {
  expect(headlineOf(undefined, GROSS).tone).toBe('warn');
  const live = { state: 'NEW' as InvoiceState, rest: GROSS, ruleSet: '2026.1' };
  expect(headlineOf(live, GROSS)).toMatchObject({ tone: 'warn', titles: ['UNKNOWN_STATE'] });
});

test('nothing is green that was true at an earlier moment', () => {
  expect([toneOfCopy('good', true), toneOfCopy('good', false), toneOfCopy('bad', false)]).toEqual([
    'good',
    'warn',
    'bad',
  ]);
});
