import { formatInstant } from '@fapiao-ledger/core';
import { Button } from 'react-aria-components';
import { beijingText } from '../../shared/moment.ts';
import type { OpenRequest } from '../../shared/signing/open-request.ts';
import { useDesk } from '../desk.ts';
import { useOpenRequests } from '../lists/use-open-requests.ts';
import { failureNotice } from '../widgets/work.tsx';

/** Requests whose answer was lost. The person sends each again under its id, as it was shown and signed before. */
export function OpenRequests({ onDone }: { readonly onDone?: () => void }) {
  const { words, session, store, tell } = useDesk();
  const open = useOpenRequests();
  if (open.length === 0) return null;

  const repeat = async (request: OpenRequest): Promise<void> => {
    try {
      await session.repeat(request);
      tell({
        kind: 'done',
        title: words.sign.done,
        detail: words.shared.operations[request.operation].title,
      });
    } catch (error) {
      tell({ kind: 'failed', ...failureNotice(error, words) });
    }
    store.announceRequests();
    onDone?.();
  };
  return (
    <section className="card note">
      <h2>{words.open.title}</h2>
      <p>{words.open.lead}</p>
      <ul className="drafts">
        {open.map((request) => (
          <li key={request.requestId}>
            <span>
              {words.shared.operations[request.operation].title} ·{' '}
              {beijingText(formatInstant(Math.floor(request.sentAt / 1_000)))}
            </span>
            <Button className="button" onPress={() => void repeat(request)}>
              {words.open.repeat}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
