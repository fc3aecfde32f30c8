import type { GatewayClient, InvoiceAnswer, InvoiceSummary } from '@fapiao-ledger/client';
import { ARCHIVE_FILES_MAX, type BookedInvoice, bookingArchive } from '@fapiao-ledger/client/books';
import { isInvoiceNumber } from '@fapiao-ledger/core';
import { writeAtomically } from '../files/private-file.js';
import { inTurn } from '../output/progress.js';
import { unproven } from '../requests/outcomes.js';
import type { Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';
import { type ExportOptions, reportFile, requireFree } from './export-list.js';
import { listPages, type Question } from './list-pages.js';

/** Returns whether the name of a file asks for booking files. */
export function isArchive(file: string): boolean {
  return file.toLowerCase().endsWith('.zip');
}

/** Requires a part in which a company books: a booking file of a sale would be about the books of another company. @throws {UsageError} */
export function requireBooks(role: string): void {
  if (role !== 'buyer' && role !== 'company')
    throw new UsageError(
      phrase(
        'booking files are for what your company buys or books: add --as company, or --as buyer for what is made out to it',
      ),
    );
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
  const { numbers, height } = await numbersOf(client, question);
  const titles = { title: phrase('exporting'), unit: phrase('invoices') };
  const invoices = await inTurn(session, titles, numbers, async (number): Promise<BookedInvoice> => {
    const { invoice, status } = await readInvoice(client, number);
    return { invoice, status, company };
  });
  await writeAtomically(file, bookingArchive(invoices), { isPrivate: true });
  reportFile(session, file, question.field, { count: invoices.length, height });
}

/** Returns the numbers of a list. @throws {UsageError} when they are too many for an archive, before any invoice is read */
async function numbersOf(
  client: GatewayClient,
  question: Question,
): Promise<{ readonly numbers: readonly string[]; readonly height: string }> {
  const numbers: string[] = [];
  let height = '';
  for await (const page of listPages<InvoiceSummary>(client, question)) {
    height ||= page.height;
    for (const { number } of page.entries) numbers.push(number);
    if (numbers.length > ARCHIVE_FILES_MAX)
      throw new UsageError(
        phrase('an archive has at most {most} files: narrow the list with --from and --to', {
          most: ARCHIVE_FILES_MAX,
        }),
      );
  }
  return { numbers, height };
}

/**
 * Returns an invoice under the number of the list. The number becomes a path and the name of a file.
 * @throws {VerificationError} ANSWER_UNPROVEN when it is no number, or the gateway shows another invoice
 */
async function readInvoice(client: GatewayClient, number: string): Promise<InvoiceAnswer> {
  if (!isInvoiceNumber(number)) throw unproven(phrase('the gateway lists an invoice without a number'));
  const answer = await client.read<InvoiceAnswer>(`/invoices/${number}`);
  if (answer.invoice.number !== number)
    throw unproven(
      phrase('the gateway shows another invoice instead of {number}: do not trust this gateway', { number }),
    );
  return answer;
}
