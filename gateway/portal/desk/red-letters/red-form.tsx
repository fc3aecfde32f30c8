import type { RedFormAnswer } from '@fapiao-ledger/client';
import { type Json, type RedFormJson, redFormDigest } from '@fapiao-ledger/core';
import { Button } from 'react-aria-components';
import { beijingText } from '../../shared/moment.ts';
import type { Act } from '../../shared/signing/act.ts';
import { OtherTerms } from '../../shared/signing/terms.ts';
import { textFor } from '../../shared/words/index.ts';
import { useDesk } from '../desk.ts';
import { useAnswer } from '../lists/use-answer.ts';
import { MAIN_LANE } from '../merchant/lane.ts';
import { hashOf } from '../route.ts';
import type { Column } from '../widgets/data-table.tsx';
import { Failure } from '../widgets/failure.tsx';
import { PlainTable } from '../widgets/plain-table.tsx';

interface RedFormProps {
  readonly number: string;
  readonly sequence: string;
}

/** One red-letter form: what it takes back, and what the taxpayer may answer. */
export function RedForm({ number, sequence }: RedFormProps) {
  const { words, sign } = useDesk();
  const view = useAnswer<RedFormAnswer>(`/invoices/${number}/red-letter/${sequence}`);
  if (view.failure !== undefined) return <Failure error={view.failure} words={words} onRetry={view.reload} />;
  if (view.answer === undefined) return <p className="quiet">{words.loading}</p>;
  const { form } = view.answer;
  if (form.number !== number || String(form.sequence) !== sequence)
    return <Failure error={new OtherTerms(number)} words={words} />;
  const perform = async (act: Act): Promise<void> => {
    if ((await sign(act)) !== undefined) view.reload();
  };
  return (
    <>
      <div className="page-head">
        <h1>{words.nav.redLetters}</h1>
        <span className="tag">{words.shared.values[form.state]}</span>
        <span className="grow" />
        <Answers form={form} number={number} sequence={Number(sequence)} perform={perform} />
      </div>
      <FormFacts form={form} />
    </>
  );
}

interface AnswersProps {
  readonly form: RedFormJson;
  /** The form that the person has opened; what is signed names it, and not what an answer says. */
  readonly number: string;
  readonly sequence: number;
  readonly perform: (act: Act) => Promise<void>;
}

function Answers({ form, number, sequence, perform }: AnswersProps) {
  const { words, session } = useDesk();
  const { operations } = words.shared;
  const { code } = session.identity;
  const isSeller = form.seller === code;
  const awaits = form.state === (isSeller ? 'AWAITS_SELLER' : 'AWAITS_BUYER');
  const isOwn = form.signers[0] === code && form.red === undefined;
  const isRunning = form.state === 'AWAITS_BUYER' || form.state === 'AWAITS_SELLER';
  const plain = (operation: 'refuse-red-letter' | 'withdraw-red-letter') => (
    <Button className="button" onPress={() => void perform({ operation, body: { number, sequence } })}>
      {operations[operation].title}
    </Button>
  );
  const confirm = (): void => {
    const body = { terms: redFormDigest(form), ...(isSeller ? { lane: MAIN_LANE } : {}) };
    void perform({
      operation: 'confirm-red-letter',
      body: { number, sequence, ...body },
      terms: form as unknown as Json,
    });
  };
  return (
    <>
      {awaits && (
        <Button className="button primary" onPress={confirm}>
          {operations['confirm-red-letter'].title}
        </Button>
      )}
      {awaits && plain('refuse-red-letter')}
      {isOwn && isRunning && plain('withdraw-red-letter')}
    </>
  );
}

function FormFacts({ form }: { readonly form: RedFormJson }) {
  const { words } = useDesk();
  const { fields, reasons, values } = words.shared;
  const columns: readonly Column<RedFormJson['lines'][number]>[] = [
    { name: 'line', label: fields.line, text: ({ line }) => String(line) },
    { name: 'quantity', label: fields.quantity, kind: 'number', text: ({ quantity = '' }) => quantity },
    { name: 'net', label: fields.net, kind: 'money', text: ({ net }) => net },
    { name: 'tax', label: fields.tax, kind: 'money', text: ({ tax }) => tax },
  ];
  return (
    <section className="card">
      <dl className="facts">
        <dt>{fields.number}</dt>
        <dd>
          <a href={hashOf(`/invoices/${form.number}`)}>{form.number}</a>
        </dd>
        <dt>{fields.reason}</dt>
        <dd>{textFor(reasons, form.reason)}</dd>
        <dt>{fields.startedBy}</dt>
        <dd>{values[form.startedBy]}</dd>
        <dt>{fields.gross}</dt>
        <dd className="sum">{form.totals.gross}</dd>
        <dt>{words.redLetters.startedAt}</dt>
        <dd>{beijingText(form.startedAt)}</dd>
        <dt>{words.redLetters.expiresAt}</dt>
        <dd>{beijingText(form.expiresAt)}</dd>
        {form.red !== undefined && (
          <>
            <dt>{words.redLetters.issued}</dt>
            <dd>
              <a href={hashOf(`/invoices/${form.red}`)}>{form.red}</a>
            </dd>
          </>
        )}
      </dl>
      <PlainTable
        label={fields.lines}
        columns={columns}
        records={form.lines}
        keyOf={({ line }) => String(line)}
      />
    </section>
  );
}
