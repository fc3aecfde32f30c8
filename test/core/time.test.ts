import {
  formatInstant,
  isCalendarDate,
  isMonth,
  monthOf,
  readInstant,
  shanghaiDate,
  shanghaiTime,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';

const DAY = 86_400;
const secondsOf = (iso: string): number => Date.parse(iso) / 1_000;

describe('against Date, over two centuries', () => {
  test('every day from 1970 to 2169 at its first and last second', () => {
    for (let day = 0; day < 200 * 365.25; day += 1) {
      for (const second of [day * DAY, day * DAY + DAY - 1]) {
        const want = new Date(second * 1_000).toISOString().replace('.000Z', 'Z');
        if (formatInstant(second) !== want) expect(formatInstant(second)).toBe(want);
        if (readInstant(want) !== second) expect(readInstant(want)).toBe(second);
      }
    }
  });

  test('every day of four centuries around 2000 exists exactly when Date says so', () => {
    const wrong: string[] = [];
    for (let year = 1900; year < 2300; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        for (let day = 28; day <= 31; day += 1) {
          const text = `${year}-${String(month).padStart(2, '0')}-${day}`;
          const date = new Date(`${text}T00:00:00Z`);
          const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
          if (isCalendarDate(text) !== exists) wrong.push(text);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every second of a day', () => {
    const start = secondsOf('2026-03-01T00:00:00Z');
    for (let second = start; second < start + DAY; second += 1) {
      const want = new Date(second * 1_000).toISOString().replace('.000Z', 'Z');
      if (formatInstant(second) !== want) expect(formatInstant(second)).toBe(want);
      if (readInstant(want) !== second) expect(readInstant(want)).toBe(second);
    }
  });
});

test.each([
  ['2000-02-29', true],
  ['2024-02-29', true],
  ['1900-02-29', false],
  ['2100-02-29', false],
  ['2026-02-29', false],
  ['2026-02-30', false],
  ['2026-12-31', true],
  ['2026-1-1', false],
  ['2026-01-01T00:00:00Z', false],
  ['', false],
])('%s is a date: %s', (text, want) => {
  expect(isCalendarDate(text)).toBe(want);
});

test.each([
  ['2026-01', true],
  ['2026-12', true],
  ['2026-00', false],
  ['2026-13', false],
  ['2026-1', false],
  ['26-01', false],
  ['2026-01-01', false],
  ['', false],
])('%s is a month: %s', (text, want) => {
  expect(isMonth(text)).toBe(want);
});

describe('a day ends at midnight in Shanghai', () => {
  test.each([
    ['2026-02-28T15:59:59Z', '2026-02-28'],
    ['2026-02-28T16:00:00Z', '2026-03-01'],
    ['2024-02-28T16:00:00Z', '2024-02-29'],
    ['2025-12-31T15:59:59Z', '2025-12-31'],
    ['2025-12-31T16:00:00Z', '2026-01-01'],
    ['1999-12-31T16:00:00Z', '2000-01-01'],
    ['2100-02-28T16:00:00Z', '2100-03-01'],
  ])('%s is %s', (instant, date) => {
    expect(shanghaiDate(readInstant(instant) as number)).toBe(date);
  });

  test('as the time zone database says, at every midnight from 1992 to 2050', () => {
    const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
    for (let at = secondsOf('1992-01-01T16:00:00Z'); at < secondsOf('2050-01-01T00:00:00Z'); at += DAY) {
      for (const second of [at - 1, at]) {
        const want = shanghai.format(second * 1_000);
        if (shanghaiDate(second) !== want) expect(shanghaiDate(second)).toBe(want);
      }
    }
  });

  test('and so does the tax period', () => {
    expect(monthOf(shanghaiDate(secondsOf('2026-03-31T15:59:59Z')))).toBe('2026-03');
    expect(monthOf(shanghaiDate(secondsOf('2026-03-31T16:00:00Z')))).toBe('2026-04');
  });
});

test('Shanghai is eight hours ahead, to the second', () => {
  expect(shanghaiTime(secondsOf('2026-03-31T15:59:59Z'))).toBe('23:59:59');
  expect(shanghaiTime(secondsOf('2026-03-31T16:00:00Z'))).toBe('00:00:00');
});
