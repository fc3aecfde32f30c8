import type { CreditAnswer } from '@fapiao-ledger/client';
import { monthOf, shanghaiDate } from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { creditCode, month } from '../arguments.js';
import { type Column, fieldsText, type Page, tableText } from '../output/table.js';
import type { OpenSession, Session } from '../session.js';
import { phrase } from '../words/phrase.js';

/** Shows what a seller may still issue: credit of a month, and numbers of its year. */
export function creditCommand(open: OpenSession): Command {
  return new Command('credit')
    .description(
      phrase(
        'show how much of a month’s credit is granted, allotted to lanes, used and left, and how many numbers are left',
      ),
    )
    .argument('[month]', phrase('tax period, such as 2026-06; this month when absent'), month)
    .addOption(
      new Option('--seller <code>', phrase('of another seller, as the bureau or an auditor')).argParser(
        creditCode,
      ),
    )
    .action(async (period: string | undefined, { seller }: { seller?: string }, command: Command) => {
      const session = await open(command);
      const answer = await readCredit(session, seller ?? (await session.taxpayer()).code, period);
      session.reporter.result(answer, (page) => creditText(answer, page));
    });
}

/** Returns the credit of a seller, of this month when none is named. @throws {DomainError} CREDIT_NOT_FOUND */
export async function readCredit(
  session: Session,
  seller: string,
  period = monthOf(shanghaiDate(Math.floor(session.now().getTime() / 1_000))),
): Promise<CreditAnswer> {
  return await (await session.client()).read<CreditAnswer>(`/credits/${seller}/${period}`);
}

function creditText(answer: CreditAnswer, page: Page): string {
  const { seller, month: period, granted, allotted, used, left, numbersLeft, lanes } = answer;
  const fields = fieldsText(
    [
      ['seller', seller],
      ['period', period],
      ['granted', granted],
      ['allotted', allotted],
      ['used', used],
      ['left', left],
      ['numbers left', String(numbersLeft)],
    ],
    page,
  );
  if (lanes.length === 0) return fields;
  const rows = lanes.map((lane) => [lane.lane, lane.left, String(lane.numbers)]);
  return `${fields}\n\n${tableText(COLUMNS, rows, page)}`;
}

const COLUMNS: readonly Column[] = [
  { head: 'lane' },
  { head: 'left', align: 'right' },
  { head: 'numbers left', align: 'right' },
];
