import type { InvoiceStatusJson } from '@fapiao-ledger/core';
import { groupedText } from '../../shared/money.ts';
import { useDesk } from '../desk.ts';
import { hashOf } from '../route.ts';
import { Bookings } from './claims/bookings.tsx';
import { useVouchers } from './vouchers.ts';

interface PurchaseFactsProps {
  readonly number: string;
  readonly status: InvoiceStatusJson;
}

/** What companies have done with an invoice: its bookings, and what its buyer uses it for. */
export function PurchaseFacts({ number, status }: PurchaseFactsProps) {
  const { words } = useDesk();
  const { all } = useVouchers();
  const { company, shared } = words;
  const { redemptions, use } = status;
  return (
    <>
      {redemptions.length > 0 && (
        <>
          <dt>{shared.values.REDEEMED}</dt>
          <dd>
            <Bookings number={number} redemptions={redemptions} vouchers={all} />
          </dd>
        </>
      )}
      {use !== undefined && (
        <>
          <dt>{company.use}</dt>
          <dd>{company.purposeIn(company.uses[use.purpose], use.period)}</dd>
        </>
      )}
      {use?.tax !== undefined && (
        <>
          <dt>{company.usedTax}</dt>
          <dd>{groupedText(use.tax)}</dd>
        </>
      )}
      {(use?.transfers ?? []).map(({ red, period, tax }) => (
        <div key={red}>
          <dt>{company.transferredOut}</dt>
          <dd>
            {groupedText(tax)} · {period} · <a href={hashOf(`/received/${red}`)}>{red}</a>
          </dd>
        </div>
      ))}
    </>
  );
}
