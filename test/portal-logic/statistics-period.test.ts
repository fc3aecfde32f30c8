import { describe, expect, test } from 'vitest';
import { filterIn } from '../../gateway/portal/desk/bureau/statistics/filter.ts';
import {
  daysOf,
  daysOfPoint,
  monthsBefore,
  POINTS_MAX,
  pointsOf,
  stepsOf,
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

test.each(['0002-03', '0202-01', '1999-12', '2080-01', '9999-12', '2026-13'])(
  '%s is no month of a page',
  (month) => {
    const { from, to } = filterIn(new URLSearchParams({ from: month, to: month }));
    expect([from, to]).not.toContain(month);
    expect(pointsOf({ from, to }, 'month')).toHaveLength(12);
  },
);

test.each([
  ['2026-01', '2026-12', ['month', 'week', 'day']],
  ['2024-01', '2026-08', ['month', 'week', 'day']],
  ['2024-01', '2026-09', ['month', 'week']],
  ['2010-01', '2028-09', ['month', 'week']],
  ['2000-01', '2079-12', ['month']],
] as const)(
  'from %s through %s the steps are %j, and no chart has more points than it takes',
  (from, to, steps) => {
    expect(stepsOf({ from, to })).toEqual(steps);
    for (const step of steps) {
      expect(pointsOf({ from, to }, step).length).toBeLessThanOrEqual(POINTS_MAX);
      expect(filterIn(new URLSearchParams({ from, to, step })).step).toBe(step);
    }
    if (steps.length < 3) expect(filterIn(new URLSearchParams({ from, to, step: 'day' })).step).toBe('month');
  },
);
