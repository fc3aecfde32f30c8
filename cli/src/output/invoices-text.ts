import type { InvoiceSummary } from '@fapiao-ledger/client';
import { totalOf } from '../lists/total.js';
import { codeText } from '../words/label.js';
import { phrase } from '../words/phrase.js';
import { type Column, type Page, tableText } from './table.js';

export type PartyColumn = 'seller' | 'buyer';

interface ListedInvoices {
  readonly invoices: readonly InvoiceSummary[];
  /** Whether the ledger has more invoices than are shown. */
  readonly isMore: boolean;
  /** Parties whose names are shown. */
  readonly parties: readonly PartyColumn[];
}

/** Returns invoices below each other, and their total. */
export function invoicesText({ invoices, isMore, parties }: ListedInvoices, page: Page): string {
  if (invoices.length === 0) return phrase('no invoices');
  const hasRefs = invoices.some(({ ref }) => ref !== undefined);
  const rows = invoices.map((invoice) => row(invoice, parties, hasRefs));
  const { count, gross } = totalOf(invoices.map(({ totals }) => ({ count: 1, ...totals })));
  const total =
    count === 1
      ? phrase('1 invoice, gross {gross}', { gross })
      : phrase('{count} invoices, gross {gross}', { count, gross });
  const more = isMore ? page.paint('yellow', phrase('; there are more: --limit N or --all')) : '';
  return `${tableText(columnsFor(parties, hasRefs), rows, page)}\n\n${total}${more}`;
}

function columnsFor(parties: readonly PartyColumn[], hasRefs: boolean): readonly Column[] {
  return [
    { head: 'number' },
    { head: 'date' },
    ...parties.map((head) => ({ head, isFlexible: true })),
    { head: 'gross', align: 'right' },
    { head: 'rest', align: 'right' },
    { head: 'state' },
    ...(hasRefs ? [{ head: 'own id' as const, isFlexible: true }] : []),
  ];
}

function row(invoice: InvoiceSummary, parties: readonly PartyColumn[], hasRefs: boolean): string[] {
  const { number, date, totals, rest, state, ref = '' } = invoice;
  const names = parties.map((party) => nameOf(invoice, party));
  return [number, date, ...names, totals.gross, rest, codeText(state), ...(hasRefs ? [ref] : [])];
}

function nameOf({ seller, buyer }: InvoiceSummary, party: PartyColumn): string {
  if (party === 'seller') return seller.name;
  return buyer.type === 'PERSON' ? phrase('a person') : (buyer.name ?? buyer.code ?? '');
}
