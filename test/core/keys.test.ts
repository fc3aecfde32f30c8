import { parseKey, type StateKind, stateKey } from '@fapiao-ledger/core';
import { expect, test } from 'vitest';

const SELLER = '914403001922038216';
const NUMBER = '26442000000000000001';

const KEYS: readonly [
  key: string,
  parsed: { readonly kind: StateKind } & Readonly<Record<string, string>>,
][] = [
  [stateKey('POLICY'), { kind: 'POLICY' }],
  [stateKey('RULESET', '2026-01-01'), { kind: 'RULESET', version: '2026-01-01' }],
  [stateKey('TAXPAYER', SELLER), { kind: 'TAXPAYER', code: SELLER }],
  [stateKey('OFFICER', 'O0001'), { kind: 'OFFICER', code: 'O0001' }],
  [stateKey('KEYS', SELLER), { kind: 'KEYS', taxpayer: SELLER }],
  [stateKey('PREFIX', '26442'), { kind: 'PREFIX', prefix: '26442' }],
  [stateKey('STOCK', SELLER), { kind: 'STOCK', seller: SELLER }],
  [stateKey('CREDIT', SELLER, '2026-03'), { kind: 'CREDIT', seller: SELLER, month: '2026-03' }],
  [stateKey('LANE', SELLER, 'till-7'), { kind: 'LANE', seller: SELLER, lane: 'till-7' }],
  [stateKey('LANES', SELLER, '2026-03'), { kind: 'LANES', seller: SELLER, month: '2026-03' }],
  [stateKey('PAGE', NUMBER), { kind: 'PAGE', first: NUMBER }],
  [stateKey('STATUS', NUMBER), { kind: 'STATUS', number: NUMBER }],
  [stateKey('FREEZE', NUMBER), { kind: 'FREEZE', number: NUMBER }],
  [stateKey('REQUEST', SELLER, 'a:b.c-1'), { kind: 'REQUEST', actor: SELLER, requestId: 'a:b.c-1' }],
];

test.each(KEYS)('%s is read back into its parts', (key, parsed) => {
  expect(parseKey(key)).toEqual(parsed);
});

test('a key begins with its kind, and a page is under the mirror of its first number', () => {
  expect(stateKey('STATUS', NUMBER)).toBe(`STATUS~${NUMBER}`);
  expect(stateKey('LANE', SELLER, 'main')).toBe(`LANE~${SELLER}~main`);
  expect(stateKey('PAGE', NUMBER)).toBe('PAGE~73557999999999999998');
  expect(stateKey('POLICY')).toBe('POLICY');
});

test.each([
  '',
  'POLICY~',
  'STATUS',
  'STATUS~',
  'LANE~main',
  'REQUEST~a~b~c',
  'PAGE~12',
  'PAGE~x',
  'status~1',
  'toString',
  'namespaces/fields/fapiao/Sequence',
])('%j is no key of the contract', (key) => {
  expect(parseKey(key)).toBeUndefined();
});
