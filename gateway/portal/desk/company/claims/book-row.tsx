import type { InvoiceAnswer } from '@fapiao-ledger/client';
import { Button } from 'react-aria-components';
import { groupedText } from '../../../shared/money.ts';
import { useDesk } from '../../desk.ts';
import { hashOf } from '../../route.ts';
import { Failure } from '../../widgets/failure.tsx';
import { MoneyField } from '../../widgets/fields.tsx';
import { Cross } from '../../widgets/icons.tsx';
import type { Voucher } from '../voucher.ts';
import { Bookings } from './bookings.tsx';
import { type Claim, isBookable } from './claim.ts';

interface BookRowProps {
  readonly number: string;
  readonly answer: InvoiceAnswer | undefined;
  readonly failure: unknown;
  readonly claim: Claim | undefined;
  /** What is entered; undefined for all that is left. */
  readonly amount: string | undefined;
  readonly vouchers: readonly Voucher[];
  readonly onAmount: (amount: string) => void;
  readonly onRemove: () => void;
}

/** One invoice that is to be booked: what it is, what was booked of it before, and how much is booked now. */
export function BookRow(props: BookRowProps) {
  const { number, answer, failure, claim, vouchers, onRemove } = props;
  const { words } = useDesk();
  const { booking } = words.company;
  return (
    <section className="card book-row" aria-label={number}>
      <div className="row">
        <strong className="number">{number}</strong>
        {claim !== undefined && <ClaimTag claim={claim} />}
        <span className="grow" />
        <Button className="button icon-button" aria-label={booking.remove(number)} onPress={onRemove}>
          <Cross />
        </Button>
      </div>
      {failure !== undefined && <Failure error={failure} words={words} />}
      <div className="book-line">
        {answer !== undefined && <InvoiceFacts answer={answer} />}
        {claim !== undefined && claim.kind !== 'barred' && <AmountField {...props} rest={claim.rest} />}
      </div>
      {answer !== undefined && answer.status.redemptions.length > 0 && (
        <div className="note">
          <Bookings number={number} redemptions={answer.status.redemptions} vouchers={vouchers} />
          <a href={hashOf(`/claims/${number}`)}>{booking.first}</a>
        </div>
      )}
      {claim !== undefined && <ClaimText claim={claim} amount={props.amount} />}
    </section>
  );
}

function ClaimTag({ claim }: { readonly claim: Claim }) {
  const { words } = useDesk();
  const { booking, standing } = words.company;
  if (claim.kind !== 'barred') return <span className="tag good">{booking[claim.kind]}</span>;
  const { bar } = claim;
  const state = bar === 'OTHER_LOCK' ? 'LOCKED' : bar;
  if (state === 'NOT_LOCKED' || state === 'OTHER_TITLE' || state === 'SENT') return null;
  return <span className="tag bad">{standing[state]}</span>;
}

function InvoiceFacts({ answer }: { readonly answer: InvoiceAnswer }) {
  const { words } = useDesk();
  const { fields, values } = words.shared;
  const { invoice, status } = answer;
  return (
    <dl className="facts inline">
      <div>
        <dt>{fields.date}</dt>
        <dd>{invoice.date}</dd>
      </div>
      <div>
        <dt>{fields.type}</dt>
        <dd>{values[invoice.type]}</dd>
      </div>
      <div>
        <dt>{fields.seller}</dt>
        <dd>{invoice.seller.name}</dd>
      </div>
      <div>
        <dt>{fields.holderNow}</dt>
        <dd>{status.holder}</dd>
      </div>
      <div>
        <dt>{fields.gross}</dt>
        <dd className="money">{groupedText(invoice.totals.gross)}</dd>
      </div>
      <div>
        <dt>{fields.rest}</dt>
        <dd className="money">{groupedText(status.rest)}</dd>
      </div>
    </dl>
  );
}

function AmountField({ number, rest, amount = rest, onAmount }: BookRowProps & { readonly rest: string }) {
  const { words } = useDesk();
  const { booking } = words.company;
  return (
    <MoneyField
      label={booking.amountOf(number)}
      value={amount}
      onChange={onAmount}
      problem={isBookable(amount, rest) ? undefined : booking.amountWrong(groupedText(rest))}
    />
  );
}

/** What stands against a booking, or what follows from it. */
function ClaimText({ claim, amount }: Pick<BookRowProps, 'amount'> & { readonly claim: Claim }) {
  const { words } = useDesk();
  const { booking } = words.company;
  if (claim.kind === 'barred') return <p className="failure">{booking.bars[claim.bar]}</p>;
  const isPart = amount !== undefined && amount !== claim.rest && isBookable(amount, claim.rest);
  return (
    <>
      {claim.kind === 'own' && <p className="quiet">{booking.locksFirst}</p>}
      {isPart && <p className="quiet">{booking.partEndsClaim}</p>}
    </>
  );
}
