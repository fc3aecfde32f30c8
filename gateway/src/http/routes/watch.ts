import {
  formatSum,
  monthOf,
  monthsAfter,
  ruleSetOn,
  shanghaiDate,
  smallScaleLimitOf,
  WATCH_MONTHS,
} from '@fapiao-ledger/core';
import { requireOverseer } from '../../access/callers.js';
import type { LedgerFacts } from '../../ledger/ledger-facts.js';
import type { Lists } from '../../read-model/lists.js';
import { ok } from '../answer.js';
import { inJson, type Route, route } from '../route.js';
import { SHARE_UNIT, watchPage, watchQuery } from '../schemas/watch.js';

const LIMIT = 200;
const SHARE = '0.8';

/** Returns the route for the sales of small-scale sellers in twelve months. */
export function watchRoutes(lists: Lists, facts: LedgerFacts, now: () => number): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/bureau/watch',
      area: 'Bureau',
      access: 'authenticated',
      summary: 'List small-scale sellers whose sales of twelve months come near the limit, or are above it',
      queryFields: watchQuery,
      answer: inJson(200, 'Sellers in the order of their codes', watchPage),
      refusals: [
        'RULE_SET_NOT_FOUND',
        'CREDIT_CODE_INVALID',
        'QUERY_TOO_BROAD',
        'READ_MODEL_UNAVAILABLE',
        'GATEWAY_BUSY',
      ],
      handle: async ({ caller, query: { from = SHARE, limit, after } }) => {
        requireOverseer(caller);
        const date = shanghaiDate(Math.floor(now() / 1_000));
        const bound = smallScaleLimitOf(ruleSetOn(await facts.policy('recent'), date).ruleSet);
        const month = monthOf(date);
        const { height, value } = await lists.watch({
          month,
          least: shareOf(bound, from),
          limit: limit === undefined ? LIMIT : Number(limit),
          ...(after === undefined ? {} : { after }),
        });
        const { sellers, hasMore } = value;
        const last = sellers.at(-1);
        return ok({
          height: String(height),
          months: { from: monthsAfter(month, 1 - WATCH_MONTHS), to: month },
          limit: formatSum(bound),
          sellers: sellers.map(({ code, name, net }) => ({
            code,
            name: name ?? '',
            net: formatSum(net),
            share: shareIn(net, bound),
          })),
          ...(hasMore && last !== undefined ? { next: last.code } : {}),
        });
      },
    }),
  ];
}

/** Returns a share of the limit, rounded up to a fen: a seller is listed once it has reached the share. */
function shareOf(bound: bigint, share: string): bigint {
  const [whole = '0', decimals = ''] = share.split('.');
  const parts = BigInt(whole + decimals.padEnd(4, '0'));
  return (bound * parts + SHARE_UNIT - 1n) / SHARE_UNIT;
}

/** Returns the share of the limit that an amount is, with four decimals, rounded down: 1.0000 is at the limit or above. */
function shareIn(net: bigint, bound: bigint): string {
  const parts = bound === 0n ? 0n : (net * SHARE_UNIT) / bound;
  const text = String(parts).padStart(5, '0');
  return `${text.slice(0, -4)}.${text.slice(-4)}`;
}
