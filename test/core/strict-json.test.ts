import {
  JSON_DEPTH_MAX,
  JSON_KEYS_MAX,
  JSON_VALUES_MAX,
  type Json,
  parseStrictJson,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { cpuMsOf } from '../support/cpu-time.ts';
import { codeOf, faultsOf } from '../support/faults.ts';
import { readVectors } from '../support/vectors.ts';

interface JsonCase {
  readonly desc: string;
  readonly input: string;
  readonly want?: Json;
  readonly wantError?: string;
}

const { cases } = readVectors<{ cases: JsonCase[] }>('strict-json');

test.each(cases)('$desc', ({ input, want, wantError }) => {
  if (wantError === undefined) expect(parseStrictJson(input)).toEqual(want);
  else expect(codeOf(() => parseStrictJson(input))).toBe(wantError);
});

test('what is accepted means what JSON.parse makes of it', () => {
  for (const { input, wantError } of cases) {
    if (wantError === undefined) expect(parseStrictJson(input)).toEqual(JSON.parse(input));
  }
});

test.each([
  ['a fraction', '{"lines":[{"net":"1.00"},{"net":1.5}]}', '/lines/1/net'],
  ['a number too large', '[0,9007199254740992]', '/1'],
  ['a value behind others that are closed', '{"a":{"b":[1]},"c":?}', '/c'],
  ['a field with a name to be escaped', '{"a/b~":[[],0.5]}', '/a~1b~0/1'],
  ['a field that stands twice', '{"a":{"b":1,"b":2}}', '/a'],
  ['a list that is not closed', '{"a":[1,2', '/a'],
  ['the document itself', '{"a":1,"a":2}', ''],
  ['what follows the document', '{"a":1} 2', ''],
])('a refusal points to %s', (_, text, pointer) => {
  expect(faultsOf(() => parseStrictJson(text))).toEqual([`JSON_INVALID ${pointer}`]);
});

test('a refusal has its position', () => {
  expect(() => parseStrictJson('[1,\n 2.5]')).toThrow('(at character 5)');
  expect(() => parseStrictJson('{"rate":0.13}')).toThrow('amounts and rates are text');
});

test('a message quotes no more than an excerpt, and nothing that a terminal obeys', () => {
  const key = `\\u001b[2J${'x'.repeat(1_000_000)}`;
  const message = messageOf(`{"${key}":1,"${key}":2}`);
  expect(message.length).toBeLessThan(120);
  expect(message).not.toContain('\u001b');
});

test('an escaped key is read for itself, whatever keys were read before it', () => {
  const keysOf = (text: string): string[] => Object.keys(parseStrictJson(text) as object);
  expect(keysOf('{"first":1,"\\\\":1}')).toEqual(['first', '\\']);
  expect(keysOf('{"first":1,"\\u0062":1}')).toEqual(['first', 'b']);
  expect(keysOf('{"first":1,"\\"":1}')).toEqual(['first', '"']);
});

test('no key reaches a prototype', () => {
  const value = parseStrictJson('{"constructor":{"prototype":{"polluted":1}},"toString":1}');
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect('polluted' in {}).toBe(false);
});

describe('size', () => {
  const letters = 10_000_000;

  test.each([
    ['plain letters', 'a'.repeat(letters)],
    ['ideographs', '票'.repeat(letters)],
    ['escapes', '\\n'.repeat(letters)],
    ['escapes and letters in turns', '\\na'.repeat(letters / 4)],
    ['escaped ideographs', '\\u7968'.repeat(letters / 4)],
  ])('ten million characters of %s are read', (_, content) => {
    const value = parseStrictJson(`"${content}"`);
    expect(value).toHaveLength((JSON.parse(`"${content}"`) as string).length);
  });

  test.each([
    ['a text that is not closed', `"${'a'.repeat(letters)}`],
    ['a text that ends in a backslash', `"${'a'.repeat(letters)}\\`],
    ['a text with a control character behind', `"${'a'.repeat(letters)}\n"`],
    ['white space without end', ' '.repeat(letters)],
    ['digits without end', '1'.repeat(letters)],
    ['brackets without end', '['.repeat(letters)],
    ['braces without end', '{"a":'.repeat(letters / 10)],
    ['commas without end', `[${','.repeat(letters)}`],
  ])('refuses %s at once, whatever its length', (_, text) => {
    const spentMs = cpuMsOf(() => expect(codeOf(() => parseStrictJson(text))).toBe('JSON_INVALID'));
    expect(spentMs).toBeLessThan(5_000);
  });

  test('a hundred thousand entries are read', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => index);
    expect(parseStrictJson(JSON.stringify(many))).toHaveLength(100_000);
  });

  test(`keys of an object end at ${JSON_KEYS_MAX}`, () => {
    const object = (keys: number): string =>
      JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, index) => [`k${index}`, index])));
    expect(codeOf(() => parseStrictJson(object(JSON_KEYS_MAX)))).toBeUndefined();
    expect(messageOf(object(JSON_KEYS_MAX + 1))).toContain('more than 64 keys');
  });

  test('a reader of short texts sets a lower bound for values, never a higher one', () => {
    const list = (items: number): string => `[${Array(items).fill('1').join(',')}]`;
    expect(codeOf(() => parseStrictJson(list(9), 10))).toBeUndefined();
    expect(codeOf(() => parseStrictJson(list(10), 10))).toBe('JSON_INVALID');
    expect(codeOf(() => parseStrictJson(list(JSON_VALUES_MAX), Infinity))).toBe('JSON_INVALID');
  });

  test(`values end at ${JSON_VALUES_MAX}`, () => {
    const list = (items: number): string => `[${Array(items).fill('{}').join(',')}]`;
    expect(codeOf(() => parseStrictJson(list(JSON_VALUES_MAX - 1)))).toBeUndefined();
    expect(messageOf(list(JSON_VALUES_MAX))).toContain('more than 500000 values');
  });

  test(`nesting ends at ${JSON_DEPTH_MAX}`, () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(codeOf(() => parseStrictJson(nested(JSON_DEPTH_MAX)))).toBeUndefined();
    expect(codeOf(() => parseStrictJson(nested(JSON_DEPTH_MAX + 1)))).toBe('JSON_INVALID');
    expect(messageOf(nested(JSON_DEPTH_MAX + 1))).toContain('deeper than 32');
  });
});

function messageOf(text: string): string {
  try {
    parseStrictJson(text);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
