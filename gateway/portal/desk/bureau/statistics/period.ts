import { isCalendarDate, monthsAfter } from '@fapiao-ledger/core';

/** Length of the time that a point of a chart stands for. */
const STEPS = ['month', 'week', 'day'] as const;
export type Step = (typeof STEPS)[number];

/** First and last month, "2026-03", both included. */
export interface Months {
  readonly from: string;
  readonly to: string;
}

/** First and last day. */
export interface Days {
  readonly dateFrom: string;
  readonly dateTo: string;
}

/** Returns the same number of months just before. */
export function monthsBefore({ from, to }: Months): Months {
  const count = monthCount({ from, to });
  return { from: monthsAfter(from, -count), to: monthsAfter(from, -1) };
}

function monthCount({ from, to }: Months): number {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth + 1;
}

/** Returns the first and last day of months. */
export function daysOf({ from, to }: Months): Days {
  const last = ['31', '30', '29', '28'].map((day) => `${to}-${day}`).find(isCalendarDate);
  return { dateFrom: `${from}-01`, dateTo: last ?? `${to}-28` };
}

const DAYS_PER_WEEK = 7;
const DAYS_PER_MONTH_MAX = 31;

/** Most points of a chart: the gateway returns as many groups at a time. All months that a page shows are fewer. */
export const POINTS_MAX = 1_000;

/** Returns the steps of which a period has no more points than a chart takes. */
export function stepsOf(months: Months): readonly Step[] {
  const days = monthCount(months) * DAYS_PER_MONTH_MAX;
  const points = { month: 0, week: days / DAYS_PER_WEEK, day: days };
  return STEPS.filter((step) => points[step] <= POINTS_MAX);
}

/** Returns the names of all points of a period, as the gateway names groups: months, Mondays or days. */
export function pointsOf(months: Months, step: Step): readonly string[] {
  if (step === 'month')
    return Array.from({ length: monthCount(months) }, (_, place) => monthsAfter(months.from, place));
  const { dateFrom, dateTo } = daysOf(months);
  const points: string[] = [];
  const [first, days] = step === 'week' ? [mondayOf(dateFrom), DAYS_PER_WEEK] : [dateFrom, 1];
  for (let day = first; day <= dateTo; day = daysAfter(day, days)) points.push(day);
  return points;
}

/** Returns the days of a point, within the months. */
export function daysOfPoint(point: string, step: Step, months: Months): Days {
  if (step === 'month') return daysOf({ from: point, to: point });
  const { dateFrom, dateTo } = daysOf(months);
  const last = step === 'week' ? daysAfter(point, DAYS_PER_WEEK - 1) : point;
  return { dateFrom: point < dateFrom ? dateFrom : point, dateTo: last > dateTo ? dateTo : last };
}

const DAY_MS = 86_400_000;

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return daysAfter(date, weekday === 0 ? 1 - DAYS_PER_WEEK : 1 - weekday);
}
