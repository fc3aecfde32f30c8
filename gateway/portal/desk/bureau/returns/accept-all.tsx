import { Button } from 'react-aria-components';
import { PortalError } from '../../../shared/portal-error.ts';
import { useDesk } from '../../desk.ts';
import { failureNotice, useWork } from '../../widgets/work.tsx';
import { decisionOn, readWaiting } from './decide.ts';

interface AcceptAllProps {
  /** Path of the list of returns that wait. */
  readonly path: string;
  readonly onDone: () => void;
}

/** Accepts every return of which all figures agree, after one question that shows them all. Each has a statement of its own. */
export function AcceptAll({ path, onDone }: AcceptAllProps) {
  const { words, session, store, ask, tell } = useDesk();
  const { filed } = words.supervision;
  const { run, progress } = useWork(words);
  const accept = async (): Promise<void> => {
    await run(filed.working, async (work) => {
      const { agreeing, differing } = await readWaiting(session, path, work);
      if (agreeing.length === 0) {
        tell({ kind: 'note', title: filed.noneAgrees(String(differing.length)) });
        return;
      }
      const acts = agreeing.map((each) => decisionOn(each));
      const outcomes = await session.confirmAndDecide(acts, ask, words.shared, work).catch(unlessDeclined);
      if (outcomes === undefined) return;
      const failed = outcomes.find(({ error }) => error !== undefined);
      const accepted = outcomes.filter(({ error }) => error === undefined).length;
      tell({
        kind: failed === undefined ? 'done' : 'failed',
        title: filed.accepted(String(accepted), String(acts.length)),
        detail:
          failed === undefined
            ? filed.differing(String(differing.length))
            : failureNotice(failed.error, words).title,
      });
    });
    store.announceRequests();
    onDone();
  };
  return (
    <>
      <Button className="button primary" onPress={() => void accept()}>
        {filed.acceptAll}
      </Button>
      {progress}
    </>
  );
}

/** Returns nothing when the officer has not agreed. @throws every other error */
function unlessDeclined(error: unknown): undefined {
  if (error instanceof PortalError && error.fault === 'not-confirmed') return undefined;
  throw error;
}
