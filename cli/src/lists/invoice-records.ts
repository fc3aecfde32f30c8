import type { InvoiceSummary } from '@fapiao-ledger/client';
import { visibleJson } from '../output/visible.js';
import { csvRecord, dateCell, numberCell, textCell } from './spreadsheet.js';

/** A file of invoices: what it begins with, and how each invoice is written. */
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

/** Without it Excel takes UTF-8 for the code page of the machine. */
const BYTE_ORDER_MARK = '\uFEFF';

export const CSV_FORMAT: InvoiceFormat = {
  head: BYTE_ORDER_MARK + csvRecord(INVOICE_COLUMNS),
  record: (invoice) => csvRecord(COLUMNS.map(([, cell]) => cell(invoice))),
};

/** Each invoice as the gateway told it; what a terminal would act upon is written as JSON escapes. */
export const JSON_LINES_FORMAT: InvoiceFormat = {
  head: '',
  record: (invoice) => `${visibleJson(invoice, 0)}\n`,
};
