import { useDesk } from '../../desk.ts';
import { OpenRequests } from '../../merchant/open-requests.tsx';
import { useRights } from '../rights.ts';
import { FrozenInvoices, NearTheLimit, ReturnsThatWait, SuspendedTaxpayers } from './alerts.tsx';
import { LedgerState } from './ledger-state.tsx';

/** Where an officer starts: what waits for the bureau, what stands out, and what this officer may sign. */
export function BureauStart() {
  const { words, session } = useDesk();
  return (
    <>
      <div className="page-head">
        <h1>{words.bureau.start.title}</h1>
        <span className="quiet">{session.identity.code}</span>
      </div>
      <OpenRequests />
      <OfficerRights />
      <div className="tiles">
        <ReturnsThatWait />
        <LedgerState />
      </div>
      <NearTheLimit />
      <div className="columns-2">
        <FrozenInvoices />
        <SuspendedTaxpayers />
      </div>
    </>
  );
}

/** What the key of this officer may sign. An officer of few operations is told so here, and not by a refusal. */
function OfficerRights() {
  const { words } = useDesk();
  const { only, isKnown } = useRights();
  const { start } = words.bureau;
  const { operations } = words.shared;
  if (!isKnown || only === undefined) return null;
  const titles = Object.entries(operations)
    .filter(([name]) => only.some((operation) => operation === name))
    .map(([, { title }]) => title);
  return (
    <p className="note">
      {start.officer} {start.signsSome} {titles.join(words.bureau.comma)}
    </p>
  );
}
