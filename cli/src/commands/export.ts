import { Command } from 'commander';
import { type ExportOptions, exportList, withFile } from '../lists/export-list.js';
import { type OwnFilterOptions, ownQuestion, withOwnFilter } from '../lists/invoice-filter.js';
import { INVOICE_RECORDS } from '../lists/list-records.js';
import type { OpenSession } from '../session.js';
import { phrase } from '../words/phrase.js';

export function exportCommand(open: OpenSession): Command {
  const command = new Command('export').description(
    phrase('write all your invoices to a file, newest first'),
  );
  return withOwnFilter(withFile(command, INVOICE_RECORDS.columns)).action(
    async (options: OwnFilterOptions & ExportOptions, self: Command) => {
      await exportList(await open(self), ownQuestion(options), INVOICE_RECORDS, options);
    },
  );
}
