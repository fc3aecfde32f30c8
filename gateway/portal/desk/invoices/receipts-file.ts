import type { InvoiceSummary } from '@fapiao-ledger/client';
import { useDesk } from '../desk.ts';
import type { ExportFile } from '../lists/export-table.tsx';

/** Returns the file with the receipts of a list of invoices. It reads them one after the other: the gateway draws each, and others wait for it too. */
export function useReceiptsFile(): ExportFile<InvoiceSummary> {
  const { words, session } = useDesk();
  return {
    name: 'receipts.zip',
    label: words.list.receipts,
    type: 'application/zip',
    make: async (records, { signal, report }) => {
      const { zipSync } = await import('fflate');
      const files: Record<string, Uint8Array> = {};
      for (const [index, { number }] of records.entries()) {
        signal.throwIfAborted();
        files[`${number}.pdf`] = await session.readFile(`/invoices/${number}/receipt.pdf`);
        report({ done: index + 1, total: records.length });
      }
      return zipSync(files, { level: 0 });
    },
  };
}
