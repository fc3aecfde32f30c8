import { gzipSync } from 'node:zlib';
import { type CodeWithText, errorText, isCodeWithText, LANGUAGES } from '@fapiao-ledger/client/errors';
import { ERROR_CODES } from '@fapiao-ledger/core';
import { type OutputChunk, rolldown } from 'rolldown';
import { expect, test } from 'vitest';

const codes = [...Object.keys(ERROR_CODES), 'INTERNAL', 'USAGE', 'BUG'] as readonly CodeWithText[];

test.each(LANGUAGES)('every code has a title and a cure in %s, without a full stop', (language) => {
  for (const code of codes) {
    const { title, cure } = errorText(code, language);
    expect(title, code).toMatch(/[^.。]$/);
    expect(cure, code).toMatch(/[^.。]$/);
  }
});

test('the Chinese texts are in Chinese', () => {
  const texts = codes.map((code) => Object.values(errorText(code, 'zh-CN')).join(''));
  expect(texts.filter((text) => !/\p{Script=Han}{2}/u.test(text))).toEqual([]);
});

test('no two codes have one title', () => {
  for (const language of LANGUAGES) {
    const titles = codes.map((code) => errorText(code, language).title);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  }
});

test('a code that the texts lack is noticed', () => {
  expect(codes.filter((code) => !isCodeWithText(code))).toEqual([]);
  expect(['NO_SUCH_CODE', 'toString'].filter(isCodeWithText)).toEqual([]);
});

test('a page of one language loads that language alone', async () => {
  const input = new URL('../../gateway/client/dist/errors/zh-cn.js', import.meta.url).pathname;
  await using build = await rolldown({ input, platform: 'browser' });
  const { output } = await build.generate({ format: 'es', minify: true });
  const [chunk] = output as [OutputChunk];
  expect(chunk.moduleIds.filter((id) => !/client\/dist\/errors\/zh-cn/.test(id))).toEqual([]);
  expect(gzipSync(chunk.code).length).toBeLessThan(9 * 1_024);
});
