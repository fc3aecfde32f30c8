import { Command } from 'commander';
import { type ExportOptions, exportInvoices, withFile } from '../lists/export-invoices.js';
import { type OwnFilterOptions, ownQuestion, withOwnFilter } from '../lists/invoice-filter.js';
import type { OpenSession } from '../session.js';

export function exportCommand(open: OpenSession): Command {
  const command = new Command('export').description('write all your invoices to a file, newest first');
  return withOwnFilter(withFile(command)).action(
    async (options: OwnFilterOptions & ExportOptions, self: Command) => {
      await exportInvoices(await open(self), ownQuestion(options), options);
    },
  );
}
