import { canonicalJson, InvariantError } from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { cpuMsOf } from '../support/cpu-time.ts';

describe('the examples of RFC 8785 that this JSON can hold', () => {
  test('keys are sorted by UTF-16 code units', () => {
    const object = {
      '\u20ac': 'Euro',
      '\r': 'Return',
      '\ufb33': 'Dalet',
      '1': 'One',
      '\ud83d\ude00': 'Smile',
      '\u0080': 'Control',
      '\u00f6': 'o',
    };
    const keys = [...canonicalJson(object).matchAll(/"([A-Z][a-z]+|o)"/g)].map((match) => match[1]);
    expect(keys).toEqual(['Return', 'One', 'Control', 'o', 'Euro', 'Smile', 'Dalet']);
  });

  test('texts escape what must be escaped and nothing else', () => {
    expect(canonicalJson('\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/\u007f\u2028')).toBe(
      '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f\u2028"',
    );
  });
});

test.each<[unknown, string]>([
  [null, 'null'],
  [true, 'true'],
  [false, 'false'],
  [0, '0'],
  [-0, '0'],
  [-9007199254740991, '-9007199254740991'],
  ['', '""'],
  [[], '[]'],
  [{}, '{}'],
  [[1, [2, {}], 'a'], '[1,[2,{}],"a"]'],
  [{ b: 1, a: { d: [], c: null } }, '{"a":{"c":null,"d":[]},"b":1}'],
  [{ '10': 1, '9': 2, a: 3, A: 4 }, '{"10":1,"9":2,"A":4,"a":3}'],
  ['𠮷', '"𠮷"'],
  ['\\ud800', '"\\\\ud800"'],
  [{ a: { b: 1, a: 2 }, c: [{ e: 1, d: 2 }] }, '{"a":{"a":2,"b":1},"c":[{"d":2,"e":1}]}'],
  [{ toJSON: 'text' }, '{"toJSON":"text"}'],
  [JSON.parse('{"__proto__":{"b":1,"a":2},"c":3}'), '{"__proto__":{"a":2,"b":1},"c":3}'],
  [{ b: { toJSON: 'text' }, a: 1 }, '{"a":1,"b":{"toJSON":"text"}}'],
  [{ b: { '10': 1, '9': 2 }, a: 1, '-1': 0 }, '{"-1":0,"a":1,"b":{"10":1,"9":2}}'],
  [JSON.parse('{"b":1,"__proto__":{"a":2}}'), '{"__proto__":{"a":2},"b":1}'],
])('%o is %s', (value, want) => {
  expect(canonicalJson(value)).toBe(want);
});

test.each<[string, unknown]>([
  ['undefined', undefined],
  ['undefined in a list', [undefined]],
  ['undefined in an object', { a: undefined }],
  ['a hole in a list', new Array(1)],
  ['a fraction', 0.13],
  ['an inexact integer', 2 ** 53],
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['a bigint', 1n],
  ['a symbol', Symbol('a')],
  ['a function', () => 1],
  ['a lone surrogate', '\ud800'],
  ['a lone surrogate deep in what is in order', { a: ['b', { c: 'd\udfffe' }] }],
  ['an object that writes itself', { a: 1, toJSON: () => 'other' }],
  ['a lone surrogate in a key', { '\udc00': 1 }],
  ['undefined in what is out of order', { b: 1, a: undefined }],
  ['a hole in what is out of order', { b: 1, a: new Array(1) }],
  ['an object out of order that writes itself', { b: 1, a: { toJSON: () => 'other' } }],
])('%s is a bug of ours', (_, value) => {
  expect(() => canonicalJson(value)).toThrow(InvariantError);
});

test('ten million characters, plain or not, do not overflow', () => {
  for (const unit of ['a', '票', '"', '𠮷']) {
    const text = unit.repeat(10_000_000 / unit.length);
    expect(canonicalJson(text).length).toBe(JSON.stringify(text).length);
  }
});

test('a hundred thousand fields in reverse order are sorted', () => {
  const keys = Array.from({ length: 100_000 }, (_, index) => `k${index}`);
  const object = Object.fromEntries(keys.toReversed().map((key) => [key, 0]));
  const sorted = Object.keys(JSON.parse(canonicalJson(object)) as object);
  expect(sorted).toEqual(keys.toSorted());
});

test('what is out of order deep inside is found once, not once a level', () => {
  const wide = Array.from({ length: 1_000 }, (_, index) => index);
  let value: unknown = { b: 1, a: 2 };
  for (let depth = 0; depth < 1_000; depth += 1) value = { a: wide, b: value };
  const spentMs = cpuMsOf(() => canonicalJson(value));
  expect(spentMs).toBeLessThan(2_000);
});
