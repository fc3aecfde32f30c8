import type { RedemptionJson } from '@fapiao-ledger/core';

/** The voucher under which a company books an amount of an invoice. It is the company's own and never on the ledger. */
export interface Voucher {
  /** Its own id, made when the booking is sent: two bookings of one amount have two vouchers. */
  readonly id: string;
  readonly number: string;
  readonly amount: string;
  readonly voucher: string;
  /** How many bookings the invoice had when this one was sent. Clocks of two machines differ, a count does not. */
  readonly earlier: number;
  /** Moment of the booking on the ledger; absent while its outcome is not known. */
  readonly at?: string;
}

/** Returns the voucher of a booking of a company; undefined when this browser does not know it. */
export function voucherOf(
  all: readonly Voucher[],
  number: string,
  { amount, at }: Pick<RedemptionJson, 'amount' | 'at'>,
): string | undefined {
  return all.find((voucher) => voucher.number === number && voucher.amount === amount && voucher.at === at)
    ?.voucher;
}

/**
 * Returns the booking that was sent under a voucher; undefined when the invoice has none.
 * @param all the vouchers that this browser knows: a booking that has its voucher is not taken for another one
 * @param company code of the company that booked
 */
export function bookingOf(
  { number, amount, earlier }: Voucher,
  all: readonly Voucher[],
  redemptions: readonly RedemptionJson[],
  company: string,
): RedemptionJson | undefined {
  const later = redemptions.slice(earlier).filter((booking) => booking.company === company);
  return later.find((booking) => booking.amount === amount && voucherOf(all, number, booking) === undefined);
}
