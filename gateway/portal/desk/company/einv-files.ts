import type { InvoiceAnswer, InvoiceSummary } from '@fapiao-ledger/client';
import type { Work } from '../../shared/paging.ts';
import { OtherTerms } from '../../shared/signing/terms.ts';
import { useDesk } from '../desk.ts';
import type { ExportFile } from '../lists/export-table.tsx';
import { useVouchers, voucherOf } from './vouchers.ts';

/** Returns the further file of a list of purchases: an archive with the booking file of each invoice. */
export function useBookingFiles(): readonly ExportFile<InvoiceSummary>[] {
  const { words, session } = useDesk();
  const { all } = useVouchers();
  const { code: company } = session.identity;
  const make = async (
    records: readonly InvoiceSummary[],
    { signal, report }: Work,
  ): Promise<Uint8Array<ArrayBuffer>> => {
    const [{ strToU8, zipSync }, { einvXml }] = await Promise.all([
      import('fflate'),
      import('@fapiao-ledger/client/books'),
    ]);
    const files: Record<string, Uint8Array> = {};
    for (const [index, { number }] of records.entries()) {
      signal.throwIfAborted();
      const { invoice, status } = await session.read<InvoiceAnswer>(`/invoices/${number}`);
      if (invoice.number !== number) throw new OtherTerms(number);
      const file = einvXml({
        invoice,
        status,
        company,
        voucherOf: (booking) => voucherOf(all, number, booking),
      });
      files[`${number}.xml`] = strToU8(file);
      report({ done: index + 1, total: records.length });
    }
    return zipSync(files);
  };
  return [{ name: 'einv.zip', label: words.company.einv.label, type: 'application/zip', make }];
}
