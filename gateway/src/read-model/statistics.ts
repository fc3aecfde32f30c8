import type { Area } from '@fapiao-ledger/client/areas';
import { type InvoiceType, present, ValidationError } from '@fapiao-ledger/core';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { joinAmount } from './amounts.js';
import { type Cursor, decodeCursor, encodeCursor } from './cursor.js';
import type { Engine } from './engine.js';
import type { At, ReadModel } from './read-model.js';
import { provinceOf } from './regions.js';
import type { Tables } from './tables.js';
import { ANY_RATE, ANY_SECTOR } from './total-rows.js';

/** Most groups per answer. */
export const GROUPS_MAX = 1_000;

export const DIMENSIONS = [
  'month',
  'week',
  'day',
  'type',
  'province',
  'city',
  'county',
  'rate',
  'sector',
  'taxpayer',
] as const;

/**
 * Dimension by which invoices are grouped. `week` is its Monday, `sector` the first digit of a tax class, `taxpayer` the seller; regions are those
 * of sellers.
 */
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
  /** Restricts the sums to lines of this sector. */
  readonly sector?: string;
  readonly type?: InvoiceType;
}

/** Sums in fen. */
export interface Sums {
  /** Number of invoices. An invoice with lines at several rates or sectors counts at each of them. */
  readonly count: bigint;
  readonly net: bigint;
  readonly tax: bigint;
}

/** Values by dimension. */
export type GroupKey = { readonly [Name in Dimension]?: Name extends 'type' ? InvoiceType : string };

export interface GroupSums extends Sums {
  /** An entry per requested dimension. */
  readonly key: GroupKey;
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
 * @throws {ValidationError} FIELD_VALUE at /by or /sector for days, weeks or sectors of single sellers, then at /cursor
 */
export async function statistics(
  model: ReadModel,
  by: readonly Dimension[],
  filter: StatisticsFilter,
  paging: StatisticsPaging,
): Promise<At<Statistics>> {
  requireSummed(by, filter);
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

/** Requires that a table has the sums: those of days are of all sellers in a county, because there are thirty times as many days as months. */
function requireSummed(by: readonly Dimension[], filter: StatisticsFilter): void {
  const isOfSellers = by.includes('taxpayer') || filter.seller !== undefined;
  if (!isOfSellers || tableOf(by, filter) !== 'day_total') return;
  const message = 'days, weeks and sectors are not summed up for single sellers';
  const isByGroups = by.some((name) => name === 'taxpayer' || tableOf([name], {}) === 'day_total');
  throw new ValidationError([{ code: 'FIELD_VALUE', path: isByGroups ? '/by' : '/sector', message }]);
}

/** Returns the table with the fewest rows that has the sums. */
function tableOf(by: readonly Dimension[], { sector }: StatisticsFilter): 'month_total' | 'day_total' {
  const isDaily =
    sector !== undefined || ['day', 'week', 'sector'].some((name) => by.includes(name as Dimension));
  return isDaily ? 'day_total' : 'month_total';
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
  week: sql`week`,
  day: sql`day`,
  type: sql`type`,
  province: sql`substr(region, 1, 2)`,
  city: sql`substr(region, 1, 4)`,
  county: sql`region`,
  rate: sql`rate`,
  sector: sql`sector`,
  taxpayer: sql`seller`,
};

/** The month of a row of days. */
const MONTH_OF_DAY = sql<string>`substr(day, 1, 7)`;

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
  const where = sql.join([...guards, ...conditionsOf(filter, [])], sql` and `);
  const { rows } =
    await sql<SumsRow>`select ${SUMS} from ${sql.table(tableOf([], filter))} where ${where}`.execute(
      database,
    );
  return sumsOf(present(rows[0], 'the row of the sums'));
}

async function groupRows(
  database: Kysely<Tables>,
  by: readonly Dimension[],
  filter: StatisticsFilter,
  { limit, cursor, guards }: { limit: number; cursor: Cursor | undefined; guards: Engine['guards'] },
): Promise<readonly GroupRow[]> {
  const table = tableOf(by, filter);
  const columns = table === 'day_total' ? { ...COLUMNS, month: MONTH_OF_DAY } : COLUMNS;
  const key = sql.join(by.map((name) => columns[name]));
  const after = cursor === undefined ? [] : [sql<boolean>`(${key}) > (${sql.join(cursor.key)})`];
  const where = sql.join([...guards, ...conditionsOf(filter, by), ...after], sql` and `);
  const named = sql.join(by.map((name) => sql`${columns[name]} as ${sql.ref(name)}`));
  const { rows } = await sql<GroupRow>`select ${named}, ${SUMS} from ${sql.table(table)} where ${where}
    group by ${key} order by ${key} limit ${limit}`.execute(database);
  return rows;
}

/** @param by dimensions: by rate or sector, the rows of single ones are read instead of those of whole invoices */
function conditionsOf(filter: StatisticsFilter, by: readonly Dimension[]): readonly RawBuilder<boolean>[] {
  const { region, seller, rate, sector, type } = filter;
  const isDaily = tableOf(by, filter) === 'day_total';
  const conditions = [
    partCondition('rate', rate, by),
    ...(isDaily ? [partCondition('sector', sector, by)] : []),
    ...periodConditions(filter, isDaily),
  ];
  if (region !== undefined) conditions.push(sql`substr(region, 1, ${sql.lit(region.length)}) = ${region}`);
  if (seller !== undefined) conditions.push(sql`seller = ${seller}`);
  if (type !== undefined) conditions.push(sql`type = ${type}`);
  return conditions;
}

function periodConditions(
  { monthFrom, monthTo }: StatisticsFilter,
  isDaily: boolean,
): readonly RawBuilder<boolean>[] {
  const column = sql.ref(isDaily ? 'day' : 'month');
  // A bound of days is a text that no day of the month is below, or above.
  const [from, to] = isDaily && monthTo !== undefined ? [monthFrom, `${monthTo}-31`] : [monthFrom, monthTo];
  return [
    ...(from === undefined ? [] : [sql<boolean>`${column} >= ${from}`]),
    ...(to === undefined ? [] : [sql<boolean>`${column} <= ${to}`]),
  ];
}

function partCondition(
  name: 'rate' | 'sector',
  value: string | undefined,
  by: readonly Dimension[],
): RawBuilder<boolean> {
  const column = sql.ref(name);
  const any = name === 'rate' ? ANY_RATE : ANY_SECTOR;
  if (value !== undefined) return sql`${column} = ${value}`;
  return by.includes(name) ? sql`${column} <> ${any}` : sql`${column} = ${any}`;
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
    key: Object.fromEntries(by.map((dimension) => [dimension, row[dimension]])) as GroupKey,
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
