import { creditCodeCheck, isCreditCode, isParticipantCode, isPersonId, regionOf } from '@fapiao-ledger/core';
import { expect, test } from 'vitest';
import { readVectors } from '../support/vectors.ts';

const { cases } = readVectors<{ cases: { desc: string; input: string; want: boolean }[] }>('credit-codes');

test.each(cases)('$desc', ({ input, want }) => {
  expect(isCreditCode(input)).toBe(want);
});

test('every one of the 31 check characters occurs among the valid codes', () => {
  const checks = cases.filter(({ want }) => want).map(({ input }) => input[17]);
  expect(new Set(checks).size).toBe(31);
});

test('the example of the standard should end in 3', () => {
  expect(creditCodeCheck('91350100M000100Y4Z')).toBe('3');
});

test('the region is characters 3 to 8', () => {
  expect(regionOf('91440300708461136T')).toBe('440300');
});

test('a person is known by a pseudonym of P and 17 capitals or digits', () => {
  expect(isPersonId('P0123456789ABCDEFG')).toBe(true);
  for (const wrong of [
    '',
    'P',
    'P0123456789ABCDEF',
    'P0123456789ABCDEFGH',
    'p0123456789ABCDEFG',
    'P0123456789abcdefg',
    'Q0123456789ABCDEFG',
    'P0123456789ABCDEF-',
  ]) {
    expect([wrong, isPersonId(wrong)]).toEqual([wrong, false]);
  }
});

test('a participant is an enterprise or a person', () => {
  expect(isParticipantCode('91440300708461136T') && isParticipantCode('P0123456789ABCDEFG')).toBe(true);
  expect(isParticipantCode('91440300708461136X') || isParticipantCode('')).toBe(false);
});
