import { Command, Option } from 'commander';
import { creditCode, month, yuan } from '../../arguments.js';
import type { OpenSession } from '../../session.js';
import { phrase } from '../../words/phrase.js';
import { type ActOptions, act, withRequestId } from './act.js';

interface CreditOptions extends ActOptions {
  readonly month: string;
  readonly net: string;
}

export function creditCommand(open: OpenSession): Command {
  return withRequestId(new Command('credit'))
    .description(phrase('set how much net a seller may issue in a month'))
    .argument('<seller>', phrase('credit code of the seller'), creditCode)
    .addOption(
      new Option('--month <month>', phrase('tax period, such as 2026-03'))
        .argParser(month)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--net <yuan>', phrase('net of all invoices of the month'))
        .argParser(yuan)
        .makeOptionMandatory(),
    )
    .action(async (seller: string, options: CreditOptions, command: Command) => {
      const signed = { seller, month: options.month, net: options.net };
      await act(open, command, { operation: 'grant-credit', path: '/credits', signed }, options);
    });
}
