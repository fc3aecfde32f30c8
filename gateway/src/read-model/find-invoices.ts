import { formatSum, type InvoiceState, type InvoiceSummary, type InvoicesPage } from '@fapiao-ledger/core';
import { sql } from 'kysely';
import { type Cursor, decodeCursor, encodeCursor, notACursor } from './cursor.js';
import { BUYER_TYPES, PROFILES, PURPOSES, STATES, TYPES } from './enumerations.js';
import type { InvoiceFilter } from './invoice-filter.js';
import { type ListedRow, listInvoices } from './list-invoices.js';
import type { At, ReadModel } from './read-model.js';
import { dateOf, isSortKey, numberFrom, numberOf, partsOf } from './sort-key.js';
import { periodOf } from './store-deductions.js';

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
  const cursor = paging.cursor === undefined ? undefined : decodeListCursor(paging.cursor, question);
  // Read one more than the limit, which shows whether there is a next page.
  const list = { engine: model.engine, filter, at, limit: limit + 1, cursor };
  const { height, value: rows } = await model.ask((database) => listInvoices(database, list));
  const invoices = rows.slice(0, limit).map((row) => summaryOf(row, at));
  const last = invoices.at(-1);
  if (rows.length <= limit || last === undefined) return { height, value: { invoices } };
  const position = { height: cursor?.height ?? height, key: [last.date, last.number] };
  return { height, value: { invoices, next: encodeCursor(position, question) } };
}

/** Returns the first number of an invoice's ledger page, once its block is projected. */
export async function pageOf(model: ReadModel, number: string): Promise<At<string | undefined>> {
  const { prefix, serial } = partsOf(number);
  return await model.read(async (database) => {
    const { rows } = await sql<{ first: bigint }>`select page.first from (
        select first, series from page where prefix = ${prefix} and first <= ${serial} order by first desc limit 1
      ) as page join invoice on invoice.series = page.series and invoice.serial = ${serial}`.execute(
      database,
    );
    return rows[0] && numberFrom(prefix, Number(rows[0].first));
  });
}

function decodeListCursor(text: string, question: unknown): Cursor {
  const cursor = decodeCursor(text, question, 2);
  const [date = '', number = ''] = cursor.key;
  if (isSortKey(date, number)) return cursor;
  throw notACursor();
}

function summaryOf(row: ListedRow, at: number): InvoiceSummary {
  const [series, serial] = [Number(row.series), Number(row.serial)];
  const gross = row.net + row.tax;
  return {
    number: numberOf({ series, serial }),
    profile: PROFILES.nameOf(row.profile),
    type: TYPES.nameOf(row.type),
    date: dateOf(series),
    seller: { code: row.seller, name: row.seller_name },
    buyer: {
      type: BUYER_TYPES.nameOf(row.buyer_type),
      ...(row.buyer !== null && { code: row.buyer }),
      ...(row.buyer_name !== null && { name: row.buyer_name }),
    },
    rates: row.rates.split(' '),
    totals: { net: formatSum(row.net), tax: formatSum(row.tax), gross: formatSum(gross) },
    state: stateOf(row, at),
    holder: row.holder,
    rest: formatSum(gross - row.gone),
    ...(row.ref !== null && { ref: row.ref }),
    ...useOf(row),
  };
}

function useOf({ purpose, use_period: period }: ListedRow): Pick<InvoiceSummary, 'use'> {
  if (purpose === null || period === null) return {};
  return { use: { purpose: PURPOSES.nameOf(purpose), period: periodOf(period) } };
}

/** Returns the state at a moment: a lock whose term has passed counts as open, as core's `statusAt` says. */
function stateOf({ state, lock_expires: expires }: ListedRow, at: number): InvoiceState {
  const stored = STATES.nameOf(state);
  return stored === 'LOCKED' && expires !== null && at >= expires ? 'OPEN' : stored;
}

/** Returns the filters in a fixed order, with amounts as text, so that equal queries have equal digests. */
function questionOf(filter: InvoiceFilter): unknown {
  return Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, String(value)])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}
