import type { InvoiceSummary, InvoicesPage } from '@fapiao-ledger/client';
import type { Work } from '../../shared/paging.ts';
import { useDesk } from '../desk.ts';
import { ExportTable } from '../lists/export-table.tsx';
import type { Column } from '../widgets/data-table.tsx';
import { invoicesOf } from './filter.ts';

interface ExportListProps {
  /** Path of the filtered list. */
  readonly path: string;
  readonly columns: readonly Column<InvoiceSummary>[];
}

/** Saves the filtered list with the columns that are shown, or the receipts of its invoices. */
export function ExportList({ path, columns }: ExportListProps) {
  const { words, session } = useDesk();

  /** Reads the receipts one after the other: the gateway draws each, and others wait for it too. */
  const receiptsOf = async (
    records: readonly InvoiceSummary[],
    { signal, report }: Work,
  ): Promise<Uint8Array<ArrayBuffer>> => {
    const { zipSync } = await import('fflate');
    const files: Record<string, Uint8Array> = {};
    for (const [index, { number }] of records.entries()) {
      signal.throwIfAborted();
      files[`${number}.pdf`] = await session.readFile(`/invoices/${number}/receipt.pdf`);
      report({ done: index + 1, total: records.length });
    }
    return zipSync(files, { level: 0 });
  };

  const receipts = {
    name: 'receipts.zip',
    label: words.list.receipts,
    type: 'application/zip',
    make: receiptsOf,
  };
  return (
    <ExportTable<InvoiceSummary, InvoicesPage>
      name="invoices"
      path={path}
      read={invoicesOf}
      columns={columns}
      further={[receipts]}
    />
  );
}
