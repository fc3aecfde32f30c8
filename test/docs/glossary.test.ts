import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDocument, tableIn } from '../support/markdown.ts';

const HAN = /\p{Script=Han}/u;

const rows = readDocument('glossary.md')
  .split('\n## ')
  .slice(1)
  .flatMap((part) => tableIn(part));

test('docs/glossary.md gives each word once, with its Chinese term and a meaning', () => {
  const words = rows.map(([word]) => word);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  expect(rows.filter(([, term = '', meaning = '']) => !HAN.test(term) || meaning.length < 10)).toEqual([]);
});

test('docs/glossary.md has no Chinese term for two words', () => {
  const terms = rows.map(([, term]) => term);
  expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual([]);
});

test('Chinese terms stand in the glossary alone', () => {
  const others = readdirSync(new URL('../../docs', import.meta.url)).filter((name) =>
    /^(tax-rules|errors|architecture)\.md$/.test(name),
  );
  expect(others.filter((name) => HAN.test(readDocument(name)))).toEqual([]);
});
