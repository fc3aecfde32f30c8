import type { RedFormSummary, RedFormsPage } from '@fapiao-ledger/client';
import { useMemo } from 'react';
import { beijingText } from '../../shared/moment.ts';
import type { Page } from '../../shared/paging.ts';
import { textFor } from '../../shared/words/index.ts';
import { useDesk } from '../desk.ts';
import { RecordList } from '../lists/record-list.tsx';
import { go, hashOf, useRoute } from '../route.ts';
import { Choice } from '../widgets/choice.tsx';
import type { Column } from '../widgets/data-table.tsx';
import { Period } from '../widgets/fields.tsx';
import type { DeskWords } from '../words/index.ts';
import { RedForm } from './red-form.tsx';

const SIDES = ['', 'seller', 'buyer'] as const;
/** Name of the page of forms about purchases. */
const PURCHASES = 'forms';
const WAITING = ['', 'me'] as const;

/** The red-letter forms that concern the taxpayer, or the one that the address names. Under `forms` they are those of its purchases. */
export function RedLetters() {
  const { parts } = useRoute();
  const [, number, sequence] = parts;
  if (number !== undefined && sequence !== undefined)
    return <RedForm key={`${number}/${sequence}`} number={number} sequence={sequence} />;
  return <RedLetterList />;
}

function RedLetterList() {
  const { words } = useDesk();
  const { query, parts } = useRoute();
  const base = parts[0] === PURCHASES ? PURCHASES : 'red-letters';
  const isPurchases = base === PURCHASES;
  const side = isPurchases ? 'buyer' : (SIDES.find((name) => name === query.get('side')) ?? '');
  const waiting = WAITING.find((name) => name === query.get('waiting')) ?? '';
  const [startedFrom, startedTo] = [query.get('startedFrom') ?? '', query.get('startedTo') ?? ''];
  const columns = useMemo(() => columnsOf(words), [words]);
  const filter = { side, waiting, startedFrom, startedTo };
  const change = (part: Partial<FormFilter>): void =>
    go(hashOf(`/${base}`, { ...filter, ...part }), { replace: true });
  return (
    <RecordList<RedFormSummary, RedFormsPage>
      name={base}
      title={isPurchases ? words.nav.forms : words.nav.redLetters}
      path={pathOf(filter)}
      read={formsOf}
      columns={columns}
      keyOf={({ number, sequence }) => `${number}/${sequence}`}
      hrefOf={({ number, sequence }) => hashOf(`/${base}/${number}/${sequence}`)}
    >
      <div className="filters">
        {!isPurchases && (
          <Choice
            label={words.redLetters.side}
            value={side}
            options={SIDES.map((id) => ({ id, text: id === '' ? words.list.all : words.shared.fields[id] }))}
            onChange={(id) => change({ side: id })}
          />
        )}
        <Choice
          label={words.redLetters.waiting}
          value={waiting}
          options={WAITING.map((id) => ({ id, text: id === '' ? words.list.all : words.redLetters.mine }))}
          onChange={(id) => change({ waiting: id })}
        />
        <Period
          from={startedFrom}
          to={startedTo}
          labels={words.list}
          onChange={({ from, to }) => change({ startedFrom: from, startedTo: to })}
        />
      </div>
    </RecordList>
  );
}

/** What narrows the list; the fields of its query. */
type FormFilter = Readonly<Record<'side' | 'waiting' | 'startedFrom' | 'startedTo', string>>;

function pathOf(filter: FormFilter): string {
  const query = new URLSearchParams({ limit: '100' });
  for (const [field, value] of Object.entries(filter)) if (value !== '') query.set(field, value);
  return `/red-letters?${query.toString()}`;
}

function formsOf({ forms, next }: RedFormsPage): Page<RedFormSummary> {
  return { records: forms, next };
}

function columnsOf({ shared, redLetters }: DeskWords): readonly Column<RedFormSummary>[] {
  const { fields } = shared;
  return [
    { name: 'number', label: fields.number, text: ({ number, sequence }) => `${number} / ${sequence}` },
    { name: 'state', label: fields.status, text: ({ state }) => shared.values[state] },
    { name: 'reason', label: fields.reason, text: ({ reason }) => textFor(shared.reasons, reason) },
    { name: 'seller', label: fields.seller, text: ({ seller }) => seller.name },
    {
      name: 'buyer',
      label: fields.buyer,
      text: ({ buyer }) => buyer.name ?? textFor(shared.values, buyer.type),
    },
    { name: 'gross', label: fields.gross, kind: 'money', text: ({ totals }) => totals.gross },
    { name: 'startedAt', label: redLetters.startedAt, text: ({ startedAt }) => beijingText(startedAt) },
    { name: 'expiresAt', label: redLetters.expiresAt, text: ({ expiresAt }) => beijingText(expiresAt) },
  ];
}
