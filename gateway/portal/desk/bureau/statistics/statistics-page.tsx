import { useDesk } from '../../desk.ts';
import { go, hashOf, useRoute } from '../../route.ts';
import { Failure } from '../../widgets/failure.tsx';
import { filterIn, type StatisticsFilter } from './filter.ts';
import { FilterRow } from './filter-row.tsx';
import { OverTime } from './over-time.tsx';
import { Parts } from './parts.tsx';
import { monthsBefore } from './period.ts';
import { useSums } from './sums.ts';
import { Totals } from './totals.tsx';

/** What was issued: sums, lines over time, and bars by area, rate, sector and type. Each figure opens into its invoices. */
export function Statistics() {
  const { words } = useDesk();
  const { query } = useRoute();
  const filter = filterIn(query);
  const change = (part: Partial<StatisticsFilter>): void =>
    go(hashOf('/statistics', { ...filter, ...part }), { replace: true });
  const now = useSums(undefined, filter, filter);
  const before = useSums(undefined, filter, monthsBefore(filter));
  return (
    <>
      <div className="page-head">
        <h1>{words.nav.statistics}</h1>
      </div>
      <FilterRow filter={filter} onChange={change} />
      {now.failure !== undefined && <Failure error={now.failure} words={words} onRetry={now.reload} />}
      {now.answer !== undefined && (
        <Totals filter={filter} now={now.answer.total} before={before.answer?.total} />
      )}
      <OverTime filter={filter} onChange={change} />
      <Parts filter={filter} />
      <p className="quiet">{words.supervision.statistics.note}</p>
    </>
  );
}
