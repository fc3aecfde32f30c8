import type { InvoiceSummary, InvoicesPage } from '@fapiao-ledger/client';
import { useMemo } from 'react';
import { useDesk } from '../../desk.ts';
import { invoiceColumns } from '../../invoices/columns.ts';
import { invoicesOf } from '../../invoices/filter.ts';
import { useReceiptsFile } from '../../invoices/receipts-file.ts';
import { RecordList } from '../../lists/record-list.tsx';
import { go, hashOf, useRoute } from '../../route.ts';
import { areaOfTaxpayer } from '../../widgets/area-text.ts';
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
  const receipts = useReceiptsFile();
  return (
    <RecordList<InvoiceSummary, InvoicesPage>
      name="bureau-invoices"
      title={words.bureau.search.title}
      path={searchPath(filter)}
      read={invoicesOf}
      columns={columns}
      keyOf={({ number }) => number}
      hrefOf={({ number }) => hashOf(`/invoices/${number}`)}
      further={[receipts]}
    >
      <SearchForm filter={filter} onSearch={(next) => go(hashOf('/invoices', next), { replace: true })} />
    </RecordList>
  );
}

const FIRST = ['number', 'date', 'seller', 'buyer', 'gross', 'state'];
