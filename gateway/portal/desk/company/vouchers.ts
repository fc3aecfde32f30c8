import type { InvoiceAnswer } from '@fapiao-ledger/client';
import type { RequestBodies } from '@fapiao-ledger/core';
import { useCallback, useEffect, useState } from 'react';
import type { Session } from '../../shared/session.ts';
import type { OpenRequest } from '../../shared/signing/open-request.ts';
import type { Store } from '../../shared/store.ts';
import { useDesk } from '../desk.ts';
import { bookingOf, type Voucher } from './voucher.ts';

/** What this browser remembers of vouchers, and nowhere else. */
export interface Vouchers {
  readonly all: readonly Voucher[];
  /** Remembers a voucher, before and after its booking. */
  readonly keep: (voucher: Voucher) => Promise<void>;
  /** Forgets a voucher of which nothing was booked. */
  readonly forget: (voucher: Voucher) => Promise<void>;
  /** Runs a booking. Meanwhile no page, of this tab or another, settles vouchers: one that is about to be sent has no request yet. */
  readonly whileBooking: (task: () => Promise<void>) => Promise<void>;
}

const KIND = 'voucher';

/** Returns the vouchers, after those whose request was answered meanwhile are settled. */
export function useVouchers(): Vouchers {
  const { store, session } = useDesk();
  const { id } = session.identity;
  const [all, setAll] = useState<readonly Voucher[]>([]);
  const refresh = useCallback(async () => setAll(await vouchersIn(store, id)), [store, id]);
  useEffect(() => {
    const settle = async (): Promise<void> => {
      await refresh();
      // Every hook hears it, also the one whose turn the lock has refused.
      if (await settleVouchers(store, session)) store.announceRequests();
    };
    void settle();
    return store.watchRequests(() => void settle());
  }, [store, session, refresh]);

  const keep = useCallback(
    async (voucher: Voucher) => {
      await keepVoucher(store, id, voucher);
      await refresh();
    },
    [store, id, refresh],
  );
  const forget = useCallback(
    async (voucher: Voucher) => {
      await store.forgetRecord(id, KIND, voucher.id);
      await refresh();
    },
    [store, id, refresh],
  );
  const whileBooking = useCallback(
    async (task: () => Promise<void>) => {
      try {
        await navigator.locks.request(lockOf(id), { mode: 'shared' }, task);
      } finally {
        store.announceRequests();
      }
    },
    [store, id],
  );
  return { all, keep, forget, whileBooking };
}

/** Returns the numbers of invoices whose booking was sent, and whose outcome is not known. */
export function openBookings(requests: readonly OpenRequest[]): ReadonlySet<string> {
  const bookings = requests.filter(({ operation }) => operation === 'redeem');
  return new Set(
    bookings.flatMap(({ body }) =>
      (body as unknown as RequestBodies['redeem']).invoices.map(({ number }) => number),
    ),
  );
}

/** Completes the vouchers of bookings that took effect, forgets those of which nothing was booked, and returns whether there were any. */
async function settleVouchers(store: Store, session: Session): Promise<boolean> {
  const { id, code } = session.identity;
  return await navigator.locks.request(lockOf(id), { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    let isChanged = false;
    // A voucher without a request, while no booking runs, is one whose request was answered.
    for (const voucher of await answeredVouchers(store, session)) {
      const redemptions = await redemptionsOf(session, voucher.number);
      if (redemptions === undefined) continue;
      const booking = bookingOf(voucher, await vouchersIn(store, id), redemptions, code);
      if (booking === undefined) await store.forgetRecord(id, KIND, voucher.id);
      else await keepVoucher(store, id, { ...voucher, at: booking.at });
      isChanged = true;
    }
    return isChanged;
  });
}

async function answeredVouchers(store: Store, session: Session): Promise<readonly Voucher[]> {
  const all = await vouchersIn(store, session.identity.id);
  const open = openBookings(await session.openRequests());
  return all.filter(({ number, at }) => at === undefined && !open.has(number)).toReversed();
}

/** Returns the bookings of an invoice; undefined when they cannot be read now. */
async function redemptionsOf(
  session: Session,
  number: string,
): Promise<InvoiceAnswer['status']['redemptions'] | undefined> {
  try {
    const { invoice, status } = await session.read<InvoiceAnswer>(`/invoices/${number}`);
    return invoice.number === number ? status.redemptions : undefined;
  } catch {
    // The voucher stays as it is, for the next page that opens.
    return undefined;
  }
}

async function vouchersIn(store: Store, id: string): Promise<readonly Voucher[]> {
  return (await store.records<Voucher>(id, KIND)).map(({ value }) => value);
}

async function keepVoucher(store: Store, id: string, voucher: Voucher): Promise<void> {
  await store.keepRecord(id, KIND, voucher.id, voucher, Date.now());
}

function lockOf(id: string): string {
  return `fapiao-vouchers/${id}`;
}
