import type { ReturnAnswer, ReturnSummary, ReturnsPage } from '@fapiao-ledger/client';
import { firstDifference, type ReturnJson, returnTermsDigest } from '@fapiao-ledger/core';
import { everyRecord, type Page, type Work } from '../../../shared/paging.ts';
import type { Session } from '../../../shared/session.ts';
import type { Act } from '../../../shared/signing/act.ts';
import { OtherTerms } from '../../../shared/signing/terms.ts';
import { withCursor } from '../../lists/use-list.ts';

/** What an officer states about a return: nothing, when it is accepted. */
export type Difference = NonNullable<ReturnJson['differs']>;

/** Returns the place of a month of a taxpayer below /v1. */
export function returnPath(taxpayer: string, period: string): string {
  return `/bureau/returns/${taxpayer}/${period}`;
}

/** Returns the returns of a page and its cursor. */
export function returnsOf({ returns, next }: ReturnsPage): Page<ReturnSummary> {
  return { records: returns, next };
}

/** Requires that an answer is about the return that was asked for. @throws {OtherTerms} */
export function requireAsked(answer: ReturnAnswer, taxpayer: string, period: string): ReturnAnswer {
  const { computed, filed } = answer;
  const isAsked =
    answer.taxpayer === taxpayer &&
    computed.period === period &&
    (filed === undefined || (filed.taxpayer === taxpayer && filed.period === period));
  if (!isAsked) throw new OtherTerms(`return ${period} of ${taxpayer}`);
  return answer;
}

/** Returns the decision about a return, with the return that is shown before it is signed. */
export function decisionOn(filed: ReturnJson, differs?: Difference): Act<'accept-return'> {
  const { taxpayer, period } = filed;
  const body = { taxpayer, period, terms: returnTermsDigest(filed), ...(differs && { differs }) };
  return { operation: 'accept-return', body, terms: filed as unknown as NonNullable<Act['terms']> };
}

/** Returns that wait, by whether every figure of them is counted alike now. */
export interface Waiting {
  readonly agreeing: readonly ReturnJson[];
  readonly differing: readonly ReturnJson[];
}

/** Reads every return that waits, and has each of them counted again. */
export async function readWaiting(session: Session, path: string, work: Work): Promise<Waiting> {
  const { signal, report } = work;
  const pageAt = async (cursor: string | undefined): Promise<Page<ReturnSummary>> =>
    returnsOf(await session.read<ReturnsPage>(withCursor(path, cursor)));
  const summaries: ReturnSummary[] = [];
  for await (const summary of everyRecord(pageAt, work)) summaries.push(summary);
  const [agreeing, differing] = [[] as ReturnJson[], [] as ReturnJson[]];
  for (const [index, { taxpayer, period }] of summaries.entries()) {
    signal.throwIfAborted();
    const answer = await session.read<ReturnAnswer>(returnPath(taxpayer, period));
    const { filed, computed } = requireAsked(answer, taxpayer, period);
    if (filed?.state === 'FILED')
      (firstDifference(filed, computed) === undefined ? agreeing : differing).push(filed);
    report({ done: index + 1, total: summaries.length });
  }
  return { agreeing, differing };
}
