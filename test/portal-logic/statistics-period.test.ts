import { describe, expect, test } from 'vitest';
import {
  daysOf,
  daysOfPoint,
  monthsBefore,
  pointsOf,
} from '../../gateway/portal/desk/bureau/statistics/period.ts';

const SPRING = { from: '2026-02', to: '2026-04' };

describe('the points of a period', () => {
  test('are its months, the Mondays of its weeks, or its days', () => {
    expect(pointsOf(SPRING, 'month')).toEqual(['2026-02', '2026-03', '2026-04']);
    const weeks = pointsOf(SPRING, 'week');
    expect([weeks[0], weeks[1], weeks.at(-1)]).toEqual(['2026-01-26', '2026-02-02', '2026-04-27']);
    const days = pointsOf(SPRING, 'day');
    expect([days.length, days[0], days.at(-1)]).toEqual([28 + 31 + 30, '2026-02-01', '2026-04-30']);
  });

  test('open days within the period alone', () => {
    expect(daysOfPoint('2026-01-26', 'week', SPRING)).toEqual({
      dateFrom: '2026-02-01',
      dateTo: '2026-02-01',
    });
    expect(daysOfPoint('2026-02-02', 'week', SPRING)).toEqual({
      dateFrom: '2026-02-02',
      dateTo: '2026-02-08',
    });
    expect(daysOfPoint('2026-03-05', 'day', SPRING)).toEqual({
      dateFrom: '2026-03-05',
      dateTo: '2026-03-05',
    });
    expect(daysOfPoint('2026-02', 'month', SPRING)).toEqual(daysOf({ from: '2026-02', to: '2026-02' }));
  });
});

test('the period before has as many months, over the turn of the year too', () => {
  expect(monthsBefore(SPRING)).toEqual({ from: '2025-11', to: '2026-01' });
});

test.each([
  ['2026-02', '2026-02-28'],
  ['2028-02', '2028-02-29'],
  ['2026-04', '2026-04-30'],
  ['2026-12', '2026-12-31'],
])('the last day of %s is %s', (month, day) => {
  expect(daysOf({ from: month, to: month }).dateTo).toBe(day);
});
