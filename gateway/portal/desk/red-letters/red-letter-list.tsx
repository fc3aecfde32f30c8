import type { RedFormSummary, RedFormsPage } from '@fapiao-ledger/client';
import { useMemo } from 'react';
import { beijingText } from '../../shared/moment.ts';
import type { Page } from '../../shared/paging.ts';
import { textFor } from '../../shared/words/index.ts';
import { useDesk } from '../desk.ts';
import { useList } from '../lists/use-list.ts';
import { go, hashOf, useRoute } from '../route.ts';
import { Choice } from '../widgets/choice.tsx';
import { type Column, DataTable } from '../widgets/data-table.tsx';
import { Failure } from '../widgets/failure.tsx';
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
  const list = useList<RedFormSummary, RedFormsPage>(pathOf(side, waiting), formsOf);
  const columns = useMemo(() => columnsOf(words), [words]);
  const title = isPurchases ? words.nav.forms : words.nav.redLetters;
  const change = (part: { side?: string; waiting?: string }): void =>
    go(hashOf(`/${base}`, { side, waiting, ...part }), { replace: true });
  return (
    <>
      <h1>{title}</h1>
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
      </div>
      {list.failure !== undefined && <Failure error={list.failure} words={words} onRetry={list.reload} />}
      <DataTable
        label={title}
        words={words}
        columns={columns}
        records={list.records}
        keyOf={({ number, sequence }) => `${number}/${sequence}`}
        hrefOf={({ number, sequence }) => hashOf(`/${base}/${number}/${sequence}`)}
        onEnd={list.more}
        isBusy={list.isBusy}
      />
    </>
  );
}

function pathOf(side: string, waiting: string): string {
  const query = new URLSearchParams({ limit: '100' });
  if (side !== '') query.set('side', side);
  if (waiting !== '') query.set('waiting', waiting);
  return `/red-letters?${query.toString()}`;
}

function formsOf({ forms, next }: RedFormsPage): Page<RedFormSummary> {
  return { records: forms, next };
}

function columnsOf({ shared, redLetters }: DeskWords): readonly Column<RedFormSummary>[] {
  const { fields } = shared;
  return [
    { name: 'number', label: fields.number, text: ({ number, sequence }) => `${number} / ${sequence}` },
    { name: 'state', label: fields.status, text: ({ state }) => redLetters.states[state] },
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
