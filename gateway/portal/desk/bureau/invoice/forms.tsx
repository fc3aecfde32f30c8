import type { RedFormAnswer } from '@fapiao-ledger/client';
import type { InvoiceStatusJson } from '@fapiao-ledger/core';
import { beijingText } from '../../../shared/moment.ts';
import { groupedText } from '../../../shared/money.ts';
import { textFor } from '../../../shared/words/index.ts';
import { useDesk } from '../../desk.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import { hashOf } from '../../route.ts';
import { Failure } from '../../widgets/failure.tsx';

interface FormsProps {
  readonly number: string;
  readonly status: InvoiceStatusJson;
}

/** Newest forms that are shown; an invoice rarely has more than two. */
const FORMS_SHOWN = 10;

/** The red-letter forms of an invoice, newest first, and the invoices that reverse it. */
export function Forms({ number, status }: FormsProps) {
  const { words } = useDesk();
  const { invoice: texts } = words.bureau;
  const { reversal } = status;
  const count = reversal?.forms ?? 0;
  const sequences = Array.from({ length: Math.min(count, FORMS_SHOWN) }, (_, index) => count - index);
  return (
    <section className="card">
      <h2>{texts.forms}</h2>
      {reversal === undefined && <p className="quiet">{texts.formsNone}</p>}
      {reversal !== undefined && reversal.reds.length > 0 && (
        <dl className="facts">
          <dt>{texts.reds}</dt>
          <dd>
            {reversal.reds.map((red) => (
              <div key={red}>
                <a href={hashOf(`/invoices/${red}`)}>{red}</a>
              </div>
            ))}
          </dd>
          <dt>{words.shared.fields.gross}</dt>
          <dd>{groupedText(reversal.totals.gross)}</dd>
        </dl>
      )}
      {sequences.map((sequence) => (
        <Form key={`${sequence}/${reversal?.at}`} number={number} sequence={sequence} />
      ))}
    </section>
  );
}

function Form({ number, sequence }: { readonly number: string; readonly sequence: number }) {
  const { words } = useDesk();
  const { fields, reasons } = words.shared;
  const { answer, failure } = useAnswer<RedFormAnswer>(`/invoices/${number}/red-letter/${sequence}`);
  if (failure !== undefined) return <Failure error={failure} words={words} />;
  if (answer === undefined) return null;
  const { form } = answer;
  return (
    <>
      <h3>
        {fields.form} {form.sequence} <span className="tag">{words.shared.values[form.state]}</span>
      </h3>
      <dl className="facts">
        <dt>{fields.reason}</dt>
        <dd>{textFor(reasons, form.reason)}</dd>
        <dt>{fields.gross}</dt>
        <dd>{groupedText(form.totals.gross)}</dd>
        <dt>{words.redLetters.startedAt}</dt>
        <dd>{beijingText(form.startedAt)}</dd>
        <dt>{words.bureau.invoice.signers}</dt>
        <dd>{form.signers.join(words.bureau.comma)}</dd>
      </dl>
    </>
  );
}
