import {
  BUREAU_OPERATIONS,
  coversOperation,
  FUNCTION_OF,
  findKey,
  formatInstant,
  type Json,
  KEY_LANES_MAX,
  KEY_SCOPES,
  KEYS_MAX,
  type KeyRegistration,
  type Operation,
  parseYuan,
  readDocument,
  readKeyRegistration,
  registerKey,
  requireKeyAmounts,
  requireKeyInTime,
  requireKeyLane,
  revokeKey,
  type ScopedKeyJson,
  ValidationError,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../support/faults.ts';
import { AT, seller } from '../support/issuing.ts';
import { TaxpayerKeys } from '../support/taxpayer-keys.ts';

const { publicKey } = new TaxpayerKeys();
const OTHER = new TaxpayerKeys().publicKey;
const TILL: KeyRegistration = { name: 'till-1', publicKey, scopes: ['issue'] };
const act = (digest: string, at = AT) => ({ digest: digest.padEnd(64, '0'), at });

function registered(
  keys: readonly ScopedKeyJson[],
  registration: Partial<KeyRegistration> = {},
  digest = 'a',
): readonly ScopedKeyJson[] {
  return registerKey(keys, seller, { ...TILL, ...registration }, act(digest)).keys;
}

describe('a registration', () => {
  test('is named by the request that made it, and by the own key under which it stands', () => {
    const [key] = registered([]);
    expect(key).toEqual({
      ...TILL,
      keyEpoch: `a${'0'.repeat(15)}`,
      registeredAt: formatInstant(AT),
      registeredUnder: seller.keyEpoch,
    });
  });

  const refused: [code: string, keys: readonly ScopedKeyJson[], registration: Partial<KeyRegistration>][] = [
    ['KEY_ENDED', [], { until: formatInstant(AT - 1) }],
    ['KEY_EXISTS', registered([]), { publicKey: OTHER }],
    ['KEY_IN_USE', registered([]), { name: 'till-2' }],
    ['KEY_IN_USE', [], { publicKey: seller.publicKey }],
    ['KEY_COUNT', many(KEYS_MAX), {}],
  ];
  test.each(refused)('is refused with %s', (code, keys, registration) => {
    expect(codeOf(() => registered(keys, registration))).toBe(code);
  });

  test('is refused in the order of the table', () => {
    const full = [...many(KEYS_MAX - 1), ...registered([], { publicKey: OTHER })];
    const all = { until: formatInstant(AT - 1), publicKey: OTHER };
    expect(codeOf(() => registered(full, all))).toBe('KEY_ENDED');
    expect(codeOf(() => registered(full, { publicKey: OTHER }))).toBe('KEY_EXISTS');
    expect(codeOf(() => registered(full, { name: 'new', publicKey: OTHER }))).toBe('KEY_IN_USE');
    expect(codeOf(() => registered(full, { name: 'new' }))).toBe('KEY_COUNT');
  });

  test('that has ended, or that an earlier own key made, is in the way of none', () => {
    const ended = registered([], { until: formatInstant(AT) });
    expect(registerKey(ended, seller, TILL, act('b', AT + 1)).keys).toHaveLength(1);
    const former = registerKey([], { ...seller, keyEpoch: 'f'.repeat(16) }, TILL, act('c')).keys;
    expect(registered([...many(KEYS_MAX - 1), ...former])).toHaveLength(KEYS_MAX);
  });

  test('under a name that was revoked is another registration', () => {
    const first = registerKey([], seller, TILL, act('a'));
    const { keys } = revokeKey(first.keys, seller, TILL.name);
    const again = registerKey(keys, seller, TILL, act('b'));
    expect(findKey(again.keys, seller, first.key.keyEpoch)).toBeUndefined();
    expect(findKey(again.keys, seller, again.key.keyEpoch)).toEqual(again.key);
  });

  test('of a person may not issue', () => {
    const person = { ...seller, code: 'P00000000000000001' };
    expect(() => registerKey([], person, TILL, act('a'))).toThrow(ValidationError);
    expect(registerKey([], person, { ...TILL, scopes: ['circulate'] }, act('a')).keys).toHaveLength(1);
  });
});

test('a key ends with the registration of the own key that registered it', () => {
  const [key] = registered([]);
  expect(findKey([key as ScopedKeyJson], seller, key?.keyEpoch ?? '')).toEqual(key);
  const renewed = { ...seller, keyEpoch: 'e'.repeat(16) };
  expect(findKey([key as ScopedKeyJson], renewed, key?.keyEpoch ?? '')).toBeUndefined();
  expect(codeOf(() => revokeKey([key as ScopedKeyJson], renewed, 'till-1'))).toBe('KEY_NOT_FOUND');
});

describe('what a key may sign', () => {
  const covered: Readonly<Record<string, readonly string[]>> = {
    issue: ['issue', 'cancel'],
    circulate: ['transfer', 'lock', 'unlock', 'redeem', 'cancel'],
    read: [],
  };
  test.each(KEY_SCOPES)('by the scope %s', (scope) => {
    const operations = (Object.keys(FUNCTION_OF) as Operation[]).filter((operation) =>
      coversOperation({ scopes: [scope] }, operation),
    );
    expect(operations.toSorted()).toEqual(covered[scope]?.toSorted());
  });

  test('never includes an act of the bureau, nor one about keys', () => {
    for (const operation of [...BUREAU_OPERATIONS, 'register-key', 'revoke-key'] as Operation[]) {
      if (operation !== 'cancel') expect(coversOperation({ scopes: KEY_SCOPES }, operation)).toBe(false);
    }
  });

  test.each([
    [AT - 1, undefined],
    [AT, undefined],
    [AT + 1, 'KEY_ENDED'],
  ])('ends with the last second of its term: %i', (at, code) => {
    expect(codeOf(() => requireKeyInTime({ name: 'till-1', until: formatInstant(AT) }, at))).toBe(code);
  });

  test('is bound to its lanes and to its largest amount, to the fen', () => {
    const [key] = registered([], { lanes: ['till-1'], amountMax: '100.00' });
    if (key === undefined) throw new Error('no key');
    expect(codeOf(() => requireKeyLane(key, 'till-1'))).toBeUndefined();
    expect(codeOf(() => requireKeyLane(key, 'till-10'))).toBe('KEY_SCOPE');
    const amounts = ['100.00', '100.01', '0.01', '99999.00'].map((text) => parseYuan(text));
    expect(faultsOf(() => requireKeyAmounts(key, amounts.slice(0, 1)))).toEqual([]);
    expect(faultsOf(() => requireKeyAmounts(key, amounts, 5))).toEqual(['/invoices/6', '/invoices/8']);
  });
});

describe('the body of a registration', () => {
  const of = (changes: Json) => ({ ...TILL, ...(changes as object) });
  test.each<[Json, string]>([
    [of({ name: '' }), '/name'],
    [of({ name: 'a b' }), '/name'],
    [of({ publicKey: 'AAAA' }), '/publicKey'],
    [of({ scopes: [] }), '/scopes'],
    [of({ scopes: ['issue', 'issue'] }), '/scopes'],
    [of({ scopes: ['all'] }), '/scopes/0'],
    [of({ lanes: [] }), '/lanes'],
    [of({ lanes: ['a', 'a'] }), '/lanes'],
    [of({ lanes: Array.from({ length: KEY_LANES_MAX + 1 }, (_, index) => `lane-${index}`) }), '/lanes'],
    [of({ scopes: ['circulate'], lanes: ['a'] }), '/lanes'],
    [of({ scopes: ['read'], amountMax: '1.00' }), '/amountMax'],
    [of({ amountMax: '-1.00' }), '/amountMax'],
    [of({ until: '2027-01-01' }), '/until'],
    [of({ keyEpoch: 'a'.repeat(16) }), '/keyEpoch'],
  ])('%j has a fault at %s', (body, path) => {
    expect(faultsOf(() => readDocument(body, readKeyRegistration))).toEqual([path]);
  });
});

function many(count: number): readonly ScopedKeyJson[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `other-${index}`,
    publicKey: `key ${index}`,
    scopes: ['read'],
    keyEpoch: String(index).padStart(16, '0'),
    registeredAt: formatInstant(AT),
    registeredUnder: seller.keyEpoch,
  }));
}

/** Returns the pointers of the faults of a refusal. */
function faultsOf(act: () => unknown): readonly string[] {
  try {
    act();
    return [];
  } catch (error) {
    if (error instanceof ValidationError) return error.faults.map(({ path }) => path);
    throw error;
  }
}
