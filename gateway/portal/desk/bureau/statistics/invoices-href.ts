import { hashOf } from '../../route.ts';
import { narrowingOf, type StatisticsFilter } from './filter.ts';
import type { Days } from './period.ts';

type Narrowing = Partial<Pick<StatisticsFilter, 'region' | 'rate' | 'sector' | 'type'>>;

/** Returns the place of the invoices behind a figure: the search with the same filters. */
export function invoicesHref(filter: StatisticsFilter, days: Days, narrowing: Narrowing = {}): string {
  return hashOf('/invoices', { ...narrowingOf(filter), ...days, ...narrowing });
}
