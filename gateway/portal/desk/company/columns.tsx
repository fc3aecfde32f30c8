import type { InvoiceSummary } from '@fapiao-ledger/client';
import { textFor } from '../../shared/words/index.ts';
import { hashOf } from '../route.ts';
import type { Column } from '../widgets/data-table.tsx';
import type { DeskWords } from '../words/index.ts';
import { standingOf } from './standing.ts';
import { StandingTag } from './standing-tag.tsx';

/**
 * Returns the columns of invoices that a company has received. What stands against a claim comes first.
 * @param base place of the list, under which an invoice opens
 */
export function purchaseColumns(words: DeskWords, base: string): readonly Column<InvoiceSummary>[] {
  const { shared, company } = words;
  const { fields, values } = shared;
  return [
    {
      name: 'number',
      label: fields.number,
      text: ({ number }) => number,
      view: ({ number }) => <a href={hashOf(`${base}/${number}`)}>{number}</a>,
    },
    {
      name: 'standing',
      label: fields.status,
      text: (invoice) => company.standing[standingOf(invoice)],
      view: (invoice) => <StandingTag invoice={invoice} words={words} />,
    },
    { name: 'use', label: company.use, text: ({ use }) => textOfUse(use, words) },
    { name: 'date', label: fields.date, text: ({ date }) => date },
    { name: 'seller', label: fields.seller, text: ({ seller }) => seller.name },
    { name: 'gross', label: fields.gross, kind: 'money', text: ({ totals }) => totals.gross },
    { name: 'tax', label: fields.tax, kind: 'money', text: ({ totals }) => totals.tax },
    { name: 'rest', label: fields.rest, kind: 'money', text: ({ rest }) => rest },
    { name: 'holder', label: fields.holderNow, text: ({ holder }) => holder },
    { name: 'type', label: fields.type, text: ({ type }) => values[type] },
    { name: 'net', label: fields.net, kind: 'money', text: ({ totals }) => totals.net },
    { name: 'sellerCode', label: company.sellerCode, text: ({ seller }) => seller.code },
    {
      name: 'buyer',
      label: fields.buyer,
      text: ({ buyer }) => buyer.name ?? buyer.code ?? textFor(values, buyer.type),
    },
  ];
}

function textOfUse(use: InvoiceSummary['use'], { company }: DeskWords): string {
  return use === undefined ? '' : company.purposeIn(company.uses[use.purpose], use.period);
}
