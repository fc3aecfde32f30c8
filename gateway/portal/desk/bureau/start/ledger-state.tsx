import { useEffect, useState } from 'react';
import { groupedText } from '../../../shared/money.ts';
import { useDesk } from '../../desk.ts';

/** What `/readyz` answers. */
interface Readiness {
  readonly status: string;
  readonly height?: string;
}

/** Whether ledger and gateway are ready, and how high the ledger is. */
export function LedgerState() {
  const { words } = useDesk();
  const { ledger, ready, height } = words.bureau.start;
  const [state, setState] = useState<Readiness>();
  useEffect(() => void readiness().then(setState), []);
  if (state === undefined) return null;
  const isReady = state.status === 'ready';
  const text = state.status === 'ready' || state.status === 'read-only' ? ready[state.status] : ready.other;
  return (
    <section className="card tile">
      <h2>{ledger}</h2>
      <strong>{state.height === undefined ? '—' : groupedText(state.height)}</strong>
      <span className="quiet">{height}</span>
      <span>
        <span className={isReady ? 'tag good' : 'tag bad'}>{text}</span>
      </span>
    </section>
  );
}

async function readiness(): Promise<Readiness> {
  try {
    return (await (await fetch('/readyz')).json()) as Readiness;
  } catch {
    // Without an answer the gateway is not ready, whatever the reason.
    return { status: 'unreachable' };
  }
}
