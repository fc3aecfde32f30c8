import { present } from '@fapiao-ledger/core';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Cursor } from './cursor.js';
import type { Engine } from './engine.js';
import {
  boundsOf,
  cohortsOf,
  conditionsOf,
  type Driver,
  driverOf,
  type InvoiceFilter,
  isByCohort,
  isLedByCohort,
  isOfCohorts,
  leadOf,
} from './invoice-filter.js';
import type { At } from './read-model.js';
import { boundSeries, sortKey } from './sort-key.js';
import type { InvoiceRow, Tables } from './tables.js';

/** Newest invoices that are looked through along the date before many lists of cohorts are merged. */
const WINDOW = 1_000;

/** Most cohorts whose lists are merged. */
const MERGED_MAX = 1_000;

export interface List {
  readonly engine: Engine;
  readonly filter: InvoiceFilter;
  /** Moment of the query, seconds since 1970. */
  readonly at: number;
  readonly limit: number;
  readonly cursor: Cursor | undefined;
}

type Shown = 'series' | 'serial' | 'profile' | 'type' | 'buyer_type' | 'state' | 'net' | 'tax' | 'gone';

/** An invoice as a list shows it. */
export type ListedRow = Readonly<Record<Shown & keyof InvoiceRow, bigint>> & {
  readonly lock_expires: bigint | null;
  readonly purpose: bigint | null;
  readonly use_period: bigint | null;
  readonly seller: string;
  readonly seller_name: string;
  readonly buyer: string | null;
  readonly buyer_name: string | null;
  readonly holder: string;
  readonly rates: string;
  readonly ref: string | null;
};

/** The columns of a list, with ids instead of texts. */
const LISTED = sql`invoice.series, invoice.serial, invoice.profile, invoice.type, invoice.buyer_type, invoice.state,
  invoice.net, invoice.tax, invoice.gone, invoice.lock_expires, invoice.purpose, invoice.use_period, invoice.cohort,
  invoice.seller, invoice.seller_name, invoice.buyer, invoice.buyer_name, invoice.holder`;

const ANSWERED = sql`next_block as height,
  series, serial, profile, type, buyer_type, state, net, tax, gone, lock_expires, purpose, use_period, rates,
  (select value from text where id = listed.seller) as seller,
  (select value from text where id = listed.seller_name) as seller_name,
  (select value from text where id = listed.buyer) as buyer,
  (select value from text where id = listed.buyer_name) as buyer_name,
  (select value from text where id = listed.holder) as holder,
  (select ref from invoice_ref where invoice_ref.series = listed.series and invoice_ref.serial = listed.serial) as ref`;

/**
 * Returns the statement for the rows of a list with their texts, and the height at which they are true. The list is
 * materialized, so that its plan is the same as without them, and texts are looked up for its rows alone. PostgreSQL
 * takes longer to plan a join for each column than it takes for the whole answer. It knows by the id of the checkpoint
 * that there is one, and not many, for which it would compile the statement.
 */
function answerOf(list: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`with listed as materialized (${list})
    select ${ANSWERED} from checkpoint left join listed on true left join cohort on cohort.id = listed.cohort
    where checkpoint.id = 1 order by series desc, serial desc`;
}

/** Returns the newest invoices of a list. The statement that answers is the only one that must see a single state. */
export async function listInvoices(database: Kysely<Tables>, list: List): Promise<At<readonly ListedRow[]>> {
  const { engine, filter, at, limit, cursor } = list;
  const lead = leadOf(filter);
  const driver = driverOf(lead);
  const bounds = [...boundsOf(filter, driver), ...after(driver, cursor)];
  const conditions = [
    ...conditionsOf(filter, { at, engine, lead }),
    ...(cursor === undefined ? [] : [sql<boolean>`invoice.block < ${cursor.height}`]),
  ];
  const cohorts = isByCohort(filter) ? [isOfCohorts(filter, engine)] : [];
  const alongKey = orderedBy(driver, [...engine.guards, ...bounds, ...conditions, ...cohorts], limit);
  if (!isLedByCohort(lead)) return await rowsOf(database, alongKey);
  const count = await cohortCount(database, filter);
  if (count > engine.mergedFirstMax) {
    const window = [...engine.guards, isInWindow(bounds), ...bounds, ...conditions, ...cohorts];
    const recent = await rowsOf(database, orderedBy(driver, window, limit));
    if (recent.value.length === limit) return recent;
  }
  const merge = { columns: LISTED, cohorts: cohortsOf(filter), bounds, conditions, limit };
  return await rowsOf(database, count > MERGED_MAX ? alongKey : engine.newestOf(merge));
}

/** Returns the condition for the last invoices within the bounds. No invoice meets it when there are fewer. */
function isInWindow(bounds: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql`(invoice.series, invoice.serial) >= (select series, serial from invoice ${where(bounds)}
    order by series desc, serial desc limit 1 offset ${sql.lit(WINDOW - 1)})`;
}

async function rowsOf(
  database: Kysely<Tables>,
  list: RawBuilder<unknown>,
): Promise<At<readonly ListedRow[]>> {
  const { rows } = await sql<Answer>`${answerOf(list)}`.execute(database);
  const height = present(rows[0], 'the row of the height').height;
  return { height, value: rows.filter((row) => row.series !== null) };
}

/** A row of the answer. The only row of an empty list has a height and nothing else. */
type Answer = { readonly height: bigint } & (ListedRow | { readonly series: null });

/** Returns the statement for the newest invoices, along the key of a table. */
function orderedBy(
  driver: Driver,
  conditions: readonly RawBuilder<boolean>[],
  limit: number,
): RawBuilder<unknown> {
  const key = sql.table(driver);
  const join =
    driver === 'invoice'
      ? sql``
      : sql`join invoice on invoice.series = ${key}.series and invoice.serial = ${key}.serial`;
  return sql`select ${LISTED} from ${key} ${join} ${where(conditions)}
    order by ${key}.series desc, ${key}.serial desc limit ${limit}`;
}

function where(conditions: readonly RawBuilder<boolean>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
}

async function cohortCount(database: Kysely<Tables>, filter: InvoiceFilter): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`select count(*) as count
    from (${cohortsOf(filter)}) as chosen`.execute(database);
  return Number(rows[0]?.count ?? 0);
}

/** Returns the condition for the entries after the one that a cursor names. */
function after(driver: Driver, cursor: Cursor | undefined): readonly RawBuilder<boolean>[] {
  if (cursor === undefined) return [];
  const [date = '', number = ''] = cursor.key;
  const { series, serial } = sortKey(date, number);
  const key = sql.ref(driver);
  return [sql`(${key}.series, ${key}.serial) < (${boundSeries(series)}, ${serial})`];
}
