import type { StatisticsGroup, StatisticsPage, SumsAnswer } from '@fapiao-ledger/client';
import { readSum } from '@fapiao-ledger/core';
import { groupedText } from '../../../shared/money.ts';
import type { Page } from '../../../shared/paging.ts';
import { type AnswerState, useAnswer } from '../../lists/use-answer.ts';
import { type Measure, narrowingOf, type StatisticsFilter } from './filter.ts';
import { type Months, POINTS_MAX } from './period.ts';

/** Returns the path of the sums of a period by a dimension; without one of the total alone. */
export function sumsPath(
  by: keyof StatisticsGroup | undefined,
  filter: StatisticsFilter,
  { from, to }: Months,
): string {
  const query = new URLSearchParams({ monthFrom: from, monthTo: to, ...narrowingOf(filter) });
  if (by !== undefined) {
    query.set('by', by);
    query.set('limit', String(POINTS_MAX));
  }
  return `/bureau/statistics?${query.toString()}`;
}

/** Returns the sums of a period by a dimension; without one the total alone. */
export function useSums(
  by: keyof StatisticsGroup | undefined,
  filter: StatisticsFilter,
  months: Months,
): AnswerState<StatisticsPage> {
  return useAnswer<StatisticsPage>(sumsPath(by, filter, months));
}

/** Returns the groups of a page and its cursor. */
export function groupsOf({ groups, next }: StatisticsPage): Page<StatisticsGroup> {
  return { records: groups, next };
}

/** Returns a figure as a text for people. */
export function figureText(sums: SumsAnswer, measure: Measure): string {
  return groupedText(measure === 'count' ? String(sums.count) : sums[measure]);
}

/** Returns a figure as a number for a picture: it may be rounded. */
export function figureNumber(sums: SumsAnswer, measure: Measure): number {
  return measure === 'count' ? sums.count : Number(sums[measure]);
}

const PER_MILLE = 1_000n;

/** Returns by how much a figure has changed, such as "+12.5%"; undefined when there was nothing before. */
export function changeText(now: SumsAnswer, before: SumsAnswer, measure: Measure): string | undefined {
  const [present, former] = [figureOf(now, measure), figureOf(before, measure)];
  if (former <= 0n) return undefined;
  const change = ((present - former) * PER_MILLE) / former;
  const size = change < 0n ? -change : change;
  return `${change < 0n ? '−' : '+'}${size / 10n}.${size % 10n}%`;
}

function figureOf(sums: SumsAnswer, measure: Measure): bigint {
  return measure === 'count' ? BigInt(sums.count) : (readSum(sums[measure]) ?? 0n);
}
