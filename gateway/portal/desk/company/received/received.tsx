import type { InvoiceSummary, InvoicesPage } from '@fapiao-ledger/client';
import { useMemo } from 'react';
import { useDesk } from '../../desk.ts';
import { filterIn, type InvoiceFilter, invoicesOf, listPath } from '../../invoices/filter.ts';
import { InvoicePage } from '../../invoices/invoice-page.tsx';
import { ExportTable } from '../../lists/export-table.tsx';
import { useList } from '../../lists/use-list.ts';
import { go, hashOf, useRoute } from '../../route.ts';
import { ColumnChoice, useColumns } from '../../widgets/column-choice.tsx';
import { DataTable } from '../../widgets/data-table.tsx';
import { Failure } from '../../widgets/failure.tsx';
import { purchaseColumns } from '../columns.tsx';
import { useBookingFiles } from '../einv-files.ts';
import { selectColumn, useSelection } from '../selection.tsx';
import { ReceivedActs } from './received-acts.tsx';
import { ReceivedFilters } from './received-filters.tsx';

/** The invoices that are made out to the company, or the one that the address names. */
export function Received() {
  const { parts } = useRoute();
  const [, number] = parts;
  return number === undefined ? <ReceivedList /> : <InvoicePage key={number} number={number} />;
}

function ReceivedList() {
  const { words } = useDesk();
  const { query } = useRoute();
  const filter: InvoiceFilter = { ...filterIn(query, 'buyer'), role: 'buyer' };
  const path = listPath(filter);
  const list = useList<InvoiceSummary, InvoicesPage>(path, invoicesOf);
  const selection = useSelection(path);
  const columns = useMemo(() => purchaseColumns(words, '/received'), [words]);
  const { shown, hidden, hide } = useColumns('received', columns);
  const change = (part: Partial<InvoiceFilter>): void => {
    const { role: _role, ...kept } = { ...filter, ...part };
    go(hashOf('/received', kept), { replace: true });
  };
  return (
    <>
      <div className="page-head">
        <h1>{words.nav.received}</h1>
        <span className="grow" />
        <ColumnChoice words={words} columns={columns} hidden={hidden} hide={hide} />
        <ExportTable
          name="received"
          path={path}
          read={invoicesOf}
          columns={shown}
          further={useBookingFiles()}
        />
      </div>
      <ReceivedFilters filter={filter} onChange={change} />
      {list.failure !== undefined && <Failure error={list.failure} words={words} onRetry={list.reload} />}
      <ReceivedActs selection={selection} records={list.records} onDone={list.reload} />
      <DataTable
        label={words.nav.received}
        words={words}
        columns={[selectColumn(selection, words), ...shown]}
        records={list.records}
        keyOf={({ number }) => number}
        onEnd={list.more}
        isBusy={list.isBusy}
      />
    </>
  );
}
