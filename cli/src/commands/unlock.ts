import { Command, Option } from 'commander';
import { each, invoiceNumber, requestId } from '../arguments.js';
import { changeInvoices } from '../requests/change-invoices.js';
import type { OpenSession } from '../session.js';

export function unlockCommand(open: OpenSession): Command {
  return new Command('unlock')
    .description('release your lock on invoices, so that their holder can dispose of them again')
    .argument('<number...>', 'invoice numbers, 20 digits each', each(invoiceNumber))
    .addOption(new Option('--request-id <id>', 'repeat an earlier request safely').argParser(requestId))
    .action(async (numbers: string[], options: { requestId?: string }, command: Command) => {
      await changeInvoices(await open(command), {
        operation: 'unlock',
        numbers,
        requestId: options.requestId,
        content: {},
        terms: async (number) => ({ body: {}, statement: { invoices: [{ number }] } }),
      });
    });
}
