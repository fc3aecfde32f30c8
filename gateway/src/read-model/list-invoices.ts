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
  isOfCohorts,
  leadOf,
} from './invoice-filter.js';
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

/** An invoice as a list shows it. Its texts are apart, by their ids. */
export type ListedRow = Readonly<Record<(typeof COLUMNS)[number], bigint>> &
  Readonly<Record<(typeof OPTIONAL_COLUMNS)[number], bigint | null>>;

const COLUMNS = [
  'series',
  'serial',
  'profile',
  'type',
  'seller',
  'seller_name',
  'cohort',
  'buyer_type',
  'holder',
  'state',
  'net',
  'tax',
  'redeemed',
] as const satisfies readonly (keyof InvoiceRow)[];

const OPTIONAL_COLUMNS = [
  'buyer',
  'buyer_name',
  'lock_expires',
] as const satisfies readonly (keyof InvoiceRow)[];

const LISTED = sql.join([...COLUMNS, ...OPTIONAL_COLUMNS].map((name) => sql.ref(`invoice.${name}`)));

/** Newest invoices of a list. */
export interface Listed {
  readonly rows: readonly ListedRow[];
  /** Codes and names by their ids. */
  readonly texts: ReadonlyMap<bigint, string>;
  /** Rates of the cohorts, separated by spaces. */
  readonly rates: ReadonlyMap<bigint, string>;
}

export async function listInvoices(database: Kysely<Tables>, list: List): Promise<Listed> {
  const rows = await newest(database, list);
  return { rows, ...(await textsOf(database, list.engine, rows)) };
}

/** Returns the texts of rows. A statement of their own takes less time than a join for each column. */
async function textsOf(
  database: Kysely<Tables>,
  engine: Engine,
  rows: readonly ListedRow[],
): Promise<Omit<Listed, 'rows'>> {
  const texts = new Map<bigint, string>();
  const rates = new Map<bigint, string>();
  if (rows.length === 0) return { texts, rates };
  const ids = new Set<number>();
  const cohorts = new Set<number>();
  for (const { seller, seller_name, buyer, buyer_name, holder, cohort } of rows) {
    for (const id of [seller, seller_name, buyer, buyer_name, holder]) if (id !== null) ids.add(Number(id));
    cohorts.add(Number(cohort));
  }
  const isAmong = (entries: ReadonlySet<number>): RawBuilder<boolean> =>
    engine.isAmong(sql.ref('id'), [...entries]);
  const entries = await sql<{ id: bigint; text: string | null; rates: string | null }>`
    select id, value as text, null as rates from text where ${isAmong(ids)}
    union all
    select id, null, rates from cohort where ${isAmong(cohorts)}`.execute(database);
  for (const entry of entries.rows) {
    if (entry.text !== null) texts.set(entry.id, entry.text);
    if (entry.rates !== null) rates.set(entry.id, entry.rates);
  }
  return { texts, rates };
}

async function newest(database: Kysely<Tables>, list: List): Promise<readonly ListedRow[]> {
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
  if (lead !== 'region' && lead !== 'rate') return await rowsOf(database, alongKey);
  const count = await cohortCount(database, filter);
  if (count > engine.mergedFirstMax) {
    const window = [...engine.guards, isInWindow(bounds), ...bounds, ...conditions, ...cohorts];
    const recent = await rowsOf(database, orderedBy(driver, window, limit));
    if (recent.length === limit) return recent;
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
  statement: RawBuilder<unknown>,
): Promise<readonly ListedRow[]> {
  return (await sql<ListedRow>`${statement}`.execute(database)).rows;
}

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
