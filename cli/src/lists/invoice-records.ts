import type { InvoiceSummary } from '@fapiao-ledger/client';
import { visibleJson } from '../output/visible.js';
import { csvRecord, dateCell, numberCell, textCell } from './spreadsheet.js';

/** Format of a file of invoices: its first text, and a function that writes one invoice. */
export interface InvoiceFormat {
  readonly head: string;
  readonly record: (invoice: InvoiceSummary) => string;
}

type Column = readonly [name: string, cell: (invoice: InvoiceSummary) => string];

const COLUMNS: readonly Column[] = [
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
];

export const INVOICE_COLUMNS: readonly string[] = COLUMNS.map(([name]) => name);

/** Without a byte order mark Excel reads UTF-8 in the code page of the machine. */
const BYTE_ORDER_MARK = '\uFEFF';

export const CSV_FORMAT: InvoiceFormat = {
  head: BYTE_ORDER_MARK + csvRecord(INVOICE_COLUMNS),
  record: (invoice) => csvRecord(COLUMNS.map(([, cell]) => cell(invoice))),
};

/** Writes each invoice as the gateway sent it, with control characters as JSON escapes. */
export const JSON_LINES_FORMAT: InvoiceFormat = {
  head: '',
  record: (invoice) => `${visibleJson(invoice, 0)}\n`,
};
