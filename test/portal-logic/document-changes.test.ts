import { type Json, RULE_SET_2026, RULE_SET_2026_12 } from '@fapiao-ledger/core';
import { expect, test } from 'vitest';
import { changesBetween } from '../../gateway/portal/desk/widgets/document-changes.ts';

const between = (before: unknown, after: unknown) => changesBetween(before as Json, after as Json);

test('the rules of December differ from those of January in what was decided', () => {
  const changes = between(RULE_SET_2026, RULE_SET_2026_12);
  expect(changes.map(({ path }) => path.join('/')).sort()).toEqual([
    'levyMonths',
    'rates/L01/excludes',
    'rates/L03/byElection',
    'rates/L03/kinds',
    'smallScaleLimit',
    'validFrom',
    'version',
  ]);
  expect(changes.find(({ path }) => path.at(-1) === 'kinds')).toEqual({
    path: ['rates', 'L03', 'kinds'],
    before: ['SMALL_SCALE'],
    after: ['GENERAL', 'SMALL_SCALE'],
  });
});

test('a document differs from itself in nothing, whatever the order of its fields', () => {
  const reordered = Object.fromEntries(Object.entries(RULE_SET_2026).reverse());
  expect(between(RULE_SET_2026, reordered)).toEqual([]);
});

test('records are told apart by code, and by place where a code stands twice', () => {
  const rows = [
    { code: 'A', rate: '0.1' },
    { code: 'B', rate: '0.2' },
  ];
  expect(between({ rates: rows }, { rates: rows.toReversed() })).toEqual([]);
  const twice = [rows[0], { code: 'A', rate: '0.3' }];
  expect(between({ rates: rows }, { rates: twice })).toContainEqual({
    path: ['rates', '2', 'rate'],
    after: '0.3',
  });
});

test('a removed record and an added list are seen', () => {
  expect(between({ rates: [{ code: 'A', rate: '0.1' }] }, { rates: [] })).toContainEqual({
    path: ['rates', 'A', 'rate'],
    before: '0.1',
  });
  expect(between({}, { excludes: [] })).toEqual([{ path: ['excludes'], after: [] }]);
});
