import { Command } from 'commander';
import { invoiceNumber } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { act } from './act.js';

export function releaseCommand(open: OpenSession): Command {
  return new Command('release')
    .description('end the freeze of an invoice')
    .argument('<number>', 'invoice number, 20 digits', invoiceNumber)
    .action(async (number: string, _options: object, command: Command) => {
      await act(open, command, { path: `/invoices/${number}/release`, body: {} });
    });
}
