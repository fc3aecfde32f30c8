import type { PublishedRuleSet } from '@fapiao-ledger/core';
import { useEffect, useState } from 'react';
import { everyRecord, type Page } from '../../../shared/paging.ts';
import type { Session } from '../../../shared/session.ts';
import { useDesk } from '../../desk.ts';
import { withCursor } from '../../lists/use-list.ts';

/** Every rule set that was published, newest first. */
interface RuleSetsAnswer {
  readonly ruleSets: readonly PublishedRuleSet[];
  readonly next?: string;
}

export const RULES_PATH = '/rule-sets/published?limit=20';

/** Returns the rule sets of a page and its cursor. */
export function ruleSetsOf({ ruleSets, next }: RuleSetsAnswer): Page<PublishedRuleSet> {
  return { records: ruleSets, next };
}

interface RuleSets {
  /** All of them, newest first; undefined until the last page is read. */
  readonly published?: readonly PublishedRuleSet[];
  readonly failure?: unknown;
}

/** Returns all rule sets, to the last page: a version that is missing would count as not published. */
export function useRuleSets(): RuleSets & { readonly reload: () => void } {
  const { session } = useDesk();
  const [state, setState] = useState<RuleSets>({});
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const dropped = new AbortController();
    const { signal } = dropped;
    const keep = (next: RuleSets): void => {
      if (!signal.aborted) setState(next);
    };
    // The attempt is part of what is asked: a reload asks the same again.
    void attempt;
    everyRuleSet(session, signal).then(
      (published) => keep({ published }),
      (failure: unknown) => keep({ failure }),
    );
    return () => dropped.abort();
  }, [session, attempt]);
  return { ...state, reload: () => setAttempt((count) => count + 1) };
}

async function everyRuleSet(session: Session, signal: AbortSignal): Promise<readonly PublishedRuleSet[]> {
  const pageAt = async (cursor: string | undefined): Promise<Page<PublishedRuleSet>> =>
    ruleSetsOf(await session.read<RuleSetsAnswer>(withCursor(RULES_PATH, cursor)));
  const published: PublishedRuleSet[] = [];
  for await (const each of everyRecord(pageAt, { signal, report: () => undefined })) published.push(each);
  return published;
}
