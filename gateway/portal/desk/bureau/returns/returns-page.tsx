import type { ReturnSummary, ReturnsPage as ReturnsAnswer } from '@fapiao-ledger/client';
import type { ReturnState } from '@fapiao-ledger/core';
import { useMemo } from 'react';
import { beijingText } from '../../../shared/moment.ts';
import { useDesk } from '../../desk.ts';
import { ExportTable } from '../../lists/export-table.tsx';
import { useList } from '../../lists/use-list.ts';
import { go, hashOf, useRoute } from '../../route.ts';
import { Choice } from '../../widgets/choice.tsx';
import type { Column } from '../../widgets/column.ts';
import { ColumnChoice, useColumns } from '../../widgets/column-choice.tsx';
import { DataTable } from '../../widgets/data-table.tsx';
import { Failure } from '../../widgets/failure.tsx';
import { CodeField, MonthField } from '../../widgets/fields.tsx';
import type { DeskWords } from '../../words/index.ts';
import { Allowed } from '../allowed.tsx';
import { AcceptAll } from './accept-all.tsx';
import { returnsOf } from './decide.ts';
import { returnTag } from './return-tag.tsx';
import { ReturnView } from './return-view.tsx';

const STATES = ['FILED', 'ACCEPTED', 'DIFFERS'] as const satisfies readonly ReturnState[];
const FIELDS = ['state', 'taxpayer', 'periodFrom', 'periodTo'] as const;
type Filter = Readonly<Record<(typeof FIELDS)[number], string>>;

/** The returns of all taxpayers, or the one that the address names. */
export function BureauReturns() {
  const { parts } = useRoute();
  const [, taxpayer, period] = parts;
  if (taxpayer === undefined || period === undefined) return <ReturnList />;
  return <ReturnView key={`${taxpayer} ${period}`} taxpayer={taxpayer} period={period} />;
}

function ReturnList() {
  const { words } = useDesk();
  const { query } = useRoute();
  const filter = Object.fromEntries(FIELDS.map((field) => [field, query.get(field) ?? ''])) as Filter;
  const path = listPath(filter);
  const list = useList<ReturnSummary, ReturnsAnswer>(path, returnsOf);
  const columns = useMemo(() => columnsOf(words), [words]);
  const { shown, hidden, hide } = useColumns('bureau-returns', columns);
  const change = (part: Partial<Filter>): void =>
    go(hashOf('/returns', { ...filter, ...part }), { replace: true });
  return (
    <>
      <div className="page-head">
        <h1>{words.nav.returns}</h1>
        <span className="grow" />
        <ColumnChoice words={words} columns={columns} hidden={hidden} hide={hide} />
        <ExportTable name="returns" path={path} read={returnsOf} columns={shown} />
        <Allowed operation="accept-return">
          <AcceptAll path={listPath({ ...filter, state: 'FILED' })} onDone={list.reload} />
        </Allowed>
      </div>
      <Filters filter={filter} onChange={change} />
      {list.failure !== undefined && <Failure error={list.failure} words={words} onRetry={list.reload} />}
      <DataTable
        label={words.nav.returns}
        words={words}
        columns={shown}
        records={list.records}
        keyOf={({ taxpayer, period }) => `${taxpayer} ${period}`}
        hrefOf={({ taxpayer, period }) => hashOf(`/returns/${taxpayer}/${period}`)}
        onEnd={list.more}
        isBusy={list.isBusy}
      />
    </>
  );
}

function listPath(filter: Filter): string {
  const query = new URLSearchParams({ limit: '100' });
  for (const field of FIELDS) if (filter[field] !== '') query.set(field, filter[field]);
  return `/bureau/returns?${query.toString()}`;
}

interface FiltersProps {
  readonly filter: Filter;
  readonly onChange: (part: Partial<Filter>) => void;
}

function Filters({ filter, onChange }: FiltersProps) {
  const { words } = useDesk();
  const { statistics } = words.supervision;
  const state = STATES.find((known) => known === filter.state) ?? '';
  const options = [
    { id: '', text: words.list.all },
    ...STATES.map((id) => ({ id, text: words.returns.states[id] })),
  ] as const;
  return (
    <div className="filters">
      <Choice
        label={words.shared.fields.status}
        value={state}
        options={options}
        onChange={(chosen) => onChange({ state: chosen })}
      />
      <MonthField
        label={statistics.from}
        value={filter.periodFrom}
        isOptional
        onChange={(periodFrom) => onChange({ periodFrom })}
      />
      <MonthField
        label={statistics.to}
        value={filter.periodTo}
        isOptional
        onChange={(periodTo) => onChange({ periodTo })}
      />
      <CodeField
        label={words.shared.fields.taxpayer}
        value={filter.taxpayer}
        problem={words.bureau.search.wrongCode}
        onChange={(taxpayer) => onChange({ taxpayer })}
      />
    </div>
  );
}

function columnsOf(words: DeskWords): readonly Column<ReturnSummary>[] {
  const { fields } = words.shared;
  const { returns } = words;
  return [
    { name: 'name', label: fields.taxpayer, text: ({ taxpayer, taxpayerName = taxpayer }) => taxpayerName },
    { name: 'code', label: fields.code, text: ({ taxpayer }) => taxpayer },
    { name: 'period', label: fields.period, text: ({ period }) => period },
    {
      name: 'state',
      label: fields.status,
      text: ({ state }) => returns.states[state],
      view: ({ state }) => returnTag(state, words),
    },
    { name: 'payable', label: returns.figures.payable, kind: 'money', text: ({ payable }) => payable },
    {
      name: 'carriedOut',
      label: returns.figures.carriedOut,
      kind: 'money',
      text: ({ carriedOut }) => carriedOut,
    },
    { name: 'filedAt', label: returns.filedAt, text: ({ filedAt }) => beijingText(filedAt) },
  ];
}
