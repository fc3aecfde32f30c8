import type { OfficerJson, Operation } from '@fapiao-ledger/core';
import { useEffect, useState } from 'react';
import type { Session } from '../../shared/session.ts';
import { useDesk } from '../desk.ts';

/** What the key of the officer may sign. */
export interface Rights {
  /** The only operations that it may sign; undefined when it may sign all, or while that is not known. */
  readonly only: readonly Operation[] | undefined;
  readonly isKnown: boolean;
  readonly may: (operation: Operation) => boolean;
}

type Entry = Pick<OfficerJson, 'operations'>;

/** One question for each session: several parts of a page ask. */
const ENTRIES = new WeakMap<Session, Promise<Entry>>();

function entryOf(session: Session): Promise<Entry> {
  // Without an answer every act is offered, and the ledger refuses those that the key may not sign.
  const entry =
    ENTRIES.get(session) ??
    session.read<Entry>(`/bureau/officers/${session.identity.code}`).catch((): Entry => ({}));
  ENTRIES.set(session, entry);
  return entry;
}

/** Returns what the officer may sign. It decides only which acts a page offers: the ledger judges each statement itself. */
export function useRights(): Rights {
  const { session } = useDesk();
  const [entry, setEntry] = useState<Entry>();
  useEffect(() => void entryOf(session).then(setEntry), [session]);
  const only = entry?.operations;
  return {
    only,
    isKnown: entry !== undefined,
    may: (operation) => entry !== undefined && only?.includes(operation) !== false,
  };
}
