import type { HistoryAnswer, InvoiceAnswer } from '@fapiao-ledger/client';
import type { BuyerJson, InvoiceJson, InvoiceStatusJson } from '@fapiao-ledger/core';
import { Button } from 'react-aria-components';
import { beijingText } from '../../shared/moment.ts';
import { groupedText } from '../../shared/money.ts';
import { OtherTerms } from '../../shared/signing/terms.ts';
import { PurchaseFacts } from '../company/purchase-facts.tsx';
import { useDesk } from '../desk.ts';
import { useAnswer } from '../lists/use-answer.ts';
import { Openings } from '../merchant/import/openings.ts';
import { hashOf } from '../route.ts';
import { Failure } from '../widgets/failure.tsx';
import { saveFile } from '../widgets/save-file.ts';
import { failureNotice } from '../widgets/work.tsx';
import { InvoiceActs } from './invoice-acts.tsx';
import { InvoiceLines } from './invoice-lines.tsx';
import { Party } from './party.tsx';
import { stateTag } from './state-tag.tsx';

/** One invoice: what it says, where it stands, and what the taxpayer may do with it. */
export function InvoicePage({ number }: { readonly number: string }) {
  const { words } = useDesk();
  const view = useAnswer<InvoiceAnswer>(`/invoices/${number}`);
  const history = useAnswer<HistoryAnswer>(`/invoices/${number}/history`);
  if (view.failure !== undefined) return <Failure error={view.failure} words={words} onRetry={view.reload} />;
  if (view.answer === undefined) return <p className="quiet">{words.loading}</p>;
  const { invoice, status } = view.answer;
  if (invoice.number !== number) return <Failure error={new OtherTerms(number)} words={words} />;
  const reload = (): void => {
    view.reload();
    history.reload();
  };
  return (
    <>
      <div className="page-head">
        <h1 className="number">{invoice.number}</h1>
        {stateTag(status.state, words.shared.values[status.state])}
        <span className="grow" />
        <ReceiptButton number={invoice.number} buyer={invoice.buyer} />
        <InvoiceActs invoice={invoice} status={status} onDone={reload} />
      </div>
      <div className="columns-2">
        <Facts invoice={invoice} />
        <Standing invoice={invoice} status={status} />
      </div>
      <section className="card">
        <h2>{words.shared.fields.lines}</h2>
        <InvoiceLines lines={invoice.lines} totals={invoice.totals} />
        {invoice.remark !== undefined && <p>{invoice.remark}</p>}
      </section>
      <section className="card">
        <h2>{words.invoice.history}</h2>
        <ol className="history">
          {(history.answer?.history ?? []).map(({ at, transactionId, status: then }) => (
            <li key={transactionId}>
              <time>{beijingText(at)}</time> {stateTag(then.state, words.shared.values[then.state])}{' '}
              <span className="quiet">
                <Party code={then.holder} of={invoice} /> · {words.shared.fields.rest} {then.rest}
              </span>
            </li>
          ))}
          <li>
            <time>{beijingText(invoice.issuedAt)}</time> {words.invoice.issued}
          </li>
        </ol>
      </section>
    </>
  );
}

/** What an invoice says of itself. */
export function Facts({ invoice }: { readonly invoice: InvoiceJson }) {
  const { words } = useDesk();
  const { fields, values } = words.shared;
  const { seller, buyer, type, date, issuedAt, checkCode, red } = invoice;
  const buyerName = 'name' in buyer ? buyer.name : values.PERSON;
  return (
    <section className="card">
      <dl className="facts">
        <dt>{fields.type}</dt>
        <dd>{values[type]}</dd>
        <dt>{fields.date}</dt>
        <dd>
          {date} <span className="quiet">({beijingText(issuedAt)})</span>
        </dd>
        <dt>{fields.seller}</dt>
        <dd>
          {seller.name} <span className="quiet">{seller.code}</span>
        </dd>
        <dt>{fields.buyer}</dt>
        <dd>
          {buyerName} <span className="quiet">{'code' in buyer ? buyer.code : ''}</span>
        </dd>
        <dt>{fields.checkCode}</dt>
        <dd className="number">{checkCode}</dd>
        {red !== undefined && (
          <>
            <dt>{words.invoice.reverses}</dt>
            <dd>
              <a href={hashOf(`/invoices/${red.number}`)}>{red.number}</a>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

interface StandingProps {
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
}

/** Where an invoice stands now. */
export function Standing({ invoice, status }: StandingProps) {
  const { words } = useDesk();
  const { fields } = words.shared;
  const { holder, rest, lock } = status;
  return (
    <section className="card">
      <dl className="facts">
        <dt>{fields.gross}</dt>
        <dd className="sum">{groupedText(invoice.totals.gross)}</dd>
        <dt>{fields.rest}</dt>
        <dd>{groupedText(rest)}</dd>
        <dt>{fields.holderNow}</dt>
        <dd>
          <Party code={holder} of={invoice} />
        </dd>
        {lock !== undefined && (
          <>
            <dt>{words.shared.values.LOCKED}</dt>
            <dd>
              <Party code={lock.company} of={invoice} /> · {words.invoice.until} {beijingText(lock.expiresAt)}
            </dd>
          </>
        )}
        <PurchaseFacts number={invoice.number} status={status} />
      </dl>
    </section>
  );
}

interface ReceiptProps {
  readonly number: string;
  /** Buyer of the invoice; a person whose name this browser keeps is named on the receipt. */
  readonly buyer?: BuyerJson;
}

/** Saves the receipt of an invoice. */
export function ReceiptButton({ number, buyer }: ReceiptProps) {
  const { words, session, store, tell } = useDesk();
  const save = async (): Promise<void> => {
    try {
      const commitment = buyer?.type === 'PERSON' ? buyer.nameCommitment : undefined;
      const openings = new Openings(store, session.identity.id);
      const opening = commitment === undefined ? undefined : await openings.openingOf(commitment);
      const path = `/invoices/${number}/receipt.pdf`;
      // The gateway draws the receipt, so it is told this one name.
      const bytes = await session.readFile(path, opening && { opening: { ...opening } });
      saveFile(`${number}.pdf`, 'application/pdf', [Uint8Array.from(bytes)]);
    } catch (error) {
      tell({ kind: 'failed', ...failureNotice(error, words) });
    }
  };
  return (
    <Button className="button" onPress={() => void save()}>
      {words.invoice.receipt}
    </Button>
  );
}
