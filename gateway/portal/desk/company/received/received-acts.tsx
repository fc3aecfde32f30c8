import type { InvoiceSummary } from '@fapiao-ledger/client';
import type { UsePurpose } from '@fapiao-ledger/core';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useDesk } from '../../desk.ts';
import { go } from '../../route.ts';
import { Choice } from '../../widgets/choice.tsx';
import { bookingPlace } from '../booking-place.ts';
import { mayBook, mayConfirm, mayRevoke } from '../may.ts';
import { type Selection, SelectionBar } from '../selection.tsx';
import { useSignEach } from '../sign-each.tsx';
import { periodsFor, useTaxPeriods } from '../tax-periods.ts';

interface ReceivedActsProps {
  readonly selection: Selection;
  readonly records: readonly InvoiceSummary[];
  readonly onDone: () => void;
}

/** What the company may do with the selected invoices: confirm their use, revoke it, book them. */
export function ReceivedActs({ selection, records, onDone }: ReceivedActsProps) {
  const { words, session } = useDesk();
  const { company } = words;
  const periods = useTaxPeriods();
  const [chosen, setChosen] = useState('');
  const { signEach, outcome } = useSignEach();
  const selected = records.filter(({ number }) => selection.chosen.has(number));
  const toConfirm = selected.filter((invoice) => mayConfirm(invoice, periods));
  const open = periodsFor(periods, toConfirm);
  const period = open.find((candidate) => candidate === chosen) ?? open[0] ?? '';
  const toRevoke = selected.filter((invoice) => mayRevoke(invoice, periods));
  const toBook = selected.filter((invoice) => mayBook(invoice, session.identity.code));

  const settle = (outcomes: readonly unknown[]): void => {
    if (outcomes.length === 0) return;
    selection.choose([]);
    onDone();
  };
  const confirm = async (purpose: UsePurpose): Promise<void> =>
    settle(
      await signEach({ operation: 'confirm-use', body: { purpose, period, invoices: namesOf(toConfirm) } }),
    );
  const revoke = async (): Promise<void> =>
    settle(await signEach({ operation: 'revoke-use', body: { invoices: namesOf(toRevoke) } }));

  return (
    <>
      <SelectionBar selection={selection} records={records}>
        {period === '' ? (
          <span className="quiet">{company.noPeriod}</span>
        ) : (
          <Choice
            label={company.period}
            value={period}
            options={open.map((id) => ({ id, text: id }))}
            onChange={setChosen}
            isLabelHidden
          />
        )}
        <Button
          className="button primary"
          isDisabled={toConfirm.length === 0 || period === ''}
          onPress={() => void confirm('DEDUCTION')}
        >
          {company.deduct(String(toConfirm.length))}
        </Button>
        <Button
          className="button"
          isDisabled={toConfirm.length === 0 || period === ''}
          onPress={() => void confirm('NO_DEDUCTION')}
        >
          {company.noDeduct(String(toConfirm.length))}
        </Button>
        <Button className="button" isDisabled={toRevoke.length === 0} onPress={() => void revoke()}>
          {company.revoke(String(toRevoke.length))}
        </Button>
        <Button
          className="button"
          isDisabled={toBook.length === 0}
          onPress={() => go(bookingPlace(toBook.map(({ number }) => number)))}
        >
          {company.book(String(toBook.length))}
        </Button>
      </SelectionBar>
      {outcome}
    </>
  );
}

function namesOf(invoices: readonly InvoiceSummary[]): readonly { readonly number: string }[] {
  return invoices.map(({ number }) => ({ number }));
}
