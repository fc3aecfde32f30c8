import type { GatewayClient, ReturnSummary } from '@fapiao-ledger/client';
import { listPages, type Question } from './list-pages.js';

/** Returns every return of a list of the gateway, by period. */
export async function allReturns(
  client: GatewayClient,
  question: Omit<Question, 'field'>,
): Promise<readonly ReturnSummary[]> {
  const returns: ReturnSummary[] = [];
  for await (const { entries } of listPages<ReturnSummary>(client, { ...question, field: 'returns' }))
    returns.push(...entries);
  return returns;
}
