import {
  electLevy,
  endLevy,
  type Json,
  type LevyDay,
  levyEndsFrom,
  type RequestBodies,
  ruleSetOn,
  shanghaiDate,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { month, rateRow, requestIdOption } from '../arguments.js';
import { fieldsText, type Page } from '../output/table.js';
import { publishedRules } from '../requests/published-rules.js';
import { sendAct } from '../requests/send-act.js';
import type { OpenSession, Session } from '../session.js';
import { phrase } from '../words/phrase.js';

/** Elects the levy of a general taxpayer, ends the election, and shows it. */
export function levyCommand(open: OpenSession): Command {
  return new Command('levy')
    .description(phrase('elect a levy row of the rate table for your company, for at least 36 months'))
    .addCommand(electCommand(open))
    .addCommand(endCommand(open))
    .addCommand(showCommand(open));
}

interface ActOptions {
  readonly dryRun?: boolean;
  readonly requestId?: string;
}

function electCommand(open: OpenSession): Command {
  return new Command('elect')
    .description(phrase('elect a row from this month or the next one'))
    .addOption(
      new Option('--row <row>', phrase('row of the rate table, such as L03'))
        .argParser(rateRow)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--from <month>', phrase('first month, such as 2026-12'))
        .argParser(month)
        .makeOptionMandatory(),
    )
    .option('--dry-run', phrase('judge the election here and sign nothing'))
    .addOption(requestIdOption())
    .action(async (options: ActOptions & { row: string; from: string }, command: Command) => {
      const body = { row: options.row, since: options.from };
      await change(await open(command), options, {
        operation: 'elect-levy',
        path: '/levy',
        body,
        judge: (entry, day) => electLevy(entry, body, day),
      });
    });
}

function endCommand(open: OpenSession): Command {
  return new Command('end')
    .description(phrase('end the election, once its months are over'))
    .option('--dry-run', phrase('judge the end here and sign nothing'))
    .addOption(requestIdOption())
    .action(async (options: ActOptions, command: Command) => {
      await change(await open(command), options, {
        operation: 'end-levy',
        path: '/levy/end',
        body: {},
        judge: endLevy,
      });
    });
}

function showCommand(open: OpenSession): Command {
  return new Command('show')
    .description(phrase('show the election, and the month in which it may end'))
    .action(async (_options: object, command: Command) => {
      const session = await open(command);
      const [entry, day] = [await ownEntry(session), await dayOf(session)];
      const { levy } = entry;
      const answer = levy === undefined ? {} : { levy, endsFrom: levyEndsFrom(levy, day.ruleSet) };
      session.reporter.result(answer, (page) => levyText(entry, day, page));
    });
}

interface Change<Of extends 'elect-levy' | 'end-levy'> {
  readonly operation: Of;
  readonly path: string;
  readonly body: RequestBodies[Of];
  /** Decides as the contract does. */
  readonly judge: (entry: TaxpayerJson, day: LevyDay) => TaxpayerJson;
}

async function change<Of extends 'elect-levy' | 'end-levy'>(
  session: Session,
  { dryRun, requestId }: ActOptions,
  { operation, path, body, judge }: Change<Of>,
): Promise<void> {
  const { code: actor } = await session.taxpayer();
  const day = await dayOf(session);
  if (dryRun === true) {
    const entry = judge(await ownEntry(session), day);
    session.reporter.result(
      entry,
      (page) => `${levyText(entry, day, page)}\n\n${phrase('nothing was sent')}`,
    );
    return;
  }
  const entry = await sendAct(session, {
    operation,
    actor,
    path,
    signed: body as { readonly [field: string]: Json },
    requestId,
    answerOf: (result) => result as unknown as TaxpayerJson,
  });
  session.reporter.result(entry, (page) => levyText(entry, day, page));
}

async function ownEntry(session: Session): Promise<TaxpayerJson> {
  const { code } = await session.taxpayer();
  return await (await session.client()).read<TaxpayerJson>(`/taxpayers/${code}`);
}

/** @throws {DomainError} RULE_SET_NOT_FOUND */
async function dayOf(session: Session): Promise<LevyDay> {
  const date = shanghaiDate(Math.floor(session.now().getTime() / 1_000));
  const { ruleSets } = await publishedRules(session);
  return { date, ruleSet: ruleSetOn({ ruleSets }, date).ruleSet };
}

function levyText({ code, levy }: TaxpayerJson, { ruleSet }: LevyDay, page: Page): string {
  if (levy === undefined) return phrase('{code} has elected no levy row', { code });
  return fieldsText(
    [
      ['row', levy.row],
      ['since', levy.since],
      ['may end from', levyEndsFrom(levy, ruleSet)],
    ],
    page,
  );
}
