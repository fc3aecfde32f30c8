import { monthOf, monthsAfter, shanghaiDate } from '@fapiao-ledger/core';
import { Command } from 'commander';
import { month, requestIdOption } from '../arguments.js';
import { epilogue, type Part } from '../help/epilogue.js';
import { allReturns } from '../lists/all-returns.js';
import { filedText, returnsText, returnText } from '../output/return-text.js';
import { fileReturn, readMonth } from '../requests/returns.js';
import type { OpenSession, Session } from '../session.js';
import { phrase } from '../words/phrase.js';

/** Shows, files and lists the returns of the user's tax periods. */
export function returnCommand(open: OpenSession): Command {
  return new Command('return')
    .description(phrase('returns of your tax periods on this ledger: show, file, list'))
    .addCommand(showCommand(open))
    .addCommand(fileCommand(open))
    .addCommand(listCommand(open));
}

function showCommand(open: OpenSession): Command {
  return new Command('show')
    .description(phrase('count a month from your invoices, and show its return'))
    .argument('[period]', phrase('tax period, such as 2026-06; the last month when absent'), month)
    .action(async (period: string | undefined, _options: object, command: Command) => {
      const session = await open(command);
      const answer = await readMonth(session, period ?? lastMonth(session));
      const { computed, filed } = answer;
      session.reporter.result(answer, (page) =>
        [returnText(computed, page), ...(filed === undefined ? [] : [filedText(filed, page)])].join('\n\n'),
      );
    });
}

interface FileOptions {
  readonly dryRun?: boolean;
  readonly requestId?: string;
}

function fileCommand(open: OpenSession): Command {
  return new Command('file')
    .description(
      phrase(
        'show the figures of a month that is over, and sign them; nothing can be issued or confirmed in it afterwards',
      ),
    )
    .argument('<period>', phrase('tax period, such as 2026-06'), month)
    .option('--dry-run', phrase('count the month here and sign nothing'))
    .addOption(requestIdOption())
    .addHelpText('after', epilogue(NOTES))
    .action(async (period: string, { dryRun, requestId }: FileOptions, command: Command) => {
      const session = await open(command);
      if (dryRun === true) {
        const { computed } = await readMonth(session, period);
        session.reporter.result(
          computed,
          (page) => `${returnText(computed, page)}\n\n${phrase('nothing was sent')}`,
        );
        return;
      }
      const result = await fileReturn(session, { period, requestId });
      session.reporter.result(result, (page) => filedText(result.filed, page));
    });
}

function listCommand(open: OpenSession): Command {
  return new Command('list')
    .description(phrase('list the returns that you have filed'))
    .action(async (_options: object, command: Command) => {
      const session = await open(command);
      const returns = await allReturns(await session.client(), { path: '/returns', query: {} });
      session.reporter.result({ returns }, (page) => returnsText(returns, page));
    });
}

function lastMonth(session: Session): string {
  return monthsAfter(monthOf(shanghaiDate(Math.floor(session.now().getTime() / 1_000))), -1);
}

const NOTES: readonly Part[] = [
  {
    says: 'Filing cannot be undone: from then on nothing is issued in the month, and no use is confirmed for it. The bureau accepts the return, or names a figure that differs. In that case, file the month again. This is a return on this ledger and replaces no return that a tax bureau asks for.',
  },
];
