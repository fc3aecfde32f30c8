import { Command } from 'commander';
import { each, invoiceNumber, requestIdOption } from '../arguments.js';
import { changeInvoices, sameForAll } from '../requests/change-invoices.js';
import type { OpenSession } from '../session.js';
import { phrase } from '../words/phrase.js';

export function unlockCommand(open: OpenSession): Command {
  return new Command('unlock')
    .description(phrase('release your lock on invoices, so that their holder can dispose of them again'))
    .argument('<number...>', phrase('invoice numbers, 20 digits each'), each(invoiceNumber))
    .addOption(requestIdOption())
    .action(async (numbers: string[], options: { requestId?: string }, command: Command) => {
      await changeInvoices(await open(command), {
        operation: 'unlock',
        numbers,
        requestId: options.requestId,
        ...sameForAll({}),
      });
    });
}
