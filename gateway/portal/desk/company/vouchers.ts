import type { RedemptionJson } from '@fapiao-ledger/core';
import { useCallback, useEffect, useState } from 'react';
import { useDesk } from '../desk.ts';

/** The voucher under which a company books an amount of an invoice. It is the company's own and never on the ledger. */
export interface Voucher {
  readonly number: string;
  readonly amount: string;
  readonly voucher: string;
  /** Moment of the booking on the ledger; absent while its outcome is not known. */
  readonly at?: string;
}

/** What this browser remembers of vouchers, and nowhere else. */
export interface Vouchers {
  readonly all: readonly Voucher[];
  /** Remembers a voucher, before and after its booking. One voucher of an invoice and amount is under way at a time. */
  readonly keep: (voucher: Voucher) => Promise<void>;
  /** Forgets a voucher whose booking was refused. */
  readonly forget: (voucher: Voucher) => Promise<void>;
}

const KIND = 'voucher';

export function useVouchers(): Vouchers {
  const { store, session } = useDesk();
  const { id } = session.identity;
  const [all, setAll] = useState<readonly Voucher[]>([]);
  const refresh = useCallback(async () => {
    setAll((await store.records<Voucher>(id, KIND)).map(({ value }) => value));
  }, [store, id]);
  useEffect(() => void refresh(), [refresh]);

  const keep = useCallback(
    async (voucher: Voucher) => {
      // The record of the booking under way becomes the one of the booking.
      if (voucher.at !== undefined) await store.forgetRecord(id, KIND, nameOf({ ...voucher, at: undefined }));
      await store.keepRecord(id, KIND, nameOf(voucher), voucher, Date.now());
      await refresh();
    },
    [store, id, refresh],
  );
  const forget = useCallback(
    async (voucher: Voucher) => {
      await store.forgetRecord(id, KIND, nameOf(voucher));
      await refresh();
    },
    [store, id, refresh],
  );
  return { all, keep, forget };
}

function nameOf({
  number,
  amount,
  at,
}: Pick<Voucher, 'number' | 'amount'> & { at?: string | undefined }): string {
  return `${number}/${amount}/${at ?? ''}`;
}

/** Returns the voucher of a booking of a company; undefined when this browser does not know it. */
export function voucherOf(
  all: readonly Voucher[],
  number: string,
  { amount, at }: Pick<RedemptionJson, 'amount' | 'at'>,
): string | undefined {
  const own = all.filter((voucher) => voucher.number === number && voucher.amount === amount);
  return (own.find((voucher) => voucher.at === at) ?? own.find((voucher) => voucher.at === undefined))
    ?.voucher;
}
