import { readFileSync } from 'node:fs';
import { Faults, isPrintable, readDraft, TEXT_MAX, textProblem } from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { TABLE, tableSource } from '../drawable/table.ts';
import { draftOf } from '../support/draft.ts';

/** Ideographs of GB 18030-2022, implementation level 3: blocks as far as the standard has them. */
const LEVEL_3: readonly (readonly [string, number, number])[] = [
  ['CJK Unified Ideographs', 0x4e00, 0x9fef],
  ['Extension A', 0x3400, 0x4db5],
  ['Extension B', 0x20000, 0x2a6d6],
  ['Extension C', 0x2a700, 0x2b734],
  ['Extension D', 0x2b740, 0x2b81d],
  ['Extension E', 0x2b820, 0x2cea1],
  ['Extension F', 0x2ceb0, 0x2ebe0],
  ['Kangxi radicals', 0x2f00, 0x2fd5],
];
/** Unified ideographs that stand among the compatibility ideographs. */
const UNIFIED_12 = '﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩';
const IDEOGRAPHS_OF_LEVEL_3 = 87_887;
const KANGXI_RADICALS = 214;

test('the table says what the fonts show (npm run drawable writes it)', () => {
  expect(tableSource()).toBe(readFileSync(TABLE, 'utf8'));
});

test('every ideograph of GB 18030-2022 level 3 can stand in a name', () => {
  const characters = LEVEL_3.flatMap(([, first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  );
  const all = [...characters, ...UNIFIED_12];
  expect(all).toHaveLength(IDEOGRAPHS_OF_LEVEL_3 + KANGXI_RADICALS);
  expect(all.filter((character) => !isPrintable(character, TEXT_MAX.name))).toEqual([]);
});

test.each(['𠮷田', 'Škoda Łódź Ørsted', 'Ελλάς Київ', 'Nguyễn Văn Ưu'])('%s can stand in a name', (name) => {
  expect(textProblem(name, TEXT_MAX.name)).toBeUndefined();
});

function faultsOf(draft: object): readonly object[] {
  const faults = new Faults();
  readDraft(draft, faults);
  return faults.list;
}

const [LINE] = draftOf().lines;

describe('what cannot be printed is refused before it is issued', () => {
  test.each([
    ['😀', 'U+1F600'],
    ['\u{3ABCD}', 'U+3ABCD'],
    ['한', 'U+D55C'],
    ['\u{20000}\u{30000}', 'U+30000'],
  ])('%s', (item, name) => {
    const [fault] = faultsOf({ ...draftOf(), lines: [{ ...LINE, item }] });
    expect(fault).toMatchObject({ code: 'TEXT_INVALID', path: '/lines/0/item' });
    expect(fault).toMatchObject({ message: expect.stringContaining(name) });
  });

  test('with the character and what is wrong with it', () => {
    const draft = { ...draftOf(), lines: [{ ...LINE, item: '纸张😀' }] };
    const message = '"😀" (U+1F600) cannot be printed on a receipt; replace it';
    expect(faultsOf(draft)).toEqual([{ code: 'TEXT_INVALID', path: '/lines/0/item', message }]);
  });
});

describe('different characters beyond U+FFFF in the lines of an invoice', () => {
  const withRare = (count: number): object => {
    const rare = Array.from({ length: count }, (_, index) => String.fromCodePoint(0x20000 + index));
    const lines = Array.from({ length: Math.ceil(count / 100) }, (_, index) => ({
      ...LINE,
      item: rare.slice(index * 100, index * 100 + 100).join(''),
    }));
    return { ...draftOf(), lines };
  };

  test('may be 1,000, however often they stand there', () => {
    expect(faultsOf(withRare(1_000))).toEqual([]);
    const { lines } = withRare(1_000) as { lines: object[] };
    expect(faultsOf({ ...draftOf(), lines: [...lines, ...lines] })).toEqual([]);
  });

  test('may not be one more: the receipt would be too large to be verified', () => {
    const path = '/lines/10/item';
    expect(faultsOf(withRare(1_001))).toMatchObject([{ code: 'TEXT_INVALID', path }]);
  });
});
