import type { Area } from '@fapiao-ledger/client/areas';
import { type InvoiceType, present } from '@fapiao-ledger/core';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { joinAmount } from './amounts.js';
import { type Cursor, decodeCursor, encodeCursor } from './cursor.js';
import type { Engine } from './engine.js';
import type { At, ReadModel } from './read-model.js';
import { provinceOf } from './regions.js';
import { ANY_RATE, type Tables } from './tables.js';

/** Most groups per answer. */
export const GROUPS_MAX = 1_000;

export const DIMENSIONS = ['month', 'province', 'city', 'county', 'rate', 'taxpayer'] as const;

/** Dimension by which invoices are grouped. `taxpayer` is the seller, and regions are those of sellers. */
export type Dimension = (typeof DIMENSIONS)[number];

export interface StatisticsFilter {
  /** First and last month, "2026-03", both included. */
  readonly monthFrom?: string;
  readonly monthTo?: string;
  /** GB/T 2260: two digits of a province, four of a city or six of a county. */
  readonly region?: string;
  readonly seller?: string;
  /** Restricts the sums to lines at this rate. */
  readonly rate?: string;
  readonly type?: InvoiceType;
}

/** Sums in fen. */
export interface Sums {
  /** Number of invoices. An invoice with lines at several rates counts at each of them. */
  readonly count: bigint;
  readonly net: bigint;
  readonly tax: bigint;
}

export interface GroupSums extends Sums {
  /** An entry per requested dimension. */
  readonly key: Readonly<Partial<Record<Dimension, string>>>;
  /** Province of a region. */
  readonly province?: Area;
  /** Name of the taxpayer. */
  readonly name?: string;
}

export interface Statistics {
  /** In ascending order of the key. */
  readonly groups: readonly GroupSums[];
  /** Sums over all groups, including those of other pages. Each invoice counts once. */
  readonly total: Sums;
  /** Cursor of the next page; absent on the last one. */
  readonly next?: string;
}

export interface StatisticsPaging {
  /** 1 to GROUPS_MAX. */
  readonly limit: number;
  readonly cursor?: string;
}

/**
 * Returns sums of issued invoices, by dimension.
 *
 * @param by distinct dimensions; without any, only the total is returned
 * @throws {ValidationError} FIELD_VALUE at /cursor
 */
export async function statistics(
  model: ReadModel,
  by: readonly Dimension[],
  filter: StatisticsFilter,
  paging: StatisticsPaging,
): Promise<At<Statistics>> {
  const question = [by, Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1))];
  const cursor = paging.cursor === undefined ? undefined : decodeCursor(paging.cursor, question, by.length);
  return await model.read(async (database, height) => {
    const { guards } = model.engine;
    const total = await totalOf(database, filter, guards);
    if (by.length === 0) return { groups: [], total };
    const rows = await groupRows(database, by, filter, { limit: paging.limit + 1, cursor, guards });
    const names = await namesOf(database, rows);
    const groups = rows.slice(0, paging.limit).map((row) => groupOf(row, by, names));
    const last = groups.at(-1);
    if (rows.length <= paging.limit || last === undefined) return { groups, total };
    const position = { height: cursor?.height ?? height, key: by.map((name) => last.key[name] ?? '') };
    return { groups, total, next: encodeCursor(position, question) };
  });
}

interface SumsRow {
  readonly count: bigint;
  readonly net_high: bigint;
  readonly net_low: bigint;
  readonly tax_high: bigint;
  readonly tax_low: bigint;
}

type GroupRow = SumsRow & { readonly [Name in Dimension]?: string };

const COLUMNS: Readonly<Record<Dimension, RawBuilder<string>>> = {
  month: sql`month`,
  province: sql`substr(region, 1, 2)`,
  city: sql`substr(region, 1, 4)`,
  county: sql`region`,
  rate: sql`rate`,
  taxpayer: sql`seller`,
};

/** Sums in two parts, because SQLite refuses a sum beyond 2^63. A sum over no rows is null. */
const SUMS = sql.join(
  ['count', 'net_high', 'net_low', 'tax_high', 'tax_low'].map(
    (name) => sql`coalesce(sum(${sql.ref(name)}), 0) as ${sql.ref(name)}`,
  ),
);

async function totalOf(
  database: Kysely<Tables>,
  filter: StatisticsFilter,
  guards: Engine['guards'],
): Promise<Sums> {
  const where = sql.join([...guards, ...conditionsOf(filter, false)], sql` and `);
  const { rows } = await sql<SumsRow>`select ${SUMS} from month_total where ${where}`.execute(database);
  return sumsOf(present(rows[0], 'the row of the sums'));
}

async function groupRows(
  database: Kysely<Tables>,
  by: readonly Dimension[],
  filter: StatisticsFilter,
  { limit, cursor, guards }: { limit: number; cursor: Cursor | undefined; guards: Engine['guards'] },
): Promise<readonly GroupRow[]> {
  const key = sql.join(by.map((name) => COLUMNS[name]));
  const after = cursor === undefined ? [] : [sql<boolean>`(${key}) > (${sql.join(cursor.key)})`];
  const where = sql.join([...guards, ...conditionsOf(filter, by.includes('rate')), ...after], sql` and `);
  const named = sql.join(by.map((name) => sql`${COLUMNS[name]} as ${sql.ref(name)}`));
  const { rows } = await sql<GroupRow>`select ${named}, ${SUMS} from month_total where ${where}
    group by ${key} order by ${key} limit ${limit}`.execute(database);
  return rows;
}

/** @param isByRate whether to read the rows of single rates instead of those of whole invoices */
function conditionsOf(filter: StatisticsFilter, isByRate: boolean): readonly RawBuilder<boolean>[] {
  const { monthFrom, monthTo, region, seller, rate, type } = filter;
  const conditions = [rateCondition(rate, isByRate)];
  if (monthFrom !== undefined) conditions.push(sql`month >= ${monthFrom}`);
  if (monthTo !== undefined) conditions.push(sql`month <= ${monthTo}`);
  if (region !== undefined) conditions.push(sql`substr(region, 1, ${sql.lit(region.length)}) = ${region}`);
  if (seller !== undefined) conditions.push(sql`seller = ${seller}`);
  if (type !== undefined) conditions.push(sql`type = ${type}`);
  return conditions;
}

function rateCondition(rate: string | undefined, isByRate: boolean): RawBuilder<boolean> {
  if (rate !== undefined) return sql`rate = ${rate}`;
  return isByRate ? sql`rate <> ${ANY_RATE}` : sql`rate = ${ANY_RATE}`;
}

async function namesOf(
  database: Kysely<Tables>,
  rows: readonly GroupRow[],
): Promise<ReadonlyMap<string, string>> {
  const codes = [...new Set(rows.flatMap(({ taxpayer }) => taxpayer ?? []))];
  if (codes.length === 0) return new Map();
  const taxpayers = await database
    .selectFrom('taxpayer')
    .select(['code', 'name'])
    .where('code', 'in', codes)
    .execute();
  return new Map(taxpayers.map(({ code, name }) => [code, name ?? '']));
}

function groupOf(row: GroupRow, by: readonly Dimension[], names: ReadonlyMap<string, string>): GroupSums {
  const region = row.province ?? row.city ?? row.county;
  const province = region === undefined ? undefined : provinceOf(region);
  const name = row.taxpayer === undefined ? undefined : names.get(row.taxpayer);
  return {
    key: Object.fromEntries(by.map((dimension) => [dimension, row[dimension]])),
    ...(province && { province }),
    ...(name !== undefined && { name }),
    ...sumsOf(row),
  };
}

function sumsOf(row: SumsRow): Sums {
  return {
    count: row.count,
    net: joinAmount(row.net_high, row.net_low),
    tax: joinAmount(row.tax_high, row.tax_low),
  };
}
