import { Command } from 'commander';
import { invoiceNumber } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { act } from './act.js';

export function freezeCommand(open: OpenSession): Command {
  return new Command('freeze')
    .description('stop everything on an invoice')
    .argument('<number>', 'invoice number, 20 digits', invoiceNumber)
    .requiredOption('--reason <text>', 'why; it stands on the ledger')
    .action(async (number: string, { reason }: { reason: string }, command: Command) => {
      await act(open, command, { path: `/invoices/${number}/freeze`, body: { reason } });
    });
}
