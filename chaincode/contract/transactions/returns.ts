import {
  closeLane,
  DomainError,
  decideReturn,
  type FiledTerms,
  fileReturn,
  monthsAfter,
  type NamedReturn,
  type Read,
  type RequestBodies,
  type ReturnJson,
  type ReturnResult,
  read,
  readFiledTerms,
  readReturnDecision,
  ruleSetOn,
  shanghaiDate,
  stateKey,
} from '#core';
import { requireReader, type Transaction } from '../transaction.js';
import { perform, readOfficerAct, readOwnAct, type SignedAct } from './act.js';
import { laneOf } from './allowances.js';
import { taxpayerOf } from './signers.js';

/**
 * Files a return (T37), and closes the period. Every lane that carries the period's credit is closed in the same transaction: a page
 * that was endorsed in the last second of the month then conflicts with it, so issuing need not read the filing.
 *
 * @throws {DomainError} as `perform`, then RULE_SET_NOT_FOUND and as core's `fileReturn`
 */
export async function fileReturnOf(
  transaction: Transaction,
  act: SignedAct<FiledTerms>,
): Promise<ReturnResult> {
  return await perform(transaction, 'file-return', act, async ({ policy }) => {
    const { actor, requestId, body } = act;
    const { at, state, transactionId } = transaction;
    const { filing, filed } = fileReturn(body, {
      taxpayer: await taxpayerOf(transaction, actor),
      ...(await filedBefore(transaction, { taxpayer: actor, period: body.period })),
      ruleSet: ruleSetOn(policy, shanghaiDate(at)).ruleSet,
      at,
    });
    await closeLanes(transaction, actor, body.period);
    await state.put(stateKey('FILING', actor), filing);
    await putReturn(transaction, filed);
    transaction.emit('ReturnFiled', { taxpayer: actor, period: body.period });
    return { requestId, transactionId, filed };
  });
}

/**
 * Accepts a return, or names a figure of it that differs (T39).
 * @throws {DomainError} as `perform`, then RETURN_NOT_FOUND and as core's `decideReturn`
 */
export async function acceptReturn(
  transaction: Transaction,
  act: SignedAct<RequestBodies['accept-return']>,
): Promise<ReturnJson> {
  return await perform(transaction, 'accept-return', act, async () => {
    const { taxpayer, period, terms, differs } = act.body;
    const decision = { officer: act.actor, terms, at: transaction.at };
    const decided = decideReturn(
      await returnOf(transaction, { taxpayer, period }),
      differs === undefined ? decision : { ...decision, differs },
    );
    await putReturn(transaction, decided);
    transaction.emit('ReturnDecided', { taxpayer, period, state: decided.state });
    return decided;
  });
}

/** Returns the last return of a period. @throws {DomainError} ROLE_REQUIRED, then RETURN_NOT_FOUND */
export async function readReturn(transaction: Transaction, named: NamedReturn): Promise<ReturnJson> {
  requireReader(transaction);
  return await returnOf(transaction, named);
}

/** Returns the last tax period that a taxpayer has filed, or undefined when it has filed none. */
export async function filedThroughOf(
  transaction: Transaction,
  taxpayer: string,
): Promise<string | undefined> {
  return (await transaction.state.get(stateKey('FILING', taxpayer)))?.through;
}

/** Reads the filing of a return. The actor may be any participant, because core refuses persons by name. */
export const readFiling: Read<SignedAct<FiledTerms>> = readOwnAct(readFiledTerms);

export const readReturnAct: Read<SignedAct<RequestBodies['accept-return']>> =
  readOfficerAct(readReturnDecision);

export const readNamedReturn: Read<NamedReturn> = read.record({
  taxpayer: read.participant,
  period: read.month,
});

/** Returns what the ledger has of a taxpayer's filings: the last period, the return of this period, and that of the one before. */
async function filedBefore(
  { state }: Transaction,
  { taxpayer, period }: NamedReturn,
): Promise<Pick<Parameters<typeof fileReturn>[1], 'filing' | 'filed' | 'before' | 'issuedBefore'>> {
  const filing = await state.get(stateKey('FILING', taxpayer));
  const filed = await state.get(stateKey('RETURN', taxpayer, period));
  const last = monthsAfter(period, -1);
  const before = await state.get(stateKey('RETURN', taxpayer, last));
  // The first return: what the months before it issued would never be filed.
  const credit = filing === undefined ? await state.get(stateKey('CREDIT', taxpayer, last)) : undefined;
  return {
    ...(filing === undefined ? {} : { filing }),
    ...(filed === undefined ? {} : { filed }),
    ...(before === undefined ? {} : { before }),
    ...(credit === undefined ? {} : { issuedBefore: true }),
  };
}

/** Closes the lanes by their keys: a range over them would conflict with every page that a busy seller issues in the new month. */
async function closeLanes(transaction: Transaction, seller: string, period: string): Promise<void> {
  const { state } = transaction;
  for (const name of (await state.get(stateKey('LANES', seller, period))) ?? []) {
    const lane = await laneOf(transaction, seller, name);
    await state.put(stateKey('LANE', seller, name), closeLane(lane));
  }
}

async function returnOf(transaction: Transaction, { taxpayer, period }: NamedReturn): Promise<ReturnJson> {
  const filed = await transaction.state.get(stateKey('RETURN', taxpayer, period));
  if (filed !== undefined) return filed;
  throw new DomainError('RETURN_NOT_FOUND', `${taxpayer} has filed no return of ${period}`);
}

async function putReturn(transaction: Transaction, filed: ReturnJson): Promise<void> {
  await transaction.state.put(stateKey('RETURN', filed.taxpayer, filed.period), filed);
}
