import type { InvoiceSummary, InvoicesPage } from '@fapiao-ledger/client';
import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import { useDesk } from '../../desk.ts';
import { filterIn, type InvoiceFilter, invoicesOf, listPath } from '../../invoices/filter.ts';
import { InvoicePage } from '../../invoices/invoice-page.tsx';
import { RecordList } from '../../lists/record-list.tsx';
import { OpenRequests } from '../../merchant/open-requests.tsx';
import { go, hashOf, useRoute } from '../../route.ts';
import { Choice } from '../../widgets/choice.tsx';
import type { Column } from '../../widgets/data-table.tsx';
import { Field, MoneyField, Period } from '../../widgets/fields.tsx';
import type { DeskWords } from '../../words/index.ts';
import { bookingPlace } from '../booking-place.ts';
import { purchaseColumns } from '../columns.tsx';
import { useBookingFiles } from '../einv-files.ts';
import { type Selection, SelectionBar, selectColumn, useSelection } from '../selection.tsx';
import { useSignEach } from '../sign-each.tsx';
import type { Voucher } from '../voucher.ts';
import { useVouchers } from '../vouchers.ts';
import { BookPage } from './book-page.tsx';

const SHOWN = ['LOCKED', ''] as const;

/** The invoices that are handed in to the company or booked by it, one of them, or their booking. */
export function Claims() {
  const { parts } = useRoute();
  const [, number] = parts;
  if (number === 'book') return <BookPage />;
  return number === undefined ? <ClaimList /> : <InvoicePage key={number} number={number} />;
}

function ClaimList() {
  const { words } = useDesk();
  const { query } = useRoute();
  const given = filterIn(query, 'company');
  // Handed in, unless the address asks for all.
  const filter: InvoiceFilter = { ...given, role: 'company', state: query.has('all') ? '' : 'LOCKED' };
  const path = listPath(filter);
  const selection = useSelection(path);
  const vouchers = useVouchers();
  const columns = useMemo(() => claimColumns(words, vouchers.all), [words, vouchers.all]);
  const change = (part: Partial<InvoiceFilter>): void => {
    const { role: _role, state, ...kept } = { ...filter, ...part };
    go(hashOf('/claims', { ...kept, all: state === '' ? '1' : '' }), { replace: true });
  };
  return (
    <RecordList<InvoiceSummary, InvoicesPage>
      name="claims"
      title={words.nav.claims}
      path={path}
      read={invoicesOf}
      columns={columns}
      keyOf={({ number }) => number}
      further={useBookingFiles()}
      acts={
        <a className="button" href={bookingPlace([])}>
          {words.company.claims.byNumber}
        </a>
      }
      lead={selectColumn(selection, words)}
      work={({ records, reload }) => <ClaimActs selection={selection} records={records} onDone={reload} />}
    >
      <OpenRequests />
      <p className="quiet">{words.company.claims.lead}</p>
      <ClaimFilters filter={filter} onChange={change} />
    </RecordList>
  );
}

/** Columns that say whose claim it is and how much, before all others. */
const FIRST = ['number', 'standing', 'holder', 'seller', 'gross', 'rest'];

function claimColumns(words: DeskWords, vouchers: readonly Voucher[]): readonly Column<InvoiceSummary>[] {
  const columns = purchaseColumns(words, '/claims');
  const first = FIRST.flatMap((name) => columns.find((column) => column.name === name) ?? []);
  return [
    ...first,
    voucherColumn(vouchers, words.company.booking.voucher),
    ...columns.filter(({ name }) => !FIRST.includes(name)),
  ];
}

/** The vouchers that this browser knows of an invoice. */
function voucherColumn(all: readonly Voucher[], label: string): Column<InvoiceSummary> {
  const known = new Map<string, string[]>();
  for (const { number, voucher } of all) known.set(number, [...(known.get(number) ?? []), voucher]);
  return {
    name: 'voucher',
    label,
    text: ({ number }) => [...new Set(known.get(number))].join('、'),
  };
}

interface ClaimFiltersProps {
  readonly filter: InvoiceFilter;
  readonly onChange: (part: Partial<InvoiceFilter>) => void;
}

function ClaimFilters({ filter, onChange }: ClaimFiltersProps) {
  const { words } = useDesk();
  const { company, list } = words;
  return (
    <div className="filters">
      <Choice
        label={company.claims.show}
        value={filter.state === 'LOCKED' ? 'LOCKED' : ''}
        options={SHOWN.map((id) => ({ id, text: id === '' ? company.claims.all : company.claims.waiting }))}
        onChange={(state) => onChange({ state })}
      />
      <Period
        from={filter.dateFrom}
        to={filter.dateTo}
        labels={list}
        onChange={({ from, to }) => onChange({ dateFrom: from, dateTo: to })}
      />
      <Field label={list.text} value={filter.text} onChange={(text) => onChange({ text })} />
      <MoneyField
        label={list.amountFrom}
        value={filter.amountFrom}
        onChange={(amountFrom) => onChange({ amountFrom })}
      />
      <MoneyField
        label={list.amountTo}
        value={filter.amountTo}
        onChange={(amountTo) => onChange({ amountTo })}
      />
    </div>
  );
}

interface ClaimActsProps {
  readonly selection: Selection;
  readonly records: readonly InvoiceSummary[];
  readonly onDone: () => void;
}

/** Books the selected claims, or gives them back to their holders. */
function ClaimActs({ selection, records, onDone }: ClaimActsProps) {
  const { words } = useDesk();
  const { signEach, outcome } = useSignEach();
  const waiting = records.filter(({ number, state }) => selection.chosen.has(number) && state === 'LOCKED');
  const numbers = waiting.map(({ number }) => number);
  const giveBack = async (): Promise<void> => {
    const body = { invoices: numbers.map((number) => ({ number })) };
    const outcomes = await signEach({ operation: 'unlock', body });
    if (outcomes.length === 0) return;
    selection.choose([]);
    onDone();
  };
  return (
    <>
      <SelectionBar selection={selection} records={records}>
        <Button
          className="button primary"
          isDisabled={numbers.length === 0}
          onPress={() => go(bookingPlace(numbers))}
        >
          {words.company.book(String(numbers.length))}
        </Button>
        <Button className="button" isDisabled={numbers.length === 0} onPress={() => void giveBack()}>
          {words.company.giveBack(String(numbers.length))}
        </Button>
      </SelectionBar>
      {outcome}
    </>
  );
}
