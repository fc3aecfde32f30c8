import { createHash } from 'node:crypto';
import {
  formatSum,
  type InvoiceType,
  present,
  RETURN_LIST_HEAD,
  RETURN_PARTS,
  type ReturnEntry,
  type ReturnFigure,
  type ReturnState,
  type ReturnSumsJson,
  returnLine,
} from '@fapiao-ledger/core';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { joinAmount } from './amounts.js';
import { type Cursor, decodeCursor, encodeCursor } from './cursor.js';
import type { Engine } from './engine.js';
import type { At, ReadModel } from './read-model.js';
import { firstSeries, lastSeries, numberFrom, numberOf } from './sort-key.js';
import { periodNumber } from './store-deductions.js';
import type { ReturnRow, Tables } from './tables.js';
import { AMOUNT_PART, ANY_RATE } from './total-rows.js';

/** A taxpayer's month. */
export interface TaxMonth {
  readonly taxpayer: string;
  /** Such as "2026-03". */
  readonly period: string;
}

/** What the ledger counts of a month. */
export interface CountedMonth {
  readonly sums: ReturnSumsJson;
  /** Digest of the list behind them. */
  readonly list: string;
  /** What the return before carries over, or "0.00". */
  readonly carriedIn: string;
  /** When the last return of the month was filed, as far as the tables have been written. */
  readonly filedAt: string | undefined;
}

/** Entries that are digested at a time, so that a month of a million invoices never holds the event loop for long. */
const DIGEST_PAGE = 2_000;

/** Counts a month on one state of the tables. @throws {DomainError} QUERY_TOO_BROAD, READ_MODEL_UNAVAILABLE */
export async function countMonth(
  model: ReadModel,
  month: TaxMonth,
  before: string,
): Promise<At<CountedMonth>> {
  return await model.read(async (database) => ({
    sums: await sumsOf(database, month, model.engine.guards),
    list: await listDigest(database, month),
    carriedIn: (await returnOf(database, { ...month, period: before }))?.carried_out ?? '0.00',
    filedAt: (await returnOf(database, month))?.filed_at,
  }));
}

interface SumsRow {
  readonly high: bigint;
  readonly low: bigint;
}

/** Sums in two parts, because SQLite refuses a sum beyond 2^63. */
const TAX_SUM = sql`coalesce(sum(tax / ${sql.lit(AMOUNT_PART)}), 0) as high,
  coalesce(sum(tax % ${sql.lit(AMOUNT_PART)}), 0) as low`;

async function sumsOf(
  database: Kysely<Tables>,
  month: TaxMonth,
  guards: Engine['guards'],
): Promise<ReturnSumsJson> {
  return {
    output: await outputOf(database, month),
    input: await taxIn(database, 'deduction', month, guards),
    transfersOut: await taxIn(database, 'deduction_transfer', month, guards),
  };
}

async function outputOf(
  database: Kysely<Tables>,
  { taxpayer, period }: TaxMonth,
): Promise<ReturnSumsJson['output']> {
  const rows = await database
    .selectFrom('month_total')
    .select(['type', 'rate', 'net_high', 'net_low', 'tax_high', 'tax_low'])
    .where('month', '=', period)
    .where('seller', '=', taxpayer)
    .where('rate', '<>', ANY_RATE)
    .orderBy('type')
    .orderBy('rate')
    .execute();
  return rows.map((row) => ({
    type: row.type as InvoiceType,
    rate: row.rate,
    net: formatSum(joinAmount(BigInt(row.net_high), BigInt(row.net_low))),
    tax: formatSum(joinAmount(BigInt(row.tax_high), BigInt(row.tax_low))),
  }));
}

async function taxIn(
  database: Kysely<Tables>,
  table: 'deduction' | 'deduction_transfer',
  { taxpayer, period }: TaxMonth,
  guards: Engine['guards'],
): Promise<string> {
  const conditions = [
    ...guards,
    sql<boolean>`company = ${idOf(taxpayer)}`,
    sql<boolean>`period = ${periodNumber(period)}`,
  ];
  const { rows } = await sql<SumsRow>`select ${TAX_SUM} from ${sql.table(table)}
    where ${sql.join(conditions, sql` and `)}`.execute(database);
  const { high, low } = present(rows[0], 'the row of the sums');
  return formatSum(joinAmount(high, low));
}

async function returnOf(
  database: Kysely<Tables>,
  { taxpayer, period }: TaxMonth,
): Promise<ReturnRow | undefined> {
  return await database
    .selectFrom('tax_return')
    .selectAll()
    .where('taxpayer', '=', taxpayer)
    .where('period', '=', period)
    .executeTakeFirst();
}

async function listDigest(database: Kysely<Tables>, month: TaxMonth): Promise<string> {
  const hash = createHash('sha256').update(RETURN_LIST_HEAD);
  for (const figure of RETURN_PARTS) {
    let after: EntryRow | undefined;
    do {
      const rows: readonly EntryRow[] = await rowsOf(database, { figure, month, after, limit: DIGEST_PAGE });
      hash.update(rows.map((row) => returnLine(entryOf(figure, row))).join(''));
      after = rows.length < DIGEST_PAGE ? undefined : rows.at(-1);
    } while (after !== undefined);
  }
  return hash.digest('hex');
}

/** A page of the list behind the figures of a month. */
export interface ReturnEntries {
  readonly entries: readonly ReturnEntry[];
  readonly next?: string;
}

/** Returns a part of the list behind the figures of a month, in its order. @throws {ValidationError} FIELD_VALUE at /cursor */
export async function returnEntries(
  model: ReadModel,
  figure: ReturnFigure,
  month: TaxMonth,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<At<ReturnEntries>> {
  const question = [figure, month.taxpayer, month.period];
  const position = cursor === undefined ? undefined : decodeCursor(cursor, question, KEY.length);
  return await model.read(async (database, height) => {
    const after = position === undefined ? undefined : rowAt(position);
    const rows = await rowsOf(database, { figure, month, after, limit: limit + 1 });
    const entries = rows.slice(0, limit).map((row) => entryOf(figure, row));
    const last = rows.at(limit - 1);
    if (rows.length <= limit || last === undefined) return { entries };
    const key = KEY.map((name) => String(last[name]));
    return { entries, next: encodeCursor({ height, key }, question) };
  });
}

/** A return as a list shows it. */
export interface ListedReturn extends TaxMonth {
  readonly state: ReturnState;
  readonly filedAt: string;
  readonly carriedOut: string;
  readonly payable: string;
  readonly taxpayerName?: string;
}

/** Filters of a list of returns. */
export interface ReturnFilter {
  readonly taxpayer?: string;
  readonly state?: ReturnState;
  /** First and last month. */
  readonly periodFrom?: string;
  readonly periodTo?: string;
}

/** Returns filed returns, by period and then by taxpayer. @throws {ValidationError} FIELD_VALUE at /cursor */
export async function listReturns(
  model: ReadModel,
  filter: ReturnFilter,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<At<{ readonly returns: readonly ListedReturn[]; readonly next?: string }>> {
  const question = ['returns', ...RETURN_FILTERS.map((name) => filter[name] ?? '')];
  const position = cursor === undefined ? undefined : decodeCursor(cursor, question, 2);
  const conditions = [
    ...conditionsOf(filter),
    ...(position === undefined ? [] : [sql<boolean>`(period, taxpayer) > (${sql.join(position.key)})`]),
  ];
  return await model.read(async (database, height) => {
    const { rows } = await sql<ReturnListRow>`select taxpayer, period, state, filed_at, carried_out, payable,
        (select name from taxpayer as named where named.code = tax_return.taxpayer) as name
      from tax_return where ${sql.join(conditions, sql` and `)} order by period, taxpayer limit ${limit + 1}`.execute(
      database,
    );
    const returns = rows.slice(0, limit).map(listedReturn);
    const last = returns.at(-1);
    if (rows.length <= limit || last === undefined) return { returns };
    return { returns, next: encodeCursor({ height, key: [last.period, last.taxpayer] }, question) };
  });
}

const RETURN_FILTERS = ['taxpayer', 'state', 'periodFrom', 'periodTo'] as const;

function conditionsOf({
  taxpayer,
  state,
  periodFrom,
  periodTo,
}: ReturnFilter): readonly RawBuilder<boolean>[] {
  return [
    sql`1 = 1`,
    ...(taxpayer === undefined ? [] : [sql<boolean>`taxpayer = ${taxpayer}`]),
    ...(state === undefined ? [] : [sql<boolean>`state = ${state}`]),
    ...(periodFrom === undefined ? [] : [sql<boolean>`period >= ${periodFrom}`]),
    ...(periodTo === undefined ? [] : [sql<boolean>`period <= ${periodTo}`]),
  ];
}

interface ReturnListRow extends TaxMonth {
  readonly state: ReturnState;
  readonly filed_at: string;
  readonly carried_out: string;
  readonly payable: string;
  readonly name: string | null;
}

function listedReturn({
  taxpayer,
  period,
  state,
  filed_at,
  carried_out,
  payable,
  name,
}: ReturnListRow): ListedReturn {
  const figures = { filedAt: filed_at, carriedOut: carried_out, payable };
  return { taxpayer, period, state, ...figures, ...(name !== null && { taxpayerName: name }) };
}

/** A row of the list. Only output has a net, and only transfers have the number of a red-letter invoice. */
interface EntryRow {
  readonly series: bigint;
  readonly serial: bigint;
  readonly red_prefix: bigint;
  readonly red_serial: bigint;
  readonly net: bigint;
  readonly tax: bigint;
}

/** The order of a part. */
const KEY = ['series', 'serial', 'red_prefix', 'red_serial'] as const;

interface EntryQuestion {
  readonly figure: ReturnFigure;
  readonly month: TaxMonth;
  /** The entry before. */
  readonly after: Pick<EntryRow, (typeof KEY)[number]> | undefined;
  readonly limit: number;
}

async function rowsOf(
  database: Kysely<Tables>,
  { figure, month, after, limit }: EntryQuestion,
): Promise<readonly EntryRow[]> {
  const key = figure === 'transfers' ? KEY : KEY.slice(0, 2);
  const names = sql.join(key.map((name) => sql.ref(name)));
  const { columns, conditions, first } = partOf(figure, month);
  // The only lower bound, because with two of them SQLite begins at the smaller one and passes over all entries before.
  const bound = after === undefined ? first : sql`(${names}) > (${sql.join(key.map((name) => after[name]))})`;
  const { rows } = await sql<EntryRow>`select ${columns} where ${conditions} and ${bound}
    order by ${names} limit ${limit}`.execute(database);
  return rows;
}

/** The columns and table of a part of the list, its conditions, and the condition for its first entry. */
interface Part {
  readonly columns: RawBuilder<unknown>;
  readonly conditions: RawBuilder<unknown>;
  readonly first: RawBuilder<unknown>;
}

function partOf(figure: ReturnFigure, { taxpayer, period }: TaxMonth): Part {
  const company = idOf(taxpayer);
  if (figure === 'output')
    return {
      columns: sql`series, serial, 0 as red_prefix, 0 as red_serial, net, tax from invoice`,
      conditions: sql`seller = ${company} and series <= ${lastSeries(`${period}-31`)}`,
      first: sql`series >= ${firstSeries(`${period}-01`)}`,
    };
  const conditions = sql`company = ${company} and period = ${periodNumber(period)}`;
  const columns =
    figure === 'input'
      ? sql`series, serial, 0 as red_prefix, 0 as red_serial, 0 as net, tax from deduction`
      : sql`series, serial, red_prefix, red_serial, 0 as net, tax from deduction_transfer`;
  return { columns, conditions, first: sql`1 = 1` };
}

function entryOf(figure: ReturnFigure, row: EntryRow): ReturnEntry {
  const number = numberOf({ series: Number(row.series), serial: Number(row.serial) });
  const tax = formatSum(row.tax);
  switch (figure) {
    case 'output':
      return { figure, number, net: formatSum(row.net), tax };
    case 'input':
      return { figure, number, tax };
    case 'transfers':
      return { figure, number, red: numberFrom(Number(row.red_prefix), Number(row.red_serial)), tax };
  }
}

/** Returns the entry that a cursor names. Its texts are of digits, or they compare with nothing. */
function rowAt({ key }: Cursor): EntryQuestion['after'] {
  const [series, serial, redPrefix, redSerial] = key.map((text) =>
    BigInt(/^-?[0-9]{1,18}$/.test(text) ? text : 0),
  );
  return {
    series: series ?? 0n,
    serial: serial ?? 0n,
    red_prefix: redPrefix ?? 0n,
    red_serial: redSerial ?? 0n,
  };
}

function idOf(code: string): RawBuilder<unknown> {
  return sql`(select id from text where value = ${code})`;
}
