import { isInvoiceNumber, type RequestBodies } from '@fapiao-ledger/core';
import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import type { ChangedInvoice } from '../../../shared/session.ts';
import { isSettled } from '../../../shared/session.ts';
import type { OpenRequest } from '../../../shared/signing/open-request.ts';
import { useDesk } from '../../desk.ts';
import { OpenRequests } from '../../merchant/open-requests.tsx';
import { go, hashOf, useRoute } from '../../route.ts';
import { Field } from '../../widgets/fields.tsx';
import { bookingPlace, numbersIn } from '../booking-place.ts';
import { useSignEach } from '../sign-each.tsx';
import { useVouchers, type Voucher } from '../vouchers.ts';
import { BookRow } from './book-row.tsx';
import { type Claim, claimOf, isBookable } from './claim.ts';
import { type ReadInvoice, useInvoices } from './use-invoices.ts';

/** Books the invoices that the address names, in whole or in part, under a voucher number. */
export function BookPage() {
  const { words, session } = useDesk();
  const { query } = useRoute();
  const { booking } = words.company;
  const numbers = numbersIn(query);
  const { invoices, isBusy, reload } = useInvoices(numbers.join(','));
  const { code } = session.identity;
  const claims = invoices.map((read) => ({ ...read, claim: claimIn(read, code) }));
  const [amounts, setAmounts] = useState<ReadonlyMap<string, string>>(new Map());
  const [voucher, setVoucher] = useState('');
  const vouchers = useVouchers();
  const { signEach, outcome } = useSignEach();

  const offered = claims.flatMap(({ number, claim }) =>
    claim === undefined || claim.kind === 'barred'
      ? []
      : [{ number, kind: claim.kind, rest: claim.rest, amount: amounts.get(number) ?? claim.rest }],
  );
  const isReady = offered.length > 0 && offered.every(({ amount, rest }) => isBookable(amount, rest));

  const book = async (): Promise<void> => {
    const own = offered.filter(({ kind }) => kind === 'own').map(({ number }) => ({ number }));
    const locked =
      own.length === 0 ? [] : await signEach({ operation: 'lock', body: { company: code, invoices: own } });
    if (own.length > 0 && !locked.some(isDone)) return;
    const isLocked = new Set(locked.filter(isDone).map(({ number }) => number));
    const ready = offered.filter(({ kind, number }) => kind === 'ready' || isLocked.has(number));
    // Before anything is sent: a lost answer must not lose the voucher of a booking that took effect.
    const kept = await keepVouchers(ready);
    const invoices = ready.map(({ number, amount }) => ({ number, amount }));
    const outcomes = await signEach({ operation: 'redeem', body: { invoices } });
    await settleVouchers(kept, outcomes);
    setAmounts(new Map());
    reload();
  };

  /** Keeps the voucher of each booking. One whose outcome is open has its voucher already, which must stay. */
  const keepVouchers = async (
    bookings: readonly { readonly number: string; readonly amount: string }[],
  ): Promise<readonly Voucher[]> => {
    const name = voucher.trim();
    if (name === '') return [];
    const open = openBookings(await session.openRequests());
    const kept = bookings
      .filter(({ number }) => !open.has(number))
      .map(({ number, amount }): Voucher => ({ number, amount, voucher: name }));
    for (const each of kept) await vouchers.keep(each);
    return kept;
  };

  /** Completes the vouchers of bookings, and forgets those of which nothing was booked. */
  const settleVouchers = async (
    kept: readonly Voucher[],
    outcomes: readonly ChangedInvoice[],
  ): Promise<void> => {
    for (const each of kept) {
      const of = outcomes.find(({ number }) => number === each.number);
      const at = of?.answer?.status.redemptions.at(-1)?.at;
      if (at !== undefined) await vouchers.keep({ ...each, at });
      else if (of === undefined || (of.error !== undefined && isSettled(of.error)))
        await vouchers.forget(each);
    }
  };

  return (
    <>
      <div className="page-head">
        <h1>{booking.title}</h1>
        <span className="grow" />
        <a className="button" href={hashOf('/claims')}>
          {booking.back}
        </a>
      </div>
      <p className="quiet">{booking.lead}</p>
      <OpenRequests />
      <AddNumber numbers={numbers} />
      {isBusy && <p className="quiet">{booking.progress}</p>}
      {outcome}
      <Form
        className="booking"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void book();
        }}
      >
        {claims.map(({ number, answer, failure, claim }) => (
          <BookRow
            key={number}
            number={number}
            answer={answer}
            failure={failure}
            claim={claim}
            amount={amounts.get(number)}
            vouchers={vouchers.all}
            onAmount={(amount) => setAmounts(new Map([...amounts, [number, amount]]))}
            onRemove={() => go(bookingPlace(numbers.filter((other) => other !== number)), { replace: true })}
          />
        ))}
        {offered.length > 0 && (
          <div className="row">
            <Field label={booking.voucher} value={voucher} onChange={setVoucher} />
            <Button className="button primary" type="submit" isDisabled={!isReady}>
              {booking.go(String(offered.length))}
            </Button>
          </div>
        )}
      </Form>
    </>
  );
}

/** Returns the numbers of invoices whose booking was sent, and whose outcome is not known. */
function openBookings(requests: readonly OpenRequest[]): ReadonlySet<string> {
  const bookings = requests.filter(({ operation }) => operation === 'redeem');
  return new Set(
    bookings.flatMap(({ body }) =>
      (body as unknown as RequestBodies['redeem']).invoices.map(({ number }) => number),
    ),
  );
}

function isDone({ error }: ChangedInvoice): boolean {
  return error === undefined;
}

function claimIn({ answer }: ReadInvoice, code: string): Claim | undefined {
  return answer === undefined ? undefined : claimOf(answer.invoice, answer.status, code);
}

/** Adds an invoice by its number, as it stands on paper or in a file. Spaces and hyphens do not matter. */
function AddNumber({ numbers }: { readonly numbers: readonly string[] }) {
  const { words } = useDesk();
  const { booking } = words.company;
  const [text, setText] = useState('');
  const number = text.replaceAll(/[\s-]/g, '');
  const isNumber = isInvoiceNumber(number);
  return (
    <Form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isNumber) return;
        go(bookingPlace([...numbers, number]), { replace: true });
        setText('');
      }}
    >
      <Field
        label={booking.number}
        value={text}
        onChange={setText}
        problem={number.length >= 20 && !isNumber ? words.searchWrong : undefined}
      />
      <Button className="button" type="submit" isDisabled={!isNumber}>
        {booking.add}
      </Button>
    </Form>
  );
}
