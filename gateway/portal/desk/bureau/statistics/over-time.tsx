import type { StatisticsGroup } from '@fapiao-ledger/client';
import { useMemo } from 'react';
import { useDesk } from '../../desk.ts';
import { ExportTable } from '../../lists/export-table.tsx';
import { go } from '../../route.ts';
import { type Line, LineChart } from '../../widgets/charts/line-chart.tsx';
import { Choice } from '../../widgets/choice.tsx';
import type { Column } from '../../widgets/column.ts';
import { Failure } from '../../widgets/failure.tsx';
import { PlainTable } from '../../widgets/plain-table.tsx';
import type { Measure, StatisticsFilter } from './filter.ts';
import { invoicesHref } from './invoices-href.ts';
import { daysOfPoint, monthsBefore, pointsOf, type Step, stepsOf } from './period.ts';
import { figureNumber, figureText, groupsOf, sumsPath, useSums } from './sums.ts';

interface OverTimeProps {
  readonly filter: StatisticsFilter;
  readonly onChange: (part: Partial<StatisticsFilter>) => void;
}

/** The figures by month, week or day, with those of the period before. */
export function OverTime({ filter, onChange }: OverTimeProps) {
  const { words } = useDesk();
  const { statistics } = words.supervision;
  const { step, measure, from, to } = filter;
  const former = useMemo(() => monthsBefore({ from, to }), [from, to]);
  const now = useSums(step, filter, filter);
  const before = useSums(step, filter, former);
  const points = useMemo(() => pointsOf({ from, to }, step), [from, to, step]);
  const formerPoints = useMemo(() => pointsOf(former, step), [former, step]);
  const lines = useMemo<readonly Line[]>(() => {
    const drawn = { points, step, measure };
    return [
      { name: `${from} – ${to}`, ...drawnFrom(now.answer?.groups, drawn) },
      {
        name: `${former.from} – ${former.to}`,
        isDashed: true,
        ...drawnFrom(before.answer?.groups, { ...drawn, points: formerPoints, length: points.length }),
      },
    ];
  }, [now.answer, before.answer, points, formerPoints, step, measure, from, to, former]);
  const title = `${statistics.measures[measure]} ${statistics.steps[step]}`;
  return (
    <section className="card">
      <div className="page-head">
        <h2>{title}</h2>
        <span className="grow" />
        <Choice
          label={statistics.step}
          value={step}
          options={stepsOf(filter).map((id) => ({ id, text: statistics.steps[id] }))}
          onChange={(chosen) => onChange({ step: chosen })}
          isLabelHidden
        />
        <ExportTable
          name={`statistics-${step}`}
          path={sumsPath(step, filter, filter)}
          read={groupsOf}
          columns={columnsOf(filter, words)}
        />
      </div>
      {now.failure !== undefined && <Failure error={now.failure} words={words} onRetry={now.reload} />}
      <LineChart
        title={title}
        points={points}
        lines={lines}
        onPick={(place) => go(invoicesHref(filter, daysOfPoint(points[place] ?? from, step, filter)))}
      />
      <details>
        <summary>{statistics.table}</summary>
        <PlainTable
          label={title}
          columns={columnsOf(filter, words)}
          records={now.answer?.groups ?? []}
          keyOf={(group) => group[step] ?? ''}
        />
      </details>
    </section>
  );
}

interface Drawn {
  readonly points: readonly string[];
  readonly step: Step;
  readonly measure: Measure;
  /** Points of the chart, when there are others. */
  readonly length?: number;
}

/** Returns the values of a line: nothing was issued at a point without a group. */
function drawnFrom(
  groups: readonly StatisticsGroup[] | undefined,
  { points, step, measure, length = points.length }: Drawn,
): Pick<Line, 'values' | 'texts'> {
  const found = new Map((groups ?? []).map((group) => [group[step], group]));
  const at = (place: number): StatisticsGroup | undefined => found.get(points[place] ?? '');
  const places = Array.from({ length }, (_, place) => place);
  const valueAt = (place: number): number | null => {
    const group = at(place);
    if (group !== undefined) return figureNumber(group, measure);
    return groups === undefined || points[place] === undefined ? null : 0;
  };
  const textAt = (place: number): string => {
    const group = at(place);
    return group === undefined ? '' : figureText(group, measure);
  };
  return { values: places.map(valueAt), texts: places.map(textAt) };
}

function columnsOf(
  filter: StatisticsFilter,
  words: ReturnType<typeof useDesk>['words'],
): readonly Column<StatisticsGroup>[] {
  const { statistics } = words.supervision;
  const { step } = filter;
  const pointOf = (group: StatisticsGroup): string => group[step] ?? '';
  return [
    {
      name: 'point',
      label: statistics.points[step],
      text: pointOf,
      view: (group) => (
        <a href={invoicesHref(filter, daysOfPoint(pointOf(group), step, filter))}>{pointOf(group)}</a>
      ),
    },
    { name: 'count', label: statistics.measures.count, kind: 'number', text: ({ count }) => String(count) },
    { name: 'net', label: statistics.measures.net, kind: 'money', text: ({ net }) => net },
    { name: 'tax', label: statistics.measures.tax, kind: 'money', text: ({ tax }) => tax },
    { name: 'gross', label: statistics.measures.gross, kind: 'money', text: ({ gross }) => gross },
  ];
}
