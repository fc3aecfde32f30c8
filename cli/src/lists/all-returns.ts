import type { GatewayClient, ReturnSummary, ReturnsPage } from '@fapiao-ledger/client';
import { type Question, withQuery } from './invoice-pages.js';

/** Largest number of returns that the gateway puts on one page. */
const PAGE_MAX = '200';

/** Returns every return of a list of the gateway, by period. */
export async function allReturns(
  client: GatewayClient,
  { path, query }: Question,
): Promise<readonly ReturnSummary[]> {
  const returns: ReturnSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.read<ReturnsPage>(withQuery(path, { ...query, limit: PAGE_MAX, cursor }));
    returns.push(...page.returns);
    cursor = page.next;
  } while (cursor !== undefined);
  return returns;
}
