import { type InvoiceStatusJson, isInvoiceNumber } from '@fapiao-ledger/core';
import { useRef, useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { PortalError } from '../../../shared/portal-error.ts';
import type { ChangedInvoice } from '../../../shared/session.ts';
import { isSettled } from '../../../shared/session.ts';
import { useDesk } from '../../desk.ts';
import { useOpenRequests } from '../../lists/use-open-requests.ts';
import { OpenRequests } from '../../merchant/open-requests.tsx';
import { go, hashOf, useRoute } from '../../route.ts';
import { Field } from '../../widgets/fields.tsx';
import { bookingPlace, numbersIn } from '../booking-place.ts';
import { useSignEach } from '../sign-each.tsx';
import type { Voucher } from '../voucher.ts';
import { openBookings, useVouchers } from '../vouchers.ts';
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
  const open = openBookings(useOpenRequests());
  const claims = invoices.map((read) => ({ ...read, claim: claimIn(read, code, open) }));
  const [amounts, setAmounts] = useState<ReadonlyMap<string, string>>(new Map());
  const [voucher, setVoucher] = useState('');
  const vouchers = useVouchers();
  const { signEach, outcome } = useSignEach();
  const isBooking = useRef(false);

  const offered = claims.flatMap(({ number, claim, answer }) => {
    if (claim === undefined || claim.kind === 'barred') return [];
    const { kind, rest } = claim;
    const earlier = answer?.status.redemptions.length ?? 0;
    return [{ number, kind, rest, earlier, amount: amounts.get(number) ?? rest }];
  });
  const isReady = offered.length > 0 && offered.every(({ amount, rest }) => isBookable(amount, rest));

  const book = async (): Promise<void> => {
    const own = offered.filter(({ kind }) => kind === 'own').map(({ number }) => ({ number }));
    const locked =
      own.length === 0 ? [] : await signEach({ operation: 'lock', body: { company: code, invoices: own } });
    // After a cancellation or an unknown outcome nothing more is signed.
    const isEnded = locked.length < own.length || locked.some(({ error }) => !isKnown(error));
    const booked = isEnded ? [] : await bookLocked(locked);
    const done = new Set(booked.filter(isBooked).map(({ number }) => number));
    setAmounts((entered) => new Map([...entered].filter(([number]) => !done.has(number))));
    if (locked.length + booked.length > 0) reload();
  };

  /** Books what is ready, and what this page has locked for it just before. */
  const bookLocked = async (locked: readonly ChangedInvoice[]): Promise<readonly ChangedInvoice[]> => {
    const isLocked = new Set(locked.filter(isDone).map(({ number }) => number));
    // As of now: another tab may have sent a booking meanwhile.
    const open = openBookings(await session.openRequests());
    const ready = offered.filter(
      ({ kind, number }) => !open.has(number) && (kind === 'ready' || isLocked.has(number)),
    );
    if (ready.length === 0) return [];
    // Before anything is sent: a lost answer must not lose the voucher of a booking that took effect.
    const kept = vouchersFor(ready, voucher.trim());
    for (const each of kept) await vouchers.keep(each);
    const invoices = ready.map(({ number, amount }) => ({ number, amount }));
    const outcomes = await signEach({ operation: 'redeem', body: { invoices } }, locked);
    for (const each of kept)
      await settleVoucher(
        each,
        outcomes.find(({ number }) => number === each.number),
      );
    return outcomes;
  };

  /** Completes the voucher of a booking, and forgets one of which nothing was booked. With an unknown outcome it waits. */
  const settleVoucher = async (kept: Voucher, outcome: ChangedInvoice | undefined): Promise<void> => {
    const at = outcome && bookedAt(outcome);
    if (at !== undefined) await vouchers.keep({ ...kept, at });
    else if (outcome === undefined || isNothingBooked(outcome)) await vouchers.forget(kept);
  };

  /** A second question in place of the first one would leave the first without an answer. */
  const submit = async (): Promise<void> => {
    if (!isReady || isBooking.current) return;
    isBooking.current = true;
    try {
      await vouchers.whileBooking(book);
    } finally {
      isBooking.current = false;
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
      <OpenRequests onDone={reload} />
      <AddNumber numbers={numbers} />
      {isBusy && <p className="quiet">{booking.progress}</p>}
      {outcome}
      <Form
        className="booking"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
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

/** Returns whether a part was refused: by the ledger for good, or by this browser, which then sent nothing. */
function isNothingBooked({ error }: ChangedInvoice): boolean {
  return error instanceof PortalError || (error !== undefined && isSettled(error));
}

interface Offered {
  readonly number: string;
  readonly amount: string;
  /** How many bookings the invoice has. */
  readonly earlier: number;
}

/** Returns the voucher of each booking, before it is sent. @param voucher its number; "" for none */
function vouchersFor(bookings: readonly Offered[], voucher: string): readonly Voucher[] {
  if (voucher === '') return [];
  return bookings.map(({ number, amount, earlier }) => {
    const id = crypto.randomUUID();
    return { id, number, amount, voucher, earlier };
  });
}

function isDone({ error }: ChangedInvoice): boolean {
  return error === undefined;
}

/** Returns whether an outcome is known: done, or refused for good. */
function isKnown(error: unknown): boolean {
  return error === undefined || isSettled(error);
}

function isBooked(outcome: ChangedInvoice): boolean {
  return bookedAt(outcome) !== undefined;
}

/** Returns the moment of a booking; undefined when the answer does not tell it, so that its outcome is not known. */
function bookedAt({ answer }: ChangedInvoice): string | undefined {
  const { status }: { readonly status?: Partial<InvoiceStatusJson> } = answer ?? {};
  return status?.redemptions?.at(-1)?.at;
}

function claimIn(
  { answer, number }: ReadInvoice,
  code: string,
  open: ReadonlySet<string>,
): Claim | undefined {
  if (answer === undefined) return undefined;
  const claim = claimOf(answer.invoice, answer.status, code);
  return claim.kind !== 'barred' && open.has(number) ? { kind: 'barred', bar: 'SENT' } : claim;
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
