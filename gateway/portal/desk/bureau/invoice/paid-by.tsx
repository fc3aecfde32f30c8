import type { PaymentJson, PaymentReference } from '@fapiao-ledger/core';
import { beijingText } from '../../../shared/moment.ts';
import { groupedText } from '../../../shared/money.ts';
import { useDesk } from '../../desk.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import { Failure } from '../../widgets/failure.tsx';

/** The payment that an invoice stands for, as its provider has confirmed it. */
export function PaidBy({ provider, id }: PaymentReference) {
  const { words } = useDesk();
  const { answer, failure } = useAnswer<PaymentJson>(`/payments/${provider}/${encodeURIComponent(id)}`);
  const { fields } = words.shared;
  return (
    <section className="card">
      <h2>{words.bureau.invoice.payment}</h2>
      {failure !== undefined && <Failure error={failure} words={words} />}
      <dl className="facts">
        <dt>{fields.provider}</dt>
        <dd>{provider}</dd>
        <dt>{fields.id}</dt>
        <dd>{id}</dd>
        {answer !== undefined && (
          <>
            <dt>{fields.amount}</dt>
            <dd>{groupedText(answer.amount)}</dd>
            <dt>{words.bureau.invoice.paidAt}</dt>
            <dd>{beijingText(answer.paidAt)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
