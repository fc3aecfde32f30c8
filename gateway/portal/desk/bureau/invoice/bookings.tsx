import type { InvoiceStatusJson } from '@fapiao-ledger/core';
import { beijingText } from '../../../shared/moment.ts';
import { groupedText } from '../../../shared/money.ts';
import { useDesk } from '../../desk.ts';
import { hashOf } from '../../route.ts';

interface BookingsProps {
  readonly status: InvoiceStatusJson;
}

/** What companies have booked of an invoice, and what its buyer uses it for. */
export function Bookings({ status }: BookingsProps) {
  const { words } = useDesk();
  const { invoice: texts } = words.bureau;
  const { redemptions, use } = status;
  return (
    <section className="card">
      <h2>{texts.bookings}</h2>
      {redemptions.length === 0 && <p className="quiet">{words.empty}</p>}
      <dl className="facts">
        {redemptions.map(({ company, amount, at, reversed = [] }) => (
          <div key={`${company} ${at} ${amount}`}>
            <dt className="money">{groupedText(amount)}</dt>
            <dd>
              {company} · {texts.booked} {beijingText(at)}
              <Reversed label={texts.reversedOf} parts={reversed} />
            </dd>
          </div>
        ))}
      </dl>
      <h3>{texts.use}</h3>
      {use === undefined ? <p className="quiet">{texts.useNone}</p> : <Use use={use} />}
    </section>
  );
}

function Use({ use }: { readonly use: NonNullable<InvoiceStatusJson['use']> }) {
  const { words } = useDesk();
  const { fields, values } = words.shared;
  const { purpose, period, at, tax, transfers = [] } = use;
  return (
    <dl className="facts">
      <dt>{fields.purpose}</dt>
      <dd>
        {values[purpose]} · {fields.period} {period} · {beijingText(at)}
      </dd>
      {tax !== undefined && (
        <>
          <dt>{fields.tax}</dt>
          <dd>
            {groupedText(tax)}
            <Reversed
              label={words.bureau.invoice.notDeducted}
              parts={transfers.map(({ red, tax: amount }) => ({ red, amount }))}
            />
          </dd>
        </>
      )}
    </dl>
  );
}

interface ReversedProps {
  readonly label: string;
  readonly parts: readonly { readonly red: string; readonly amount: string }[];
}

/** Parts that red-letter invoices took back. */
function Reversed({ label, parts }: ReversedProps) {
  if (parts.length === 0) return null;
  return (
    <ul>
      {parts.map(({ red, amount }) => (
        <li key={red}>
          {label}: {groupedText(amount)} <a href={hashOf(`/invoices/${red}`)}>{red}</a>
        </li>
      ))}
    </ul>
  );
}
