import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLUMN_NAMES, readDraftRows } from '@fapiao-ledger/client/drafts';
import { errorDetail } from '@fapiao-ledger/client/errors';
import {
  type Fault,
  judgeDraft,
  parseYuan,
  RULE_SET_2026,
  refUsed,
  stockOutOfNumbers,
  ValidationError,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { DETAILS_ZH_CN } from '../../gateway/client/errors/zh-cn/details.ts';
import { type ContextVector, spoil, vectors } from '../support/draft-vectors.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const HAN = /\p{Script=Han}/u;
const SENTENCES = Object.entries(DETAILS_ZH_CN).flatMap(([code, sentences]) =>
  Object.entries(sentences).map(([english, chinese]) => ({ code, english, chinese })),
);

/** Every fault of the spoiled drafts. */
function faultsOfVectors(): readonly Fault[] {
  return vectors.cases.flatMap((spoiled) => {
    const base = spoiled.base ?? 'ordinary';
    const own = vectors.contexts[vectors.contextOf[base] as string] as ContextVector;
    const { date, profile, kind, singleLimit, rateGrants } = { ...own, ...spoiled.context };
    const seller = { kind, singleLimit: parseYuan(singleLimit), rateGrants };
    try {
      judgeDraft(spoil(vectors.bases[base], spoiled), { ruleSet: RULE_SET_2026, date, profile, seller });
      return [];
    } catch (error) {
      if (error instanceof ValidationError) return error.faults;
      throw error;
    }
  });
}

/** Faults whose sentences are put together of parts. */
async function composedFaults(): Promise<readonly Fault[]> {
  const holders = [
    'invoice 26442000000000000001',
    'another invoice of the seller',
    'draft 3 of this request',
  ];
  const want = { count: 2, year: '2026' };
  const exhausted = [
    want,
    { ...want, profile: 'DIGITAL' as const },
    { ...want, profile: 'SHENZHEN_2018' as const },
  ];
  return [
    ...holders.map((holder) => refUsed('R-1', holder, '/ref')),
    ...exhausted.map(stockOutOfNumbers).map(({ code, message }) => ({ code, message, path: '' })),
    ...(await duplicateFaults(2)),
    ...(await duplicateFaults(3)),
  ];
}

/** Returns the fault of the first of some drafts with the same own id, which stand apart. */
async function duplicateFaults(count: number): Promise<readonly Fault[]> {
  const lines = Array.from({ length: count }, () => '{"ref":"R-1"}').join('\n');
  const { rows } = await readDraftRows('jsonl', new TextEncoder().encode(lines));
  try {
    rows[0]?.read();
    return [];
  } catch (error) {
    if (error instanceof ValidationError) return error.faults;
    throw error;
  }
}

/** Returns the lower-case words of a Chinese detail outside of quotes that are no field. */
function englishIn(chinese: string): readonly string[] {
  const words = chinese.replaceAll(/"[^"]*"/g, '').match(/\b[a-z][A-Za-z]*\b/g) ?? [];
  return words.filter((word) => !(COLUMN_NAMES as readonly string[]).includes(word));
}

describe('details in Chinese', () => {
  test('have no English words but codes and fields, whatever the case', async () => {
    const composed = await composedFaults();
    expect(composed).toHaveLength(8);
    const mixed = [...faultsOfVectors(), ...composed].flatMap(({ code, message }) => {
      const chinese = errorDetail(code, message, 'zh-CN');
      return HAN.test(chinese) && englishIn(chinese).length === 0 ? [] : [chinese];
    });
    expect([...new Set(mixed)]).toEqual([]);
  });

  test('exist for every fault of a draft, with its values', () => {
    const faults = faultsOfVectors();
    expect(faults.length).toBeGreaterThan(300);
    const english = faults.filter(
      ({ code, message }) => !HAN.test(errorDetail(code, message, 'zh-CN').replaceAll(/"[^"]*"/g, '')),
    );
    expect([...new Set(english.map(({ code, message }) => `${code}: ${message}`))]).toEqual([]);
  });

  test('name the values of the error', () => {
    const wrong = '3% is not available to a GENERAL seller on 2026-03-01; use 13%, 9%, 6%';
    expect(errorDetail('RATE_NOT_ALLOWED', wrong, 'zh-CN')).toBe(
      '一般纳税人在 2026-03-01 不可使用税率 3%：请用 13%, 9%, 6%',
    );
    expect(errorDetail('RATE_NOT_ALLOWED', wrong, 'en')).toBe(wrong);
  });

  test.each([
    ['TOTALS_MISMATCH', 'a sentence of a newer ledger'],
    ['NO_SUCH_CODE', 'the field is missing'],
    ['constructor', 'the field is missing'],
    ['FIELD_REQUIRED', 'the field is missing, and more'],
    ['FIELD_VALUE', '"x" is not one of'],
  ])('stay as they came when no sentence is theirs: %s, %s', (code, detail) => {
    expect(errorDetail(code, detail, 'zh-CN')).toBe(detail);
  });

  test('keep every value, also one that holds words of the sentence', () => {
    const detail = '" is not one of " is not one of A, B';
    expect(errorDetail('FIELD_VALUE', detail, 'zh-CN')).toContain('A, B');
  });

  test('take linear time', () => {
    const detail = `"${'" is not one of '.repeat(100_000)}`;
    const before = process.cpuUsage();
    errorDetail('FIELD_VALUE', detail, 'zh-CN');
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(1_000_000);
  });

  test.each(SENTENCES)('have the names of the English sentence: $english', ({ english, chinese }) => {
    const namesIn = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();
    expect(namesIn(chinese)).toEqual(namesIn(english));
    expect(chinese).toMatch(HAN);
  });
});

test('every translated sentence is one that a program writes', async () => {
  const files = globSync(
    ['chaincode/{core,contract}/**/*.ts', 'gateway/src/**/*.ts', 'gateway/client/drafts/*.ts'],
    { cwd: ROOT, exclude: (name) => /dist|node_modules/.test(name) },
  );
  const sources = files
    .map((file) => readFileSync(join(ROOT, file), 'utf8').replaceAll(/\$\{[^}]*\}/g, '{}'))
    .join('\n');
  const messages = [...faultsOfVectors(), ...(await composedFaults())];
  const strays = SENTENCES.filter(({ code, english }) => {
    if (sources.includes(english.replaceAll(/\{\w+\}/g, '{}'))) return false;
    const like = new RegExp(
      `^${english.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{\w+\}/g, '.*')}$`,
    );
    return !messages.some((fault) => fault.code === code && like.test(fault.message));
  });
  expect(strays.map(({ code, english }) => `${code}: ${english}`)).toEqual([]);
});
