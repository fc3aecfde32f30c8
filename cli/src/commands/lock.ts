import { Command, Option } from 'commander';
import { creditCode, each, invoiceNumber, requestIdOption } from '../arguments.js';
import { changeInvoices, sameForAll } from '../requests/change-invoices.js';
import type { OpenSession } from '../session.js';
import { phrase } from '../words/phrase.js';

export function lockCommand(open: OpenSession): Command {
  return new Command('lock')
    .description(phrase('lock invoices that you hold for one company, which alone may then redeem them'))
    .argument('<number...>', phrase('invoice numbers, 20 digits each'), each(invoiceNumber))
    .addOption(
      new Option('--company <code>', phrase('company to redeem them'))
        .argParser(creditCode)
        .makeOptionMandatory(),
    )
    .addOption(requestIdOption())
    .action(async (numbers: string[], options: { company: string; requestId?: string }, command: Command) => {
      const { company } = options;
      await changeInvoices(await open(command), {
        operation: 'lock',
        numbers,
        requestId: options.requestId,
        ...sameForAll({ company }),
      });
    });
}
