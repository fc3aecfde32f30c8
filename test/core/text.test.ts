import { readFileSync } from 'node:fs';
import { excerpt, isPrintable, isTextCharacter, textProblem } from '@fapiao-ledger/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuMsOf } from '../support/cpu-time.ts';
import { readVectors } from '../support/vectors.ts';
import { codePointsOf, nameOf, TABLE, tableSource, textCharacters } from '../unicode/table.ts';

/** Letters that every name in these scripts is made of. */
const LETTERS: Readonly<Record<string, readonly [number, number]>> = {
  CJK_UNIFIED: [0x4e00, 0x9fff],
  'HANGUL SYLLABLES': [0xac00, 0xd7a3],
  YI: [0xa000, 0xa48c],
};

interface TextCase {
  readonly desc: string;
  readonly input: string;
  readonly max: number;
  readonly want: boolean;
}

test.each(readVectors<{ cases: TextCase[] }>('texts').cases)('$desc', ({ input, max, want }) => {
  expect(isPrintable(input, max)).toBe(want);
});

test('the table of characters is what its script makes of Unicode 17.0.0', async () => {
  expect(readFileSync(TABLE, 'utf8')).toBe(await tableSource());
  const points = Array.from({ length: 0x110000 }, (_, point) => point);
  expect(points.filter(isTextCharacter)).toEqual(await textCharacters());
});

describe('every code point of Unicode 17.0.0, alone between two letters', () => {
  const refused = (point: number): boolean => !isPrintable(`a${String.fromCodePoint(point)}b`, 3);
  const accepted = (points: readonly number[]): string[] =>
    points.filter((point) => !refused(point)).map((point) => `U+${point.toString(16)}`);

  test.each([
    ['General_Category', 'Control'],
    ['General_Category', 'Format'],
    ['General_Category', 'Private_Use'],
    ['General_Category', 'Surrogate'],
    ['General_Category', 'Unassigned'],
    ['General_Category', 'Line_Separator'],
    ['General_Category', 'Paragraph_Separator'],
    ['General_Category', 'Mark'],
    ['Binary_Property', 'Noncharacter_Code_Point'],
    ['Binary_Property', 'Default_Ignorable_Code_Point'],
    ['Binary_Property', 'Bidi_Control'],
    ['Binary_Property', 'Variation_Selector'],
    ['Binary_Property', 'Join_Control'],
    ['Binary_Property', 'Full_Composition_Exclusion'],
    ['Bidi_Class', 'Right_To_Left'],
    ['Bidi_Class', 'Arabic_Letter'],
  ] as const)('%s %s is refused', async (property, value) => {
    const points = await codePointsOf(property, value);
    expect(points.length).toBeGreaterThan(0);
    expect(accepted(points)).toEqual([]);
  });

  test('of the spaces two are accepted', async () => {
    const spaces = await codePointsOf('General_Category', 'Space_Separator');
    expect(accepted(spaces)).toEqual(['U+20', 'U+3000']);
  });

  test.each(['CJK_UNIFIED', 'HANGUL SYLLABLES', 'YI'])(
    '%s: no letter is refused for what Unicode says of it',
    (block) => {
      const [first, last] = LETTERS[block] as [number, number];
      const points = Array.from({ length: last - first + 1 }, (_, index) => first + index);
      expect(points.filter((point) => !isTextCharacter(point))).toEqual([]);
    },
  );

  test('characters whose names say that they show nothing are refused, except those that show a sign for it', async () => {
    const blank = (await textCharacters()).filter((point) =>
      /\b(BLANK|NULL|INVISIBLE|REPLACEMENT|SPACE)\b/.test(nameOf(point) ?? ''),
    );
    expect(blank.map(nameOf)).toEqual([
      'SPACE',
      'SYMBOL FOR NULL',
      'SYMBOL FOR SPACE',
      'BLANK SYMBOL',
      'IDEOGRAPHIC SPACE',
      'KAWI PUNCTUATION SPACE FILLER',
      'SIGNWRITING LOCATION-WALLPLANE SPACE',
      'SIGNWRITING LOCATION-FLOORPLANE SPACE',
    ]);
  });
});

test('a text of accepted characters is in NFC, in any order', async () => {
  const characters = (await textCharacters()).map((point) => String.fromCodePoint(point));
  expect(characters.filter((character) => character.normalize('NFC') !== character)).toEqual([]);
  const text = fc.array(fc.nat(characters.length - 1), { minLength: 1, maxLength: 20 });
  const property = fc.property(text, (indexes) => {
    const joined = indexes.map((index) => characters[index]).join('');
    expect(joined.normalize('NFC')).toBe(joined);
  });
  fc.assert(property, { numRuns: 2_000 });
});

test('a refusal names the character and its position', () => {
  expect(textProblem('𠮷\u200b', 5)).toBe(
    'character 2 is U+200B, which no text may have; remove or replace it',
  );
  expect(textProblem(' a', 5)).toBe('the text begins or ends with a space; remove it');
  expect(textProblem('', 5)).toBe('text of 1 to 5 characters is expected');
  expect(textProblem('a', 5)).toBeUndefined();
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
