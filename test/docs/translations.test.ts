import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const GUIDES = readdirSync(join(ROOT, 'docs/guides/en'));

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The blocks of code of a document, which every language shows alike. */
const blocksOf = (text: string): readonly string[] => text.match(/^```.*?^```$/gms) ?? [];
/** The depths of its headings, in order. */
const outlineOf = (text: string): readonly number[] =>
  [...text.replaceAll(/^```.*?^```$/gms, '').matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length);
/** The rows of its tables and the items of its lists. */
const rowsOf = (text: string): number => (text.match(/^(?:\||- |[0-9]\. )/gm) ?? []).length;

const PAIRS: readonly (readonly [string, string])[] = [
  ['README.md', 'README.zh-CN.md'],
  ...GUIDES.map((name) => [`docs/guides/en/${name}`, `docs/guides/zh-CN/${name}`] as const),
];

describe.each(PAIRS)('%s', (english, chinese) => {
  test('and its translation have the same sections, lists and commands', () => {
    const [one, other] = [read(english), read(chinese)];
    expect(blocksOf(other)).toEqual(blocksOf(one));
    expect(outlineOf(other)).toEqual(outlineOf(one));
    expect(rowsOf(other)).toBe(rowsOf(one));
  });
});

test('README links to the same documents in both languages', () => {
  const linksOf = (text: string): readonly string[] =>
    [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) =>
      target.replace(/zh-CN|en(?=\/)/, 'LANGUAGE'),
    );
  const isTranslation = (target: string): boolean => !/README(\.LANGUAGE)?\.md$/.test(target);
  const [one, other] = [read('README.md'), read('README.zh-CN.md')].map((text) =>
    linksOf(text).filter(isTranslation),
  );
  expect(other?.toSorted()).toEqual(one?.toSorted());
});

test('each guide exists in both languages', () => {
  expect(readdirSync(join(ROOT, 'docs/guides/zh-CN'))).toEqual(GUIDES);
});
