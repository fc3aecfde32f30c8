import { Command, Option } from 'commander';
import { each, invoiceNumber, month, requestIdOption } from '../arguments.js';
import { changeInvoices, sameForAll } from '../requests/change-invoices.js';
import type { OpenSession } from '../session.js';
import { phrase } from '../words/phrase.js';

/** Confirms or revokes what a company uses invoices for that are made out to it. */
export function useCommand(open: OpenSession): Command {
  return new Command('use')
    .description(phrase('confirm or revoke what your company uses invoices for that are made out to it'))
    .addCommand(confirmCommand(open))
    .addCommand(revokeCommand(open));
}

interface ConfirmOptions {
  readonly period: string;
  readonly deduction: boolean;
  readonly requestId?: string;
}

function confirmCommand(open: OpenSession): Command {
  return new Command('confirm')
    .description(phrase('confirm invoices for the deduction of their tax, once, in a tax period'))
    .argument('<number...>', phrase('invoice numbers, 20 digits each'), each(invoiceNumber))
    .addOption(
      new Option('--period <month>', phrase('tax period, such as 2026-06'))
        .argParser(month)
        .makeOptionMandatory(),
    )
    .option('--no-deduction', phrase('declare that the tax is not deducted'))
    .addOption(requestIdOption())
    .action(async (numbers: string[], options: ConfirmOptions, command: Command) => {
      const purpose = options.deduction ? 'DEDUCTION' : 'NO_DEDUCTION';
      await changeInvoices(await open(command), {
        operation: 'confirm-use',
        numbers,
        requestId: options.requestId,
        ...sameForAll({ purpose, period: options.period }),
      });
    });
}

function revokeCommand(open: OpenSession): Command {
  return new Command('revoke')
    .description(phrase('revoke the confirmation of invoices'))
    .argument('<number...>', phrase('invoice numbers, 20 digits each'), each(invoiceNumber))
    .addOption(requestIdOption())
    .action(async (numbers: string[], options: { requestId?: string }, command: Command) => {
      await changeInvoices(await open(command), {
        operation: 'revoke-use',
        numbers,
        requestId: options.requestId,
        ...sameForAll({}),
      });
    });
}
