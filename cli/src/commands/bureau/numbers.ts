import type { NumbersAccountAnswer } from '@fapiao-ledger/client';
import { LANES_PER_RETURN_MAX, type ReturnedNumbers } from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { creditCode, year } from '../../arguments.js';
import { EXIT } from '../../exit-code.js';
import { numbersText } from '../../output/numbers-text.js';
import type { OpenSession, Session } from '../../session.js';
import { UsageError } from '../../usage-error.js';
import { phrase } from '../../words/phrase.js';
import { type ActOptions, perform, withRequestId } from './act.js';

interface YearOptions {
  readonly year: string;
}

export function numbersCommand(open: OpenSession): Command {
  return new Command('numbers')
    .description(
      phrase(
        'account for every number of a seller and year; exit code 5 when some are missing (auditors may, too)',
      ),
    )
    .argument('<seller>', phrase('credit code of the seller'), creditCode)
    .addOption(yearOption())
    .action(async (seller: string, options: YearOptions, command: Command) => {
      const session = await open(command);
      const account = await accountOf(session, seller, options.year);
      if (account.difference !== 0 && account.isSettled) session.exitCode = EXIT.verification;
      session.reporter.result(account, (page) => numbersText(account, page));
    });
}

export function returnNumbersCommand(open: OpenSession): Command {
  return withRequestId(new Command('return-numbers'))
    .description(phrase('return the unused numbers of a seller and of a year that is over'))
    .argument('<seller>', phrase('credit code of the seller'), creditCode)
    .addOption(yearOption())
    .option('--dry-run', phrase('show what would be returned and sign nothing'))
    .action(
      async (seller: string, options: YearOptions & ActOptions & { dryRun?: boolean }, command: Command) => {
        const session = await open(command);
        const account = await accountOf(session, seller, options.year);
        if (options.dryRun === true) {
          session.reporter.result(
            account,
            (page) => `${numbersText(account, page)}\n\n${phrase('nothing was sent')}`,
          );
          return;
        }
        const answers = await returnAll(session, account, options);
        const count = answers.reduce((sum, answer) => sum + answer.count, 0);
        session.reporter.result({ seller, year: options.year, count }, () =>
          phrase('{count} numbers are returned', { count }),
        );
      },
    );
}

/** Returns the numbers of the stock and of every lane that holds some: as many acts as the lanes need. */
async function returnAll(
  session: Session,
  { seller, year: ofYear, holders }: NumbersAccountAnswer,
  { requestId }: ActOptions,
): Promise<readonly ReturnedNumbers[]> {
  const names = holders.map(({ lane }) => lane);
  if (requestId !== undefined && names.length > LANES_PER_RETURN_MAX)
    throw new UsageError(
      phrase('one request returns the numbers of {max} lanes: leave --request-id out', {
        max: LANES_PER_RETURN_MAX,
      }),
    );
  const answers: ReturnedNumbers[] = [];
  for (let start = 0; start === 0 || start < names.length; start += LANES_PER_RETURN_MAX) {
    const lanes = names.slice(start, start + LANES_PER_RETURN_MAX);
    const signed = { seller, year: ofYear, lanes };
    const answerOf = (result: unknown): ReturnedNumbers => result as ReturnedNumbers;
    const order = { operation: 'return-numbers', path: '/numbers', signed, answerOf } as const;
    answers.push(await perform(session, order, requestId === undefined ? {} : { requestId }));
  }
  return answers;
}

async function accountOf(session: Session, seller: string, ofYear: string): Promise<NumbersAccountAnswer> {
  const client = await session.client();
  return await client.read<NumbersAccountAnswer>(`/bureau/numbers/${seller}?year=${ofYear}`);
}

function yearOption(): Option {
  return new Option('--year <year>', phrase('year of the numbers, such as 2026'))
    .argParser(year)
    .makeOptionMandatory();
}
