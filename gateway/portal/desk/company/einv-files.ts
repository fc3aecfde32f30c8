import type { InvoiceAnswer, InvoiceSummary } from '@fapiao-ledger/client';
import type { BookedInvoice } from '@fapiao-ledger/client/books';
import { isInvoiceNumber } from '@fapiao-ledger/core';
import type { Work } from '../../shared/paging.ts';
import { PortalError } from '../../shared/portal-error.ts';
import { OtherTerms } from '../../shared/signing/terms.ts';
import { useDesk } from '../desk.ts';
import type { ExportFile } from '../lists/export-table.tsx';
import { voucherOf } from './voucher.ts';
import { useVouchers } from './vouchers.ts';

/** Returns the further file of a list of purchases: an archive with the booking file of each invoice. */
export function useBookingFiles(): readonly ExportFile<InvoiceSummary>[] {
  const { words, session } = useDesk();
  const { all } = useVouchers();
  const { code: company } = session.identity;
  const make = async (
    records: readonly InvoiceSummary[],
    { signal, report }: Work,
  ): Promise<Uint8Array<ArrayBuffer>> => {
    const { ARCHIVE_FILES_MAX, bookingArchive } = await import('@fapiao-ledger/client/books');
    if (records.length > ARCHIVE_FILES_MAX) throw new PortalError('too-many-files');
    const invoices: BookedInvoice[] = [];
    for (const [index, { number }] of records.entries()) {
      signal.throwIfAborted();
      if (!isInvoiceNumber(number)) throw new OtherTerms(number);
      const { invoice, status } = await session.read<InvoiceAnswer>(`/invoices/${number}`);
      if (invoice.number !== number) throw new OtherTerms(number);
      invoices.push({ invoice, status, company, voucherOf: (booking) => voucherOf(all, number, booking) });
      report({ done: index + 1, total: records.length });
    }
    return bookingArchive(invoices);
  };
  return [{ name: 'einv.zip', label: words.company.einv.label, type: 'application/zip', make }];
}
