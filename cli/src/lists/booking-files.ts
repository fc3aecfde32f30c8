import type { InvoiceAnswer, InvoiceSummary } from '@fapiao-ledger/client';
import { type BookedInvoice, bookingArchive } from '@fapiao-ledger/client/books';
import { writeAtomically } from '../files/private-file.js';
import { startProgress } from '../output/progress.js';
import type { Session } from '../session.js';
import { phrase } from '../words/phrase.js';
import { type ExportOptions, reportFile, requireFree } from './export-list.js';
import { listPages, type Question } from './list-pages.js';

/** Returns whether the name of a file asks for booking files. */
export function isArchive(file: string): boolean {
  return file.toLowerCase().endsWith('.zip');
}

/** Writes an archive with the booking file of every invoice of a list. Vouchers are the company's own, and are not in them. */
export async function exportBookingFiles(
  session: Session,
  question: Question,
  { out: file, force }: ExportOptions,
): Promise<void> {
  const { code: company } = await session.taxpayer();
  requireFree(file, force);
  const client = await session.client();
  const invoices: BookedInvoice[] = [];
  let height = '';
  const isQuiet = session.reporter.isJson;
  const work = { title: phrase('exporting'), total: undefined, unit: phrase('invoices'), isQuiet };
  const progress = await startProgress(session.shell, work);
  try {
    for await (const page of listPages<InvoiceSummary>(client, question)) {
      height ||= page.height;
      for (const { number } of page.entries) {
        const { invoice, status } = await client.read<InvoiceAnswer>(`/invoices/${number}`);
        invoices.push({ invoice, status, company });
        progress.advance(1);
      }
    }
    await writeAtomically(file, bookingArchive(invoices), { isPrivate: true });
  } finally {
    progress.end();
  }
  reportFile(session, file, question.field, { count: invoices.length, height });
}
