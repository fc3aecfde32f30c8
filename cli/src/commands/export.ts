import { Command } from 'commander';
import { epilogue } from '../help/epilogue.js';
import { exportBookingFiles, isArchive, requireBooks } from '../lists/booking-files.js';
import { type ExportOptions, exportList, withFile } from '../lists/export-list.js';
import { type OwnFilterOptions, ownQuestion, withOwnFilter } from '../lists/invoice-filter.js';
import { INVOICE_RECORDS } from '../lists/list-records.js';
import type { OpenSession } from '../session.js';
import { phrase } from '../words/phrase.js';

export function exportCommand(open: OpenSession): Command {
  const command = new Command('export').description(
    phrase('write all your invoices to a file, newest first'),
  );
  return withOwnFilter(withFile(command, INVOICE_RECORDS.columns))
    .addHelpText('after', BOOKING_FILES)
    .action(async (options: OwnFilterOptions & ExportOptions, self: Command) => {
      if (isArchive(options.out)) requireBooks(options.as);
      const [session, question] = [await open(self), ownQuestion(options)];
      if (isArchive(options.out)) await exportBookingFiles(session, question, options);
      else await exportList(session, question, INVOICE_RECORDS, options);
    });
}

const BOOKING_FILES = epilogue([
  {
    says: 'A name that ends in .zip asks for the booking files of a company’s accounting, one per invoice (XBRL einv), for at most 65,535 invoices. They are read one by one. --as buyer takes what is made out to your company, --as company what it has locked or booked, also what is made out to an employee.',
  },
]);
