import type { InvoiceSummary } from '@fapiao-ledger/client';
import { textFor } from '../../shared/words/index.ts';
import type { Column } from '../widgets/data-table.tsx';
import type { DeskWords } from '../words/index.ts';
import { nameOf } from './party.tsx';
import { stateTag } from './state-tag.tsx';

/** Returns the columns of a list of invoices. */
export function invoiceColumns({ shared }: DeskWords): readonly Column<InvoiceSummary>[] {
  const { fields, values } = shared;
  const stateText = ({ state }: InvoiceSummary): string => values[state];
  return [
    { name: 'number', label: fields.number, text: ({ number }) => number },
    { name: 'date', label: fields.date, text: ({ date }) => date },
    { name: 'type', label: fields.type, text: ({ type }) => values[type] },
    {
      name: 'buyer',
      label: fields.buyer,
      text: ({ buyer }) => buyer.name ?? buyer.code ?? textFor(values, buyer.type),
    },
    { name: 'gross', label: fields.gross, kind: 'money', text: ({ totals }) => totals.gross },
    {
      name: 'state',
      label: fields.status,
      text: stateText,
      view: ({ state }) => stateTag(state, values[state]),
    },
    { name: 'rest', label: fields.rest, kind: 'money', text: ({ rest }) => rest },
    { name: 'ref', label: fields.ref, text: ({ ref = '' }) => ref },
    { name: 'seller', label: fields.seller, text: ({ seller }) => seller.name },
    { name: 'net', label: fields.net, kind: 'money', text: ({ totals }) => totals.net },
    { name: 'tax', label: fields.tax, kind: 'money', text: ({ totals }) => totals.tax },
    {
      name: 'holder',
      label: fields.holderNow,
      text: ({ holder }) => holder,
      view: (invoice) => nameOf(invoice.holder, invoice) ?? invoice.holder,
    },
  ];
}
