import {
  formatInstant,
  formatSum,
  type InvoiceStatusJson,
  type InvoiceSummary,
  type InvoicesPage,
  statusAt,
} from '@fapiao-ledger/core';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Cursor, decodeCursor, encodeCursor } from './cursor.js';
import { conditionsOf, driverOf, type InvoiceFilter, leadOf, type Setting } from './invoice-filter.js';
import type { At, ReadModel } from './read-model.js';
import type { InvoiceRow, Tables } from './tables.js';

/** Most entries per answer. */
export const LIST_MAX = 200;

export type InvoicePage = Omit<InvoicesPage, 'height'>;

export interface Paging {
  /** Moment of the query, seconds since 1970, by which locks end. */
  readonly at: number;
  /** 1 to LIST_MAX. */
  readonly limit: number;
  readonly cursor?: string;
}

/**
 * Returns invoices, newest first: by date of issue, then by number, both descending. Following the cursors returns
 * each invoice that was issued before the first page exactly once, even if more are issued meanwhile. States are
 * those of the page's own height.
 *
 * @throws {ValidationError} FIELD_VALUE at /cursor
 */
export async function findInvoices(
  model: ReadModel,
  filter: InvoiceFilter,
  paging: Paging,
): Promise<At<InvoicePage>> {
  const { at, limit } = paging;
  const question = questionOf(filter);
  const cursor = paging.cursor === undefined ? undefined : decodeCursor(paging.cursor, question, 2);
  return await model.read(async (database, height) => {
    // Read one more than the limit, which shows whether there is a next page.
    const rows = await select(
      database,
      filter,
      { at: formatInstant(at), engine: model.engine },
      { limit: limit + 1, cursor },
    );
    const invoices = rows.slice(0, limit).map((row) => summaryOf(row, at));
    const last = invoices.at(-1);
    if (rows.length <= limit || last === undefined) return { invoices };
    const position = { height: cursor?.height ?? height, key: [last.date, last.number] };
    return { invoices, next: encodeCursor(position, question) };
  });
}

/** Returns the first number of an invoice's ledger page, once its block is projected. */
export async function pageOf(model: ReadModel, number: string): Promise<At<string | undefined>> {
  return await model.read(async (database) => {
    const row = await database
      .selectFrom('invoice')
      .select('page')
      .where('number', '=', number)
      .executeTakeFirst();
    return row?.page;
  });
}

async function select(
  database: Kysely<Tables>,
  filter: InvoiceFilter,
  setting: Setting,
  paging: { limit: number; cursor: Cursor | undefined },
): Promise<readonly InvoiceRow[]> {
  const driver = driverOf(leadOf(filter));
  const key = sql`${sql.ref(`${driver}.date`)}, ${sql.ref(`${driver}.number`)}`;
  const join =
    driver === 'invoice' ? sql`` : sql`join invoice on invoice.number = ${sql.ref(`${driver}.number`)}`;
  const { guards } = setting.engine;
  const conditions = [...guards, ...conditionsOf(filter, setting), ...after(key, paging.cursor)];
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  const order = sql`${sql.ref(`${driver}.date`)} desc, ${sql.ref(`${driver}.number`)} desc`;
  const { rows } = await sql<InvoiceRow>`select invoice.* from ${sql.table(driver)} ${join} ${where}
    order by ${order} limit ${paging.limit}`.execute(database);
  return rows;
}

function after(key: RawBuilder<unknown>, cursor: Cursor | undefined): readonly RawBuilder<boolean>[] {
  if (cursor === undefined) return [];
  return [sql`(${key}) < (${sql.join(cursor.key)})`, sql`invoice.block < ${cursor.height}`];
}

function summaryOf(row: InvoiceRow, at: number): InvoiceSummary {
  const { state } = statusAt(statusOf(row), at);
  return {
    number: row.number,
    profile: row.profile,
    type: row.type,
    date: row.date,
    seller: { code: row.seller, name: row.seller_name },
    buyer: {
      type: row.buyer_type,
      ...(row.buyer !== null && { code: row.buyer }),
      ...(row.buyer_name !== null && { name: row.buyer_name }),
    },
    rates: row.rates.split(' '),
    totals: { net: formatSum(row.net), tax: formatSum(row.tax), gross: formatSum(row.gross) },
    state,
    holder: row.holder,
    rest: formatSum(row.rest),
  };
}

function statusOf(row: InvoiceRow): InvoiceStatusJson {
  const { state, holder, lock_company: company, lock_expires: expiresAt } = row;
  const status = { state, holder, rest: formatSum(row.rest), redemptions: [] };
  if (company === null || expiresAt === null) return status;
  return { ...status, lock: { company, lockedAt: '', expiresAt } };
}

/** Returns the filters in a fixed order, with amounts as text, so that equal queries have equal digests. */
function questionOf(filter: InvoiceFilter): unknown {
  return Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, String(value)])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}
