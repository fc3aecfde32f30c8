import type { InvoiceSummary, InvoicesPage, RedFormsPage, ReturnAnswer } from '@fapiao-ledger/client';
import { monthOf, monthsAfter } from '@fapiao-ledger/core';
import { useMemo } from 'react';
import { beijingToday } from '../../../shared/moment.ts';
import { groupedText } from '../../../shared/money.ts';
import { useDesk } from '../../desk.ts';
import { invoicesOf } from '../../invoices/filter.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import { useList } from '../../lists/use-list.ts';
import { OpenRequests } from '../../merchant/open-requests.tsx';
import { hashOf } from '../../route.ts';
import { DataTable } from '../../widgets/data-table.tsx';
import { Failure } from '../../widgets/failure.tsx';
import { purchaseColumns } from '../columns.tsx';
import { useTaxPeriods } from '../tax-periods.ts';

/** Most that a count says exactly. */
const COUNTED = 200;
const LAST = new Set(['number', 'standing', 'use', 'date', 'seller', 'gross']);

/** What waits on the side of purchases: to confirm, to book, forms to answer, and the month. */
export function Purchases() {
  const { words } = useDesk();
  const { start } = words.company;
  const last = useList<InvoiceSummary, InvoicesPage>('/invoices?role=buyer&limit=10', invoicesOf);
  const columns = useMemo(
    () => purchaseColumns(words, '/received').filter(({ name }) => LAST.has(name)),
    [words],
  );
  return (
    <>
      <h1>{words.nav.purchases}</h1>
      {last.failure !== undefined && <Failure error={last.failure} words={words} onRetry={last.reload} />}
      <OpenRequests />
      <div className="tiles">
        <ToConfirm />
        <HandedIn />
        <Forms />
        <Month />
      </div>
      <h2>{start.newest}</h2>
      <DataTable
        label={start.newest}
        words={words}
        columns={columns}
        records={last.records.slice(0, 10)}
        keyOf={({ number }) => number}
        isBusy={last.isBusy}
      />
    </>
  );
}

function ToConfirm() {
  const { words } = useDesk();
  const { deductibleTypes } = useTaxPeriods();
  // A list has one type or all; with several deductible types, some that are listed may not be.
  const [type, another] = deductibleTypes;
  const filter = { use: 'AWAITED', ...(another === undefined ? { type } : {}) };
  const query = new URLSearchParams({ role: 'buyer', limit: String(COUNTED), ...definedOf(filter) });
  const page = useAnswer<InvoicesPage>(`/invoices?${query.toString()}`);
  return (
    <Tile
      title={words.company.start.toConfirm}
      count={countOf(page.answer?.invoices, page.answer?.next)}
      href={hashOf('/received', filter)}
    />
  );
}

function definedOf(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function HandedIn() {
  const { words } = useDesk();
  const page = useAnswer<InvoicesPage>(`/invoices?role=company&state=LOCKED&limit=${COUNTED}`);
  return (
    <Tile
      title={words.company.start.handedIn}
      count={countOf(page.answer?.invoices, page.answer?.next)}
      href={hashOf('/claims')}
    />
  );
}

function Forms() {
  const { words } = useDesk();
  const page = useAnswer<RedFormsPage>(`/red-letters?side=buyer&waiting=me&limit=${COUNTED}`);
  return (
    <Tile
      title={words.company.start.forms}
      count={countOf(page.answer?.forms, page.answer?.next)}
      href={hashOf('/forms', { waiting: 'me' })}
    />
  );
}

interface Count {
  readonly count: number;
  readonly isMore: boolean;
}

function countOf(records: readonly unknown[] | undefined, next: string | undefined): Count | undefined {
  return records === undefined ? undefined : { count: records.length, isMore: next !== undefined };
}

interface TileProps {
  readonly title: string;
  /** Undefined as long as it is not known. */
  readonly count: Count | undefined;
  readonly href: string;
}

function Tile({ title, count, href }: TileProps) {
  const { words } = useDesk();
  const { start } = words.company;
  const text = count === undefined ? '…' : String(count.count);
  return (
    <section className="card tile">
      <h2>{title}</h2>
      <strong>{count?.isMore === true ? start.more(text) : text}</strong>
      <a href={href}>{start.open}</a>
    </section>
  );
}

/** The input of the present month, and whether the month before is filed. */
function Month() {
  const { words } = useDesk();
  const { start } = words.company;
  const month = monthOf(beijingToday());
  const before = monthsAfter(month, -1);
  const now = useAnswer<ReturnAnswer>(`/returns/${month}`);
  const last = useAnswer<ReturnAnswer>(`/returns/${before}`);
  const { figures } = now.answer?.computed ?? {};
  const state = last.answer?.filed?.state;
  return (
    <section className="card tile">
      <h2>{start.month(month)}</h2>
      <strong>{figures === undefined ? '…' : groupedText(figures.input)}</strong>
      {figures !== undefined && (
        <span className="quiet">
          {start.transfersOut} {groupedText(figures.transfersOut)}
        </span>
      )}
      {last.answer !== undefined && (
        <span className="quiet">
          {state === undefined ? start.notFiled(before) : start.filed(before, words.returns.states[state])}
        </span>
      )}
      <a href={hashOf(`/returns/${month}`)}>{start.open}</a>
    </section>
  );
}
