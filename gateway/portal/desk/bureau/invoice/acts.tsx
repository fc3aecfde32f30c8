import type { InvoiceAct, InvoiceActsPage } from '@fapiao-ledger/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { beijingText } from '../../../shared/moment.ts';
import { groupedText } from '../../../shared/money.ts';
import { textFor } from '../../../shared/words/index.ts';
import { useDesk } from '../../desk.ts';
import { stateTag } from '../../invoices/state-tag.tsx';
import { Failure } from '../../widgets/failure.tsx';
import type { DeskWords } from '../../words/index.ts';

/** Who has done what with an invoice, newest first: signer, moment, block and transaction of each act. */
export function Acts({ number }: { readonly number: string }) {
  const { words } = useDesk();
  const { acts, next, failure, more } = useActs(number);
  return (
    <section className="card">
      <h2>{words.bureau.invoice.acts}</h2>
      {failure !== undefined && <Failure error={failure} words={words} onRetry={more} />}
      <ol className="history acts">
        {acts.map((act) => (
          <Act key={act.transactionId} act={act} />
        ))}
      </ol>
      {next !== undefined && (
        <Button className="button" onPress={more}>
          {words.bureau.invoice.older}
        </Button>
      )}
    </section>
  );
}

interface ActsState {
  readonly acts: readonly InvoiceAct[];
  readonly next?: string | undefined;
  readonly failure?: unknown;
}

function useActs(number: string): ActsState & { readonly more: () => void } {
  const { session } = useDesk();
  const [state, setState] = useState<ActsState>({ acts: [] });
  const isBusy = useRef(false);
  const read = useCallback(
    async (after: string | undefined): Promise<void> => {
      // A second click while a page is under way would append that page twice.
      if (isBusy.current) return;
      isBusy.current = true;
      const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
      try {
        const { acts, next } = await session.read<InvoiceActsPage>(`/bureau/invoices/${number}/acts${query}`);
        setState((before) => ({ acts: after === undefined ? acts : [...before.acts, ...acts], next }));
      } catch (failure) {
        setState((before) => ({ ...before, failure }));
      } finally {
        isBusy.current = false;
      }
    },
    [session, number],
  );
  useEffect(() => void read(undefined), [read]);
  return { ...state, more: () => void read(state.next) };
}

function Act({ act }: { readonly act: InvoiceAct }) {
  const { words } = useDesk();
  const { invoice: texts } = words.bureau;
  const { at, block, transactionId, requests, status } = act;
  return (
    <li>
      <time>{beijingText(at)}</time> <strong>{actText(act, words)}</strong>{' '}
      {status !== undefined && stateTag(status.state, words.shared.values[status.state])}{' '}
      {requests.length > 0 && (
        <>
          {texts.by}{' '}
          <strong>{[...new Set(requests.map(({ actor }) => actor))].join(words.bureau.comma)}</strong>
        </>
      )}
      {status !== undefined && (
        <span className="quiet">
          {' · '}
          {words.shared.fields.holderNow} {status.holder} · {words.shared.fields.rest}{' '}
          {groupedText(status.rest)}
        </span>
      )}
      <p className="quiet digest">
        {texts.block} {block} · {texts.transaction} {transactionId}
        {requests.map(({ actor, requestId }) => (
          <span key={`${actor} ${requestId}`}>
            {' '}
            · {texts.request} {requestId}
          </span>
        ))}
      </p>
    </li>
  );
}

/** Returns what was done: the operation that was signed where the ledger says it, else the event. */
function actText({ event, operation }: InvoiceAct, { bureau, shared }: DeskWords): string {
  const named = Object.entries(shared.operations).find(([name]) => name === operation);
  return named?.[1].title ?? textFor(bureau.events, event);
}
