import { setInterval } from 'node:timers/promises';
import type { ReturnAnswer, ReturnSummary } from '@fapiao-ledger/client';
import {
  DomainError,
  FapiaoError,
  type FigureDifference,
  firstDifference,
  type Json,
  type ReturnJson,
  returnTermsDigest,
  VerificationError,
} from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { creditCode } from '../../arguments.js';
import { exitCodeOf } from '../../exit-code.js';
import { allReturns } from '../../lists/all-returns.js';
import { filedText, returnsText } from '../../output/return-text.js';
import { unproven } from '../../requests/outcomes.js';
import type { OpenSession, Session } from '../../session.js';
import { phrase } from '../../words/phrase.js';
import { perform } from './act.js';

const STATES = ['FILED', 'ACCEPTED', 'DIFFERS'];
/** Time between two looks for returns that were filed since. */
const LOOK_MS = 5_000;

interface ReturnsOptions {
  readonly state?: string;
  readonly taxpayer?: string;
}

export function returnsCommand(open: OpenSession): Command {
  return new Command('returns')
    .description(phrase('list the returns of all taxpayers (auditors may, too)'))
    .addOption(new Option('--state <state>', phrase('only in this state')).choices(STATES))
    .addOption(new Option('--taxpayer <code>', phrase('only of this taxpayer')).argParser(creditCode))
    .action(async (options: ReturnsOptions, command: Command) => {
      const session = await open(command);
      const question = { path: '/bureau/returns', query: { ...options } };
      const returns = await allReturns(await session.client(), question);
      session.reporter.result({ returns }, (page) => returnsText(returns, page));
    });
}

export function acceptReturnsCommand(open: OpenSession): Command {
  return new Command('accept-returns')
    .description(phrase('count each filed month again; sign its acceptance, or the figure that differs'))
    .option('--follow', phrase('go on with returns that are filed later, until the command is ended'))
    .action(async ({ follow }: { readonly follow?: boolean }, command: Command) => {
      const session = await open(command);
      if (follow === true) await followReturns(session);
      else await decideAll(session);
    });
}

/** Decides the returns that wait, and shows all decisions. A return that fails leaves the others alone. */
async function decideAll(session: Session): Promise<void> {
  const decided: ReturnJson[] = [];
  const waiting = await waitingReturns(session);
  for (const each of waiting) {
    const failed = (error: unknown): readonly ReturnJson[] => {
      session.exitCode = Math.max(session.exitCode, exitCodeOf(error));
      return passOver(session, each, error);
    };
    decided.push(...(await decide(session, each).catch(failed)));
  }
  session.reporter.result({ decided }, (page) =>
    waiting.length === 0
      ? phrase('no return waits for a decision')
      : decided.map((each) => `${each.taxpayer}\n${filedText(each, page)}`).join('\n\n'),
  );
}

/** Decides returns as they are filed, and shows each decision. What fails is tried again at the next look. */
async function followReturns(session: Session): Promise<void> {
  const look = async (): Promise<void> => {
    for (const waiting of await waitingReturns(session)) {
      const decided = await decide(session, waiting).catch((error: unknown) =>
        passOver(session, waiting, error),
      );
      for (const each of decided)
        session.reporter.result(each, (page) => `${each.taxpayer}\n${filedText(each, page)}`);
    }
  };
  const next = async (): Promise<void> =>
    await look().catch((error: unknown) => {
      session.reporter.warn(
        phrase('the returns that wait could not be read: {error}', { error: failureText(error) }),
      );
    });
  await next();
  for await (const _ of setInterval(LOOK_MS)) await next();
}

function passOver(
  session: Session,
  { taxpayer, period }: ReturnSummary,
  error: unknown,
): readonly ReturnJson[] {
  session.reporter.warn(`${taxpayer}, ${period}: ${failureText(error)}`);
  return [];
}

/** Says what failed. An answer that proves false ends the program, as a fault of the program does. @throws such an error */
function failureText(error: unknown): string {
  if (error instanceof FapiaoError && !(error instanceof VerificationError))
    return `${error.code}: ${error.message}`;
  throw error;
}

async function waitingReturns(session: Session): Promise<readonly ReturnSummary[]> {
  return await allReturns(await session.client(), { path: '/bureau/returns', query: { state: 'FILED' } });
}

/** Returns the decision; nothing when another officer was first, or the gateway has not counted the return yet. */
async function decide(session: Session, waiting: ReturnSummary): Promise<readonly ReturnJson[]> {
  const { taxpayer, period } = waiting;
  const client = await session.client();
  const { computed, filed } = await client.read<ReturnAnswer>(`/bureau/returns/${taxpayer}/${period}`);
  if (filed?.state !== 'FILED') return [];
  if (filed.taxpayer !== taxpayer || filed.period !== period || computed.period !== period)
    throw unproven(phrase('the gateway shows another return than the one that waits'));
  try {
    return [await sign(session, filed, firstDifference(filed, computed))];
  } catch (error) {
    if (!(error instanceof DomainError && PASSED_BY.includes(error.code))) throw error;
    session.reporter.note(`${taxpayer}, ${period}: ${error.message}`);
    return [];
  }
}

/** Refusals of a decision that came too late. */
const PASSED_BY: readonly string[] = ['RETURN_DECIDED', 'RETURN_TERMS'];

async function sign(
  session: Session,
  filed: ReturnJson,
  differs: FigureDifference | undefined,
): Promise<ReturnJson> {
  const { taxpayer, period } = filed;
  const terms = returnTermsDigest(filed);
  const body = { terms, ...(differs === undefined ? {} : { differs: { ...differs } }) };
  return await perform<ReturnJson>(
    session,
    {
      operation: 'accept-return',
      path: `/returns/${taxpayer}/${period}/decision`,
      signed: { taxpayer, period, ...body } as { readonly [field: string]: Json },
      sent: body as Json,
      answerOf: (result) => result as unknown as ReturnJson,
    },
    {},
  );
}
