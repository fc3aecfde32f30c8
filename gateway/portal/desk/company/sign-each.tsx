import { type ReactNode, useState } from 'react';
import { PortalError } from '../../shared/portal-error.ts';
import type { ChangedInvoice } from '../../shared/session.ts';
import type { ManyAct } from '../../shared/signing/act.ts';
import { useDesk } from '../desk.ts';
import { hashOf } from '../route.ts';
import { failureText } from '../widgets/failure-text.ts';
import { useWork } from '../widgets/work.tsx';

/** The way to sign an act on several invoices, and what the page shows of it. */
export interface SignEach {
  /**
   * Shows the act, signs it for each invoice when the person agrees, and returns what became of those that were sent.
   * @param before what became of the step before this one; its refusals stay in sight
   */
  readonly signEach: (act: ManyAct, before?: readonly ChangedInvoice[]) => Promise<readonly ChangedInvoice[]>;
  /** Progress, and afterwards what was not done, with the reason. */
  readonly outcome: ReactNode;
}

export function useSignEach(): SignEach {
  const { words, session, store, ask, tell } = useDesk();
  const { run, progress } = useWork(words);
  const [refused, setRefused] = useState<readonly ChangedInvoice[]>([]);

  const signEach: SignEach['signEach'] = async (act, before = []) => {
    const refusedBefore = before.filter(isRefused);
    setRefused(refusedBefore);
    const { title } = words.shared.operations[act.operation];
    let outcomes: readonly ChangedInvoice[] = [];
    await run(title, async (work) => {
      try {
        outcomes = await session.confirmAndSignEach(act, ask, words.shared, work);
      } catch (error) {
        if (!(error instanceof PortalError) || error.fault !== 'not-confirmed') throw error;
      }
    });
    store.announceRequests();
    if (outcomes.length === 0) return outcomes;
    const failed = outcomes.filter(isRefused);
    const unsent = act.body.invoices.length - outcomes.length;
    const { company } = words;
    const detail = [
      company.done(String(outcomes.length - failed.length)),
      ...(failed.length > 0 ? [company.notDone(String(failed.length))] : []),
      ...(unsent > 0 ? [company.unsent(String(unsent))] : []),
    ].join(' · ');
    tell({ kind: failed.length + unsent > 0 ? 'note' : 'done', title, detail });
    setRefused([...refusedBefore, ...failed]);
    return outcomes;
  };
  const outcome = (
    <>
      {progress}
      <Refused outcomes={refused} />
    </>
  );
  return { signEach, outcome };
}

function isRefused({ error }: ChangedInvoice): boolean {
  return error !== undefined;
}

/** The invoices of which an act was not done, each with its reason. */
function Refused({ outcomes }: { readonly outcomes: readonly ChangedInvoice[] }) {
  const { words } = useDesk();
  if (outcomes.length === 0) return null;
  return (
    <section className="failure" role="alert">
      <strong>{words.company.refusals}</strong>
      <ul>
        {outcomes.map(({ number, error }) => {
          const { title, cure, code } = failureText(error, words);
          return (
            <li key={number}>
              <a href={hashOf(`/received/${number}`)}>{number}</a> {title} {cure}{' '}
              {code !== undefined && <a href={`/docs/errors#${code}`}>{code}</a>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
