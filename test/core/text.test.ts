import { excerpt, isPrintable } from '@fapiao-ledger/chaincode/core';
import { describe, expect, test } from 'vitest';
import { cpuMsOf } from '../support/cpu-time.ts';
import { readVectors } from '../support/vectors.ts';

interface TextCase {
  readonly desc: string;
  readonly input: string;
  readonly max: number;
  readonly want: boolean;
}

test.each(readVectors<{ cases: TextCase[] }>('texts').cases)('$desc', ({ input, max, want }) => {
  expect(isPrintable(input, max)).toBe(want);
});

describe('every code point of Unicode, alone between two letters', () => {
  const refused = (test: RegExp): number[] => {
    const wrong: number[] = [];
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const text = `a${String.fromCodePoint(point)}b`;
      if (test.test(String.fromCodePoint(point)) && isPrintable(text, 3)) wrong.push(point);
    }
    return wrong;
  };

  test.each([
    ['controls', /\p{Cc}/u],
    ['format characters that nothing shows', /(?=\p{Cf})\p{Default_Ignorable_Code_Point}/u],
    ['all that a renderer may ignore', /(?=\P{Cn})\p{Default_Ignorable_Code_Point}/u],
    ['private use', /\p{Co}/u],
    ['surrogates', /\p{Cs}/u],
    ['non-characters', /\p{Noncharacter_Code_Point}/u],
    ['line and paragraph separators', /[\p{Zl}\p{Zp}]/u],
    ['whatever turns the direction of a line', /\p{Bidi_Control}/u],
  ])('%s are refused', (_, kind) => {
    expect(refused(kind).map((point) => `U+${point.toString(16)}`)).toEqual([]);
  });

  test('every letter, digit, ideograph and punctuation mark that NFC keeps is accepted', () => {
    const wrong: string[] = [];
    for (let point = 0x21; point <= 0x3ffff; point += 1) {
      const character = String.fromCodePoint(point);
      if (!/[\p{L}\p{Nd}\p{P}\p{Sc}\p{Sm}]/u.test(character)) continue;
      if (/\p{Default_Ignorable_Code_Point}/u.test(character) || character.normalize('NFC') !== character)
        continue;
      if (!isPrintable(character, 1)) wrong.push(`U+${point.toString(16)}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('length', () => {
  test('is counted in code points', () => {
    expect(isPrintable('𠮷'.repeat(100), 100)).toBe(true);
    expect(isPrintable('𠮷'.repeat(101), 100)).toBe(false);
    expect(isPrintable(`𠮷${'票'.repeat(99)}`, 100)).toBe(true);
    expect(isPrintable(`𠮷${'票'.repeat(100)}`, 100)).toBe(false);
  });

  test('of a text far too long is refused without reading it', () => {
    const long = 'a\u0301'.repeat(20_000_000);
    expect(cpuMsOf(() => expect(isPrintable(long, 100)).toBe(false))).toBeLessThan(1_000);
  });
});

describe('an excerpt for a message', () => {
  test('is a short text itself', () => {
    expect(excerpt('0.13 元')).toBe('0.13 元');
  });

  test('is the start of a long text', () => {
    expect(excerpt('x'.repeat(41))).toBe(`${'x'.repeat(40)}…`);
  });

  test('is well formed even where it cuts an ideograph in half', () => {
    const cut = excerpt(`${'x'.repeat(39)}𠮷`);
    expect(cut.isWellFormed()).toBe(true);
    expect(cut).toBe(`${'x'.repeat(39)}\uFFFD…`);
  });

  test('has nothing that a terminal or a log obeys', () => {
    expect(excerpt('a\u001b[31m\nb\u202ec')).toBe('a\uFFFD[31m\uFFFDb\uFFFDc');
  });
});
