import type { InvoiceSummary, InvoicesPage } from '@fapiao-ledger/client';
import { useMemo } from 'react';
import { useDesk } from '../../desk.ts';
import { invoiceColumns } from '../../invoices/columns.ts';
import { ExportList } from '../../invoices/export-list.tsx';
import { invoicesOf } from '../../invoices/filter.ts';
import { SavedViews } from '../../lists/saved-views.tsx';
import { useList } from '../../lists/use-list.ts';
import { go, hashOf, useRoute } from '../../route.ts';
import { areaOfTaxpayer } from '../../widgets/area-text.ts';
import { ColumnChoice, useColumns } from '../../widgets/column-choice.tsx';
import { DataTable } from '../../widgets/data-table.tsx';
import { Failure } from '../../widgets/failure.tsx';
import { BureauInvoice } from '../invoice/bureau-invoice.tsx';
import { filterIn, searchPath } from './filter.ts';
import { SearchForm } from './search-form.tsx';

/** The search over all invoices, or the one that the address names. */
export function SearchInvoices() {
  const { parts } = useRoute();
  const [, number] = parts;
  return number === undefined ? <Search /> : <BureauInvoice key={number} number={number} />;
}

function Search() {
  const { words, language } = useDesk();
  const { query } = useRoute();
  const filter = filterIn(query);
  const path = searchPath(filter);
  const list = useList<InvoiceSummary, InvoicesPage>(path, invoicesOf);
  const columns = useMemo(() => {
    const area = {
      name: 'area',
      label: words.bureau.search.area,
      text: ({ seller }: InvoiceSummary) => areaOfTaxpayer(seller.code, language),
    };
    const own = invoiceColumns(words);
    // An officer looks for parties first.
    const first = FIRST.flatMap((name) => own.find((column) => column.name === name) ?? []);
    return [...first, ...own.filter((column) => !first.includes(column)), area];
  }, [words, language]);
  const { shown, hidden, hide } = useColumns('bureau-invoices', columns);
  return (
    <>
      <div className="page-head">
        <h1>{words.bureau.search.title}</h1>
        <span className="grow" />
        <SavedViews list="bureau-invoices" />
        <ColumnChoice words={words} columns={columns} hidden={hidden} hide={hide} />
        <ExportList path={path} columns={shown} />
      </div>
      <SearchForm filter={filter} onSearch={(next) => go(hashOf('/invoices', next), { replace: true })} />
      {list.failure !== undefined && <Failure error={list.failure} words={words} onRetry={list.reload} />}
      <DataTable
        label={words.bureau.search.title}
        words={words}
        columns={shown}
        records={list.records}
        keyOf={({ number }) => number}
        hrefOf={({ number }) => hashOf(`/invoices/${number}`)}
        onEnd={list.more}
        isBusy={list.isBusy}
      />
    </>
  );
}

const FIRST = ['number', 'date', 'seller', 'buyer', 'gross', 'state'];
