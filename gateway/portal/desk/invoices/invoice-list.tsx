import type { InvoiceSummary, InvoicesPage } from '@fapiao-ledger/client';
import { useMemo } from 'react';
import { useDesk } from '../desk.ts';
import { RecordList } from '../lists/record-list.tsx';
import { go, hashOf, useRoute } from '../route.ts';
import { Choice } from '../widgets/choice.tsx';
import { Field, MoneyField, Period } from '../widgets/fields.tsx';
import { invoiceColumns } from './columns.ts';
import { filterIn, type InvoiceFilter, invoicesOf, LIST_ROLES, listPath } from './filter.ts';
import { InvoicePage } from './invoice-page.tsx';
import { useReceiptsFile } from './receipts-file.ts';

const STATES = ['', 'OPEN', 'LOCKED', 'REDEEMED', 'RED', 'FROZEN'] as const;
const TYPES = ['', 'ORDINARY', 'SPECIAL'] as const;

/** The invoices of the taxpayer, or the one that the address names. */
export function Invoices() {
  const { parts } = useRoute();
  const [, number] = parts;
  return number === undefined ? <InvoiceList /> : <InvoicePage key={number} number={number} />;
}

function InvoiceList() {
  const { words } = useDesk();
  const { query } = useRoute();
  const filter = filterIn(query, 'seller');
  const columns = useMemo(() => invoiceColumns(words), [words]);
  const receipts = useReceiptsFile();
  const change = (part: Partial<InvoiceFilter>): void =>
    go(hashOf('/invoices', { ...filter, ...part }), { replace: true });
  return (
    <RecordList<InvoiceSummary, InvoicesPage>
      name="invoices"
      title={words.nav.invoices}
      path={listPath(filter)}
      read={invoicesOf}
      columns={columns}
      keyOf={({ number }) => number}
      hrefOf={({ number }) => hashOf(`/invoices/${number}`)}
      further={[receipts]}
    >
      <Filters filter={filter} onChange={change} />
    </RecordList>
  );
}

interface FiltersProps {
  readonly filter: InvoiceFilter;
  readonly onChange: (part: Partial<InvoiceFilter>) => void;
}

function Filters({ filter, onChange }: FiltersProps) {
  const { words } = useDesk();
  const { values, fields } = words.shared;
  const named = <Id extends string>(ids: readonly Id[]): { id: Id; text: string }[] =>
    ids.map((id) => ({ id, text: id === '' ? words.list.all : (values[id as keyof typeof values] ?? id) }));
  return (
    <div className="filters">
      <Choice
        label={words.list.role}
        value={filter.role}
        options={LIST_ROLES.map((id) => ({ id, text: words.list.roles[id] }))}
        onChange={(role) => onChange({ role })}
      />
      <Period
        from={filter.dateFrom}
        to={filter.dateTo}
        labels={words.list}
        onChange={({ from, to }) => onChange({ dateFrom: from, dateTo: to })}
      />
      <Field label={words.list.text} value={filter.text} onChange={(text) => onChange({ text })} />
      <Field label={fields.ref} value={filter.ref} onChange={(ref) => onChange({ ref })} />
      <Field
        label={words.issue.buyerCode}
        value={filter.buyer}
        onChange={(buyer) => onChange({ buyer: buyer.trim().toUpperCase() })}
      />
      <MoneyField
        label={words.list.amountFrom}
        value={filter.amountFrom}
        onChange={(amountFrom) => onChange({ amountFrom })}
      />
      <MoneyField
        label={words.list.amountTo}
        value={filter.amountTo}
        onChange={(amountTo) => onChange({ amountTo })}
      />
      <Choice
        label={fields.status}
        value={stateOf(filter)}
        options={named(STATES)}
        onChange={(state) => onChange({ state })}
      />
      <Choice
        label={fields.type}
        value={typeOf(filter)}
        options={named(TYPES)}
        onChange={(type) => onChange({ type })}
      />
    </div>
  );
}

function stateOf({ state }: InvoiceFilter): (typeof STATES)[number] {
  return STATES.find((known) => known === state) ?? '';
}

function typeOf({ type }: InvoiceFilter): (typeof TYPES)[number] {
  return TYPES.find((known) => known === type) ?? '';
}
