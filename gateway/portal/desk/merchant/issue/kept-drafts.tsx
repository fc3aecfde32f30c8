import { Button } from 'react-aria-components';
import { useDesk } from '../../desk.ts';
import { hashOf } from '../../route.ts';
import type { Remembered } from './remembered.ts';

interface KeptDraftsProps {
  readonly remembered: Remembered;
  /** Id of the draft that is being entered. */
  readonly current: string;
}

/** The drafts that were not issued yet. */
export function KeptDrafts({ remembered, current }: KeptDraftsProps) {
  const { words } = useDesk();
  const others = remembered.drafts.filter(({ id }) => id !== current);
  if (others.length === 0) return null;
  return (
    <details className="card">
      <summary>
        {words.nav.drafts} ({others.length})
      </summary>
      <ul className="drafts">
        {others.map(({ id, buyerName, lines }) => (
          <li key={id}>
            <a href={hashOf('/issue', { draft: id })}>
              {buyerName || words.shared.sign.unnamed} · {lines.map(({ item }) => item).join('、')}
            </a>
            <Button className="button quiet" onPress={() => void remembered.forgetDraft(id)}>
              {words.issue.discard}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
