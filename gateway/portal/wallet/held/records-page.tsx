import type { VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { OpenRequest } from '../../shared/signing/open-request.ts';
import { momentText } from './as-of.tsx';
import { isOpenAct, type OpenAct, type Outcome, type OwnAct } from './own-acts.ts';
import { Problem } from './problem.tsx';
import { useWallet } from './wallet-context.ts';

/** What was signed in this browser, and the requests whose outcome is unknown. */
export function RecordsPage(): VNode {
  const { acts, words } = useWallet();
  const [records, setRecords] = useState<readonly OwnAct[]>([]);
  const [open, setOpen] = useState<readonly OpenRequest[]>([]);
  const read = useCallback(() => {
    void acts.all().then(setRecords);
    void acts.open().then(setOpen);
  }, [acts]);
  useEffect(read, [read]);
  const openActs = open.filter(isOpenAct);
  return (
    <>
      <h1>{words.recordsTitle}</h1>
      <p class="lead">{words.recordsLead}</p>
      {openActs.map((request) => (
        <OpenRecord key={request.requestId} request={request} onSettled={read} />
      ))}
      {openActs.length < open.length && (
        <p class="card notice warn">
          {words.openInDesk} <a href="/desk/">{words.toDesk}</a>
        </p>
      )}
      {records.length === 0 && open.length === 0 && <p class="card">{words.noRecords}</p>}
      <ol class="records">
        {records.map((act) => (
          <li key={act.id}>
            <Record act={act} />
          </li>
        ))}
      </ol>
      <p class="actions">
        <a class="plain" href="#/identity">
          {words.identity}
        </a>
      </p>
    </>
  );
}

function Record({ act }: { readonly act: OwnAct }): VNode {
  const { signing, words } = useWallet();
  const { operation, number, to, at, refusal } = act;
  const name =
    operation === 'lock' || operation === 'transfer' ? signing.operations[operation].title : operation;
  return (
    <a class="invoice" href={`#/held/${number}`}>
      <strong>{name}</strong>
      <span class={refusal === undefined ? 'badge good' : 'badge bad'}>
        {refusal === undefined ? words.done : `${words.refusedShort} ${refusal}`}
      </span>
      <span class="number">{`${number}\n→ ${to}\n${momentText(at)}`}</span>
    </a>
  );
}

interface OpenParts {
  readonly request: OpenAct;
  readonly onSettled: () => void;
}

function OpenRecord({ request, onSettled }: OpenParts): VNode {
  const { acts, words } = useWallet();
  const [outcome, setOutcome] = useState<Outcome | 'asking'>();
  const ask = async (): Promise<void> => {
    setOutcome('asking');
    const found = await acts.askAgain(request);
    setOutcome(found);
    if (found.kind !== 'open') onSettled();
  };
  return (
    <div class="card notice warn">
      <strong>{words.openRequests}</strong>
      <p>
        {request.operation} · {momentText(request.sentAt)}
      </p>
      <p class="hint">
        {words.requestId} {request.requestId}
      </p>
      <pre>{JSON.stringify(request.body, undefined, 1)}</pre>
      <button type="button" class="plain" disabled={outcome === 'asking'} onClick={() => void ask()}>
        {words.askAgain}
      </button>
      <div role="status">
        {outcome === 'asking' && words.sending}
        {typeof outcome === 'object' && outcome.kind === 'open' && words.stillOpen}
        {typeof outcome === 'object' && outcome.kind === 'refused' && <Problem error={outcome.error} />}
      </div>
    </div>
  );
}
