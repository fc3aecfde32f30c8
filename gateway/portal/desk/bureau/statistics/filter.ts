import { monthOf, monthsAfter } from '@fapiao-ledger/core';
import { beijingToday } from '../../../shared/moment.ts';
import { isShownMonth } from '../../widgets/months.ts';
import { type Months, type Step, stepsOf } from './period.ts';

/** Amounts that a chart can show. */
export const MEASURES = ['gross', 'net', 'tax', 'count'] as const;
export type Measure = (typeof MEASURES)[number];

/** What the figures are of; kept in the address of the page. */
export interface StatisticsFilter extends Months {
  readonly step: Step;
  readonly measure: Measure;
  /** Two digits of a province, four of a city or six of a county; empty for all. */
  readonly region: string;
  readonly rate: string;
  readonly sector: string;
  readonly type: string;
}

/** Months that are shown at first. */
const MONTHS_SHOWN = 12;

/** Returns the filter in the query of an address: without months, those of the last year; a step with too many points is none. */
export function filterIn(query: URLSearchParams): StatisticsFilter {
  const given = (name: string): string => query.get(name) ?? '';
  const present = monthOf(beijingToday());
  const to = isShownMonth(given('to')) ? given('to') : present;
  const first = isShownMonth(given('from')) ? given('from') : monthsAfter(to, 1 - MONTHS_SHOWN);
  const months = { from: first > to ? to : first, to };
  return {
    ...months,
    step: stepsOf(months).find((step) => step === given('step')) ?? 'month',
    measure: MEASURES.find((name) => name === given('measure')) ?? 'gross',
    region: given('region'),
    rate: given('rate'),
    sector: given('sector'),
    type: given('type'),
  };
}

const NARROWING = ['region', 'rate', 'sector', 'type'] as const;

/** Returns the filters that are set, as the fields of a query. */
export function narrowingOf(filter: StatisticsFilter): Readonly<Record<string, string>> {
  return Object.fromEntries(
    NARROWING.map((name) => [name, filter[name]]).filter(([, value]) => value !== ''),
  );
}
