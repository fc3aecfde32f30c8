import { Command } from 'commander';
import { type ExportOptions, exportInvoices, withFile } from '../../lists/export-invoices.js';
import { type BureauFilterOptions, bureauQuestion, withBureauFilter } from '../../lists/invoice-filter.js';
import type { OpenSession } from '../../session.js';

export function exportCommand(open: OpenSession): Command {
  const command = new Command('export').description(
    'write invoices of all taxpayers to a file, newest first (auditors may, too)',
  );
  return withBureauFilter(withFile(command)).action(
    async (options: BureauFilterOptions & ExportOptions, self: Command) => {
      await exportInvoices(await open(self), bureauQuestion(options), options);
    },
  );
}
