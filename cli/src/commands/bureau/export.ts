import { Command } from 'commander';
import { type ExportOptions, exportList, withFile } from '../../lists/export-list.js';
import { type BureauFilterOptions, bureauQuestion, withBureauFilter } from '../../lists/invoice-filter.js';
import { INVOICE_RECORDS } from '../../lists/list-records.js';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';

export function exportCommand(open: OpenSession): Command {
  const command = new Command('export').description(
    phrase('write invoices of all taxpayers to a file, newest first (auditors may, too)'),
  );
  return withBureauFilter(withFile(command, INVOICE_RECORDS.columns)).action(
    async (options: BureauFilterOptions & ExportOptions, self: Command) => {
      await exportList(await open(self), bureauQuestion(options), INVOICE_RECORDS, options);
    },
  );
}
