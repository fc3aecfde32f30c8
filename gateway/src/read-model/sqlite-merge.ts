import { type RawBuilder, sql } from 'kysely';
import type { MergedLists } from './engine.js';

/**
 * Returns a statement that merges the lists of cohorts: a queue holds the newest entry of each, and gives way to the
 * entry after it when it is taken.
 */
export function newestOf(
  { columns, cohorts, bounds, conditions, limit }: MergedLists,
  guards: readonly RawBuilder<boolean>[],
): RawBuilder<unknown> {
  const where = sql.join([...guards, ...conditions], sql` and `);
  const newest = (of: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`(select series, serial from invoice where ${sql.join([of, ...bounds], sql` and `)}
      order by series desc, serial desc limit 1)`;
  return sql`
    with recursive head (cohort, series, serial) as (
      select first.cohort, first.series, first.serial from (${cohorts}) as chosen
        cross join invoice as first on (first.series, first.serial) = ${newest(sql`cohort = chosen.id`)}
      union all
      select next.cohort, next.series, next.serial from head
        cross join invoice as next on (next.series, next.serial) = ${newest(sql`cohort = head.cohort and (series, serial) < (head.series, head.serial)`)}
      order by 2 desc, 3 desc
    )
    select ${columns} from head cross join invoice
      on invoice.series = head.series and invoice.serial = head.serial
      where ${where} limit ${limit}`;
}
