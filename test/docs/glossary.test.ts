import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Other Chinese terms that texts have used for words of the glossary. */
const FORMER: Readonly<Record<string, string>> = {
  自有编号: '单据号',
  自编号: '单据号',
  请求编号: '请求号',
  停用: '暂停',
};
const CHINESE_TEXTS = [
  'cli/src/words/zh-CN/*.ts',
  'docs/guides/zh-CN/*.md',
  'gateway/client/errors/zh-cn/*.ts',
  'gateway/portal/{desk,shared,wallet}/words/**/zh-cn.ts',
  'README.zh-CN.md',
];

test('Chinese texts use the terms of the glossary', () => {
  const terms = rows.map(([, term]) => term);
  for (const term of Object.values(FORMER))
    expect(terms.flatMap((each = '') => each.split('、'))).toContain(term);
  const root = join(import.meta.dirname, '..', '..');
  const files = CHINESE_TEXTS.flatMap((pattern) => {
    const found = globSync(pattern, { cwd: root });
    expect(found.length, pattern).toBeGreaterThan(0);
    return found;
  });
  const strays = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return Object.entries(FORMER).flatMap(([former, term]) =>
      text.includes(former) ? [`${file}: ${former} is ${term}`] : [],
    );
  });
  expect(strays).toEqual([]);
});
