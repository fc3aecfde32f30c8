import type { StatisticsGroup } from '@fapiao-ledger/client';
import type { ReactNode } from 'react';
import { useDesk } from '../../desk.ts';
import { rateText } from '../../rates.ts';
import { hashOf } from '../../route.ts';
import { type Bar, BarTable } from '../../widgets/charts/bar-table.tsx';
import { Failure } from '../../widgets/failure.tsx';
import { ownName } from './area-path.tsx';
import type { StatisticsFilter } from './filter.ts';
import { invoicesHref } from './invoices-href.ts';
import { daysOf, monthsBefore } from './period.ts';
import { sectorText } from './sectors.ts';
import { changeText, figureNumber, figureText, useSums } from './sums.ts';

const AREAS = ['province', 'city', 'county'] as const;
type Area = (typeof AREAS)[number];
type Cut = Area | 'rate' | 'sector' | 'type';

/** The filter of the invoices that each cut narrows. */
const FILTERS = {
  province: 'region',
  city: 'region',
  county: 'region',
  rate: 'rate',
  sector: 'sector',
  type: 'type',
} as const satisfies Record<Cut, 'region' | 'rate' | 'sector' | 'type'>;

/** The figures by area, rate, sector and type, as bars. */
export function Parts({ filter }: { readonly filter: StatisticsFilter }) {
  const area = AREAS[Math.min(filter.region.length / 2, AREAS.length - 1)] ?? 'province';
  return (
    <div className="columns-2">
      <Bars cut={area} filter={filter} />
      <Bars cut="sector" filter={filter} />
      <Bars cut="rate" filter={filter} />
      <Bars cut="type" filter={filter} />
    </div>
  );
}

function Bars({ cut, filter }: { readonly cut: Cut; readonly filter: StatisticsFilter }) {
  const { words } = useDesk();
  const { statistics } = words.supervision;
  const { measure } = filter;
  const now = useSums(cut, filter, filter);
  const before = useSums(cut, filter, monthsBefore(filter));
  const former = new Map((before.answer?.groups ?? []).map((group) => [group[cut], group]));
  const bars = (now.answer?.groups ?? []).map<Bar>((group) => {
    const id = group[cut] ?? '';
    const earlier = former.get(id);
    const narrowing = { [FILTERS[cut]]: id };
    return {
      id,
      name: <Name cut={cut} id={id} filter={filter} />,
      value: figureNumber(group, measure),
      cells: [
        <a key="now" href={invoicesHref(filter, daysOf(filter), narrowing)}>
          {figureText(group, measure)}
        </a>,
        earlier === undefined ? '—' : (changeText(group, earlier, measure) ?? '—'),
      ],
    };
  });
  const isRanked = cut !== 'rate' && cut !== 'type';
  const shown = isRanked ? bars.toSorted((one, other) => other.value - one.value) : bars;
  return (
    <section className="card">
      <h2>{statistics.cuts[cut]}</h2>
      {now.failure !== undefined && <Failure error={now.failure} words={words} onRetry={now.reload} />}
      {now.answer?.groups.length === 0 ? (
        <p className="empty">{words.empty}</p>
      ) : (
        <BarTable
          title={`${statistics.measures[measure]} ${statistics.cuts[cut]}`}
          of={statistics.heads[cut]}
          heads={[statistics.measures[measure], statistics.change]}
          bars={shown}
        />
      )}
    </section>
  );
}

interface NameProps {
  readonly cut: Cut;
  readonly id: string;
  readonly filter: StatisticsFilter;
}

/** The name of a group. An area leads into the areas within it. */
function Name({ cut, id, filter }: NameProps): ReactNode {
  const { words, language } = useDesk();
  if (cut === 'rate') return rateText(id);
  if (cut === 'sector') return sectorText(id, words.supervision.sectors);
  if (cut === 'type') return words.shared.values[id as StatisticsGroup['type'] & string];
  const name = ownName(id, language);
  if (cut === 'county') return name;
  return <a href={hashOf('/statistics', { ...filter, region: id })}>{name}</a>;
}
