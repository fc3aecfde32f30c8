import type { RedemptionJson } from '@fapiao-ledger/core';
import { beijingText } from '../../../shared/moment.ts';
import { groupedText } from '../../../shared/money.ts';
import { useDesk } from '../../desk.ts';
import { type Voucher, voucherOf } from '../voucher.ts';

interface BookingsProps {
  readonly number: string;
  readonly redemptions: readonly RedemptionJson[];
  readonly vouchers: readonly Voucher[];
}

/** What was booked of an invoice before: how much, when, by which company, and under which voucher. */
export function Bookings({ number, redemptions, vouchers }: BookingsProps) {
  const { words, session } = useDesk();
  const { booking } = words.company;
  return (
    <ul className="bookings">
      {redemptions.map((redemption) => {
        const { amount, at, company } = redemption;
        const isOwn = company === session.identity.code;
        const voucher = isOwn ? voucherOf(vouchers, number, redemption) : undefined;
        return (
          <li key={at}>
            {isOwn
              ? booking.booked(groupedText(amount), beijingText(at))
              : booking.bookedBy(groupedText(amount), beijingText(at), company)}
            {isOwn && (
              <span className="quiet">
                {' · '}
                {voucher === undefined ? booking.unknownVoucher : booking.voucherIs(voucher)}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
