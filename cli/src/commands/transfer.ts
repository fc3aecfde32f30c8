import { Command, Option } from 'commander';
import { each, invoiceNumber, participantCode, requestIdOption } from '../arguments.js';
import { changeInvoices, sameForAll } from '../requests/change-invoices.js';
import type { OpenSession } from '../session.js';
import { phrase } from '../words/phrase.js';

export function transferCommand(open: OpenSession): Command {
  return new Command('transfer')
    .description(phrase('transfer invoices that you hold to a new holder'))
    .argument('<number...>', phrase('invoice numbers, 20 digits each'), each(invoiceNumber))
    .addOption(
      new Option('--to <code>', phrase('code of the new holder'))
        .argParser(participantCode)
        .makeOptionMandatory(),
    )
    .addOption(requestIdOption())
    .action(async (numbers: string[], options: { to: string; requestId?: string }, command: Command) => {
      const { to } = options;
      await changeInvoices(await open(command), {
        operation: 'transfer',
        numbers,
        requestId: options.requestId,
        ...sameForAll({ to }),
      });
    });
}
