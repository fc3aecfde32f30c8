import type { InvoiceSummary, RedFormSummary } from '@fapiao-ledger/client';
import { visibleJson } from '../output/visible.js';
import { csvRecord, dateCell, numberCell, textCell } from './spreadsheet.js';

/** Format of a file of a list: its first text, and a function that writes one entry. */
export interface ListFormat<Entry> {
  readonly head: string;
  readonly record: (entry: Entry) => string;
}

/** What a file of a list can have. */
export interface ListRecords<Entry> {
  readonly columns: readonly string[];
  readonly csv: ListFormat<Entry>;
}

type Column<Entry> = readonly [name: string, cell: (entry: Entry) => string];

const INVOICE_COLUMNS: readonly Column<InvoiceSummary>[] = [
  ['number', ({ number }) => textCell(number)],
  ['profile', ({ profile }) => textCell(profile)],
  ['type', ({ type }) => textCell(type)],
  ['date', ({ date }) => dateCell(date)],
  ['sellerCode', ({ seller }) => textCell(seller.code)],
  ['sellerName', ({ seller }) => textCell(seller.name)],
  ['buyerType', ({ buyer }) => textCell(buyer.type)],
  ['buyerCode', ({ buyer }) => textCell(buyer.code ?? '')],
  ['buyerName', ({ buyer }) => textCell(buyer.name ?? '')],
  ['rates', ({ rates }) => numberCell(rates.join(' '))],
  ['net', ({ totals }) => numberCell(totals.net)],
  ['tax', ({ totals }) => numberCell(totals.tax)],
  ['gross', ({ totals }) => numberCell(totals.gross)],
  ['state', ({ state }) => textCell(state)],
  ['holder', ({ holder }) => textCell(holder)],
  ['rest', ({ rest }) => numberCell(rest)],
  ['ref', ({ ref }) => textCell(ref ?? '')],
];

const RED_FORM_COLUMNS: readonly Column<RedFormSummary>[] = [
  ['number', ({ number }) => textCell(number)],
  ['sequence', ({ sequence }) => numberCell(String(sequence))],
  ['reason', ({ reason }) => textCell(reason)],
  ['startedBy', ({ startedBy }) => textCell(startedBy)],
  ['state', ({ state }) => textCell(state)],
  ['sellerCode', ({ seller }) => textCell(seller.code)],
  ['sellerName', ({ seller }) => textCell(seller.name)],
  ['buyerType', ({ buyer }) => textCell(buyer.type)],
  ['buyerCode', ({ buyer }) => textCell(buyer.code ?? '')],
  ['buyerName', ({ buyer }) => textCell(buyer.name ?? '')],
  ['net', ({ totals }) => numberCell(totals.net)],
  ['tax', ({ totals }) => numberCell(totals.tax)],
  ['gross', ({ totals }) => numberCell(totals.gross)],
  ['startedAt', ({ startedAt }) => textCell(startedAt)],
  ['expiresAt', ({ expiresAt }) => textCell(expiresAt)],
  ['changedAt', ({ changedAt }) => textCell(changedAt)],
  ['red', ({ red }) => textCell(red ?? '')],
  ['waiting', ({ waiting }) => textCell(waiting === undefined ? '' : String(waiting))],
];

/** Without a byte order mark Excel reads UTF-8 in the code page of the machine. */
const BYTE_ORDER_MARK = '\uFEFF';

export const INVOICE_RECORDS = recordsOf(INVOICE_COLUMNS);

export const RED_FORM_RECORDS = recordsOf(RED_FORM_COLUMNS);

function recordsOf<Entry>(named: readonly Column<Entry>[]): ListRecords<Entry> {
  const columns = named.map(([name]) => name);
  const record = (entry: Entry): string => csvRecord(named.map(([, cell]) => cell(entry)));
  return { columns, csv: { head: BYTE_ORDER_MARK + csvRecord(columns), record } };
}

/** Writes each entry as the gateway sent it, with control characters as JSON escapes. */
export const JSON_LINES_FORMAT: ListFormat<unknown> = {
  head: '',
  record: (entry) => `${visibleJson(entry, 0)}\n`,
};
