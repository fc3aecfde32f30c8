import { Command } from 'commander';
import { type OwnFilterOptions, ownQuestion, withOwnFilter } from '../lists/invoice-filter.js';
import { type LengthOptions, listInvoices, withLength } from '../lists/list-invoices.js';
import type { OpenSession } from '../session.js';
import { phrase } from '../words/phrase.js';

export function listCommand(open: OpenSession): Command {
  const list = new Command('list').description(phrase('list your own invoices, newest first'));
  return withLength(withOwnFilter(list)).action(
    async (options: OwnFilterOptions & LengthOptions, command: Command) => {
      const parties = options.as === 'seller' ? (['buyer'] as const) : (['seller'] as const);
      const session = await open(command);
      const count = await listInvoices(session, ownQuestion(options), options, parties);
      if (options.as === 'seller' && count === 0)
        session.reporter.note(
          phrase(
            'These are the invoices that you issued. fapiao list --as holder lists those that you hold.',
          ),
        );
    },
  );
}
