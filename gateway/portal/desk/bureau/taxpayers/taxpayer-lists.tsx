import type { InvoiceSummary, InvoicesPage, ReturnSummary, ReturnsPage } from '@fapiao-ledger/client';
import { useMemo } from 'react';
import { beijingText } from '../../../shared/moment.ts';
import { useDesk } from '../../desk.ts';
import { invoiceColumns } from '../../invoices/columns.ts';
import { invoicesOf } from '../../invoices/filter.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import { useList } from '../../lists/use-list.ts';
import { hashOf } from '../../route.ts';
import { type Column, DataTable } from '../../widgets/data-table.tsx';
import { Failure } from '../../widgets/failure.tsx';

const LAST = new Set(['number', 'date', 'buyer', 'gross', 'state']);
const LAST_COUNT = 10;

/** The newest invoices of a seller, and the way to all of them. */
export function LastInvoices({ code }: { readonly code: string }) {
  const { words } = useDesk();
  const path = `/bureau/invoices?seller=${code}&limit=${LAST_COUNT}`;
  const list = useList<InvoiceSummary, InvoicesPage>(path, invoicesOf);
  const columns = useMemo(() => invoiceColumns(words).filter(({ name }) => LAST.has(name)), [words]);
  const { page } = words.bureau;
  return (
    <>
      <div className="page-head">
        <h2>{page.invoices}</h2>
        <span className="grow" />
        <a href={hashOf('/invoices', { seller: code })}>{page.allInvoices}</a>
        <a href={hashOf('/invoices', { buyer: code })}>{page.received}</a>
      </div>
      {list.failure !== undefined && <Failure error={list.failure} words={words} onRetry={list.reload} />}
      <DataTable
        label={page.invoices}
        words={words}
        columns={columns}
        records={list.records}
        keyOf={({ number }) => number}
        hrefOf={({ number }) => hashOf(`/invoices/${number}`)}
        isBusy={list.isBusy}
      />
    </>
  );
}

/** The returns that a taxpayer has filed. */
export function OwnReturns({ code }: { readonly code: string }) {
  const { words } = useDesk();
  const { answer, failure } = useAnswer<ReturnsPage>(`/bureau/returns?taxpayer=${code}&limit=50`);
  const columns = useMemo<readonly Column<ReturnSummary>[]>(
    () => [
      { name: 'period', label: words.shared.fields.period, text: ({ period }) => period },
      {
        name: 'state',
        label: words.shared.fields.status,
        text: ({ state }) => words.returns.states[state],
      },
      {
        name: 'payable',
        label: words.returns.figures.payable,
        kind: 'money',
        text: ({ payable }) => payable,
      },
      { name: 'filedAt', label: words.returns.filedAt, text: ({ filedAt }) => beijingText(filedAt) },
    ],
    [words],
  );
  return (
    <>
      <h2>{words.bureau.page.returns}</h2>
      {failure !== undefined && <Failure error={failure} words={words} />}
      <DataTable
        label={words.bureau.page.returns}
        words={words}
        columns={columns}
        records={answer?.returns ?? []}
        keyOf={({ period }) => period}
        hrefOf={({ period }) => hashOf(`/returns/${code}/${period}`)}
        isBusy={answer === undefined && failure === undefined}
      />
    </>
  );
}
