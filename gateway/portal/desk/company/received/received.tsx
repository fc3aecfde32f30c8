import type { InvoiceSummary, InvoicesPage } from '@fapiao-ledger/client';
import { useMemo } from 'react';
import { useDesk } from '../../desk.ts';
import { filterIn, type InvoiceFilter, invoicesOf, listPath } from '../../invoices/filter.ts';
import { InvoicePage } from '../../invoices/invoice-page.tsx';
import { RecordList } from '../../lists/record-list.tsx';
import { OpenRequests } from '../../merchant/open-requests.tsx';
import { go, hashOf, useRoute } from '../../route.ts';
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
  const selection = useSelection(path);
  const columns = useMemo(() => purchaseColumns(words, '/received'), [words]);
  const change = (part: Partial<InvoiceFilter>): void => {
    const { role: _role, ...kept } = { ...filter, ...part };
    go(hashOf('/received', kept), { replace: true });
  };
  return (
    <RecordList<InvoiceSummary, InvoicesPage>
      name="received"
      title={words.nav.received}
      path={path}
      read={invoicesOf}
      columns={columns}
      keyOf={({ number }) => number}
      further={useBookingFiles()}
      lead={selectColumn(selection, words)}
      work={({ records, reload }) => <ReceivedActs selection={selection} records={records} onDone={reload} />}
    >
      <OpenRequests />
      <ReceivedFilters filter={filter} onChange={change} />
    </RecordList>
  );
}
