import type { OfficerJson, Operation } from '@fapiao-ledger/core';
import { useDesk } from '../desk.ts';
import { useAnswer } from '../lists/use-answer.ts';

/** What the key of the officer may sign. */
export interface Rights {
  /** The only operations that it may sign; undefined when it may sign all, or while that is not known. */
  readonly only: readonly Operation[] | undefined;
  readonly isKnown: boolean;
  readonly may: (operation: Operation) => boolean;
}

/** Returns what the officer may sign. It decides only which acts a page offers: the ledger judges each statement itself. */
export function useRights(): Rights {
  const { session } = useDesk();
  const { answer, failure } = useAnswer<OfficerJson>(`/bureau/officers/${session.identity.code}`);
  const only = answer?.operations;
  const isKnown = answer !== undefined || failure !== undefined;
  return { only, isKnown, may: (operation) => isKnown && only?.includes(operation) !== false };
}
