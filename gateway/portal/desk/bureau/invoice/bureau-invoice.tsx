import type { InvoiceAnswer } from '@fapiao-ledger/client';
import { canonicalJson, type InvoiceJson, type InvoiceStatusJson, type Json } from '@fapiao-ledger/core';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { OtherTerms } from '../../../shared/signing/terms.ts';
import { useDesk } from '../../desk.ts';
import { InvoiceLines } from '../../invoices/invoice-lines.tsx';
import { Facts, ReceiptButton, Standing } from '../../invoices/invoice-page.tsx';
import { stateTag } from '../../invoices/state-tag.tsx';
import { useAnswer } from '../../lists/use-answer.ts';
import { Failure } from '../../widgets/failure.tsx';
import { ReasonButton } from '../../widgets/reason-button.tsx';
import { useRights } from '../rights.ts';
import { Acts } from './acts.tsx';
import { Bookings } from './bookings.tsx';
import { Evidence } from './evidence.tsx';
import { Forms } from './forms.tsx';
import { FreezeReason } from './freeze-reason.tsx';
import { PaidBy } from './paid-by.tsx';
import { Parties } from './parties.tsx';

/** One invoice as the bureau sees it: what it says, where it stands, who did what with it, and the proof of that. */
export function BureauInvoice({ number }: { readonly number: string }) {
  const { words } = useDesk();
  const view = useAnswer<InvoiceAnswer>(`/invoices/${number}`);
  const [round, setRound] = useState(0);
  if (view.failure !== undefined) return <Failure error={view.failure} words={words} onRetry={view.reload} />;
  if (view.answer === undefined) return <p className="quiet">{words.loading}</p>;
  const { invoice, status } = view.answer;
  if (invoice.number !== number) return <Failure error={new OtherTerms(number)} words={words} />;
  const reload = (): void => {
    view.reload();
    setRound(round + 1);
  };
  return (
    <>
      <div className="page-head">
        <h1 className="number">{invoice.number}</h1>
        {stateTag(status.state, words.shared.values[status.state])}
        <span className="grow" />
        <ReceiptButton number={number} />
        <FreezeActs number={number} status={status} onDone={reload} />
      </div>
      {status.frozen !== undefined && <FreezeReason number={number} />}
      <div className="columns-2">
        <Facts invoice={invoice} />
        <Standing invoice={invoice} status={status} />
      </div>
      <div className="columns-2">
        <Parties invoice={invoice} status={status} />
        <Evidence
          key={canonicalJson({ invoice, status } as unknown as Json)}
          invoice={invoice}
          status={status}
        />
      </div>
      <Lines invoice={invoice} />
      <div className="columns-2">
        <Bookings status={status} />
        <Forms number={number} status={status} />
      </div>
      {invoice.payment !== undefined && <PaidBy {...invoice.payment} />}
      <Acts key={round} number={number} />
    </>
  );
}

function Lines({ invoice }: { readonly invoice: InvoiceJson }) {
  const { words } = useDesk();
  return (
    <section className="card">
      <h2>{words.shared.fields.lines}</h2>
      <InvoiceLines lines={invoice.lines} totals={invoice.totals} />
      {invoice.remark !== undefined && <p>{invoice.remark}</p>}
    </section>
  );
}

interface FreezeActsProps {
  readonly number: string;
  readonly status: InvoiceStatusJson;
  readonly onDone: () => void;
}

function FreezeActs({ number, status, onDone }: FreezeActsProps) {
  const { words, sign } = useDesk();
  const { may } = useRights();
  const { freeze, release, freezeReason } = words.bureau.invoice;
  const freezeFor = async (reason: string): Promise<void> => {
    if ((await sign({ operation: 'freeze', body: { number, reason } })) !== undefined) onDone();
  };
  const releaseIt = async (): Promise<void> => {
    if ((await sign({ operation: 'release', body: { number } })) !== undefined) onDone();
  };
  if (status.state === 'FROZEN')
    return may('release') ? (
      <Button className="button" onPress={() => void releaseIt()}>
        {release}
      </Button>
    ) : null;
  if (!may('freeze')) return null;
  return (
    <ReasonButton
      label={freeze}
      reasonLabel={freezeReason}
      isRequired
      onGo={(reason) => void freezeFor(reason)}
    />
  );
}
