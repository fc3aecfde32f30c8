import type { LineJson, TotalsJson } from '@fapiao-ledger/core';
import { groupedText } from '../../shared/money.ts';
import { useDesk } from '../desk.ts';
import { rateText } from '../rates.ts';
import type { Column } from '../widgets/data-table.tsx';
import { PlainTable } from '../widgets/plain-table.tsx';

interface InvoiceLinesProps {
  readonly lines: readonly LineJson[];
  readonly totals: TotalsJson;
}

/** A line with its place, which no other line has. */
type PlacedLine = LineJson & { readonly place: number };

/** The lines of an invoice and their sums. */
export function InvoiceLines({ lines, totals }: InvoiceLinesProps) {
  const { fields } = useDesk().words.shared;
  const columns: readonly Column<PlacedLine>[] = [
    { name: 'item', label: fields.item, text: ({ item }) => item },
    { name: 'specification', label: fields.specification, text: ({ specification = '' }) => specification },
    { name: 'unit', label: fields.unit, text: ({ unit = '' }) => unit },
    { name: 'quantity', label: fields.quantity, kind: 'number', text: ({ quantity = '' }) => quantity },
    { name: 'unitPrice', label: fields.unitPrice, kind: 'number', text: ({ unitPrice = '' }) => unitPrice },
    { name: 'net', label: fields.net, kind: 'money', text: ({ net }) => net },
    { name: 'rate', label: fields.rate, kind: 'number', text: ({ rate }) => rateText(rate) },
    { name: 'tax', label: fields.tax, kind: 'money', text: ({ tax }) => tax },
  ];
  return (
    <PlainTable
      label={fields.lines}
      columns={columns}
      records={lines.map((line, index) => ({ ...line, place: index + 1 }))}
      keyOf={({ place }) => String(place)}
      sums={{ item: fields.totals, net: groupedText(totals.net), tax: groupedText(totals.tax) }}
    />
  );
}
