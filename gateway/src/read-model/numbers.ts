import { present } from '@fapiao-ledger/core';
import { sql } from 'kysely';
import type { At, ReadModel } from './read-model.js';
import { ANY_RATE } from './total-rows.js';

/** What the blocks say about a seller's numbers of a year. */
export interface NumbersInBlocks {
  readonly granted: readonly { readonly prefix: string; readonly count: number }[];
  /** Count of the invoices of the year. */
  readonly issued: number;
}

/** Returns the numbers that the bureau has granted to a seller, of all years, and the count of its invoices of a year. */
export async function numbersOf(
  model: ReadModel,
  seller: string,
  year: string,
): Promise<At<NumbersInBlocks>> {
  return await model.read(async (database) => {
    const { guards } = model.engine;
    const where = sql.join(
      [
        ...guards,
        sql`seller = ${seller}`,
        sql`rate = ${ANY_RATE}`,
        sql`month >= ${`${year}-01`}`,
        sql`month <= ${`${year}-12`}`,
      ],
      sql` and `,
    );
    const counted = await sql<{
      issued: bigint;
    }>`select coalesce(sum(count), 0) as issued from month_total where ${where}`.execute(database);
    // A segment begins behind the last one under its prefix, whose seller may be another.
    const granted = await sql<{
      prefix: string;
      count: bigint;
    }>`select prefix, sum(last - before) as count from (
        select prefix, seller, last, coalesce((select max(earlier.last) from number_grant earlier
          where earlier.prefix = number_grant.prefix and earlier.last < number_grant.last), 0) as before
        from number_grant where seller = ${seller}) granted
      group by prefix order by prefix`.execute(database);
    return {
      issued: Number(present(counted.rows[0], 'the row of the count').issued),
      granted: granted.rows.map(({ prefix, count }) => ({ prefix, count: Number(count) })),
    };
  });
}
