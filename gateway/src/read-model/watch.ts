import { monthsAfter, WATCH_MONTHS } from '@fapiao-ledger/core';
import { sql } from 'kysely';
import { joinAmount } from './amounts.js';
import type { At, ReadModel } from './read-model.js';
import { AMOUNT_PART, ANY_RATE } from './total-rows.js';

/** Most sellers per answer. */
export const WATCHED_MAX = 1_000;

export interface WatchQuestion {
  /** The last of the twelve months. */
  readonly month: string;
  /** Least net of the twelve months, fen. */
  readonly least: bigint;
  readonly limit: number;
  /** Code after which the page begins. */
  readonly after?: string;
}

export interface WatchedSeller {
  readonly code: string;
  readonly name: string | null;
  /** Net of the twelve months, less red-letter invoices, fen. */
  readonly net: bigint;
}

export interface Watched {
  /** In the order of their codes. */
  readonly sellers: readonly WatchedSeller[];
  readonly hasMore: boolean;
}

/** Returns the small-scale sellers whose sales of twelve months are at least an amount (T31). */
export async function watchedSellers(
  model: ReadModel,
  { month, least, limit, after }: WatchQuestion,
): Promise<At<Watched>> {
  const where = sql.join(
    [
      ...model.engine.guards,
      sql`rate = ${ANY_RATE}`,
      sql`month >= ${monthsAfter(month, 1 - WATCH_MONTHS)}`,
      sql`month <= ${month}`,
      sql`seller > ${after ?? ''}`,
      sql`taxpayer.kind = 'SMALL_SCALE'`,
    ],
    sql` and `,
  );
  // Both parts are whole numbers below 2^53 here, so that the sum of an amount near the limit is exact also in a float.
  const net = sql`sum(net_high) * ${sql.lit(AMOUNT_PART)} + sum(net_low)`;
  return await model.read(async (database) => {
    const { rows } = await sql<{ seller: string; name: string | null; net_high: bigint; net_low: bigint }>`
      select seller, max(name) as name, sum(net_high) as net_high, sum(net_low) as net_low
      from month_total join taxpayer on taxpayer.code = month_total.seller where ${where}
      group by seller having ${net} >= ${least} order by seller limit ${limit + 1}`.execute(database);
    const sellers = rows.slice(0, limit).map(({ seller, name, net_high, net_low }) => ({
      code: seller,
      name,
      net: joinAmount(net_high, net_low),
    }));
    return { sellers, hasMore: rows.length > limit };
  });
}

/** A small-scale seller whose sales of twelve months have reached the limit. */
export interface Crossing {
  readonly seller: string;
  readonly month: string;
  readonly transactionId: string;
  readonly net: bigint;
  readonly limit: bigint;
}

/** Returns what the pages of a block crossed, in the order of sellers. */
export async function crossingsIn(model: ReadModel, block: bigint): Promise<readonly Crossing[]> {
  const rows = await model.ask(
    async (database) =>
      await database
        .selectFrom('crossing')
        .selectAll()
        .where('block', '=', block)
        .orderBy('seller')
        .execute(),
  );
  return rows.map(({ seller, month, transaction_id: transactionId, net_high: high, net_low: low, fen }) => ({
    seller,
    month,
    transactionId,
    net: joinAmount(BigInt(high), BigInt(low)),
    limit: BigInt(fen),
  }));
}
