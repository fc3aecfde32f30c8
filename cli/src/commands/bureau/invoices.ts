import { Command } from 'commander';
import { type BureauFilterOptions, bureauQuestion, withBureauFilter } from '../../lists/invoice-filter.js';
import { type LengthOptions, listInvoices, withLength } from '../../lists/list-invoices.js';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';

export function invoicesCommand(open: OpenSession): Command {
  const invoices = new Command('invoices').description(
    phrase('list invoices of all taxpayers, newest first (auditors may, too)'),
  );
  return withLength(withBureauFilter(invoices)).action(
    async (options: BureauFilterOptions & LengthOptions, command: Command) => {
      await listInvoices(await open(command), bureauQuestion(options), options, ['seller', 'buyer']);
    },
  );
}
