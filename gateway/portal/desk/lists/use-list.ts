import { useCallback, useEffect, useRef, useState } from 'react';
import type { Page } from '../../shared/paging.ts';
import { useDesk } from '../desk.ts';

/** A list that is read page by page. */
export interface ListState<T> {
  readonly records: readonly T[];
  readonly isBusy: boolean;
  readonly failure: unknown;
  /** Reads the next page, unless the list has ended or a page is under way. */
  readonly more: () => void;
  readonly reload: () => void;
}

/** How a page of a list is read from its path. */
export type ReadPage<T, Answer> = (answer: Answer) => Page<T>;

/**
 * Returns a list below /v1. Another path begins it anew, and answers to the path before are dropped.
 * @param path with the query, without a cursor; undefined as long as nothing is to be read
 */
export function useList<T, Answer>(path: string | undefined, read: ReadPage<T, Answer>): ListState<T> {
  const { session } = useDesk();
  const [state, setState] = useState<{ records: readonly T[]; isBusy: boolean; failure: unknown }>(EMPTY);
  const [attempt, setAttempt] = useState(0);
  const under = useRef<{ cursor: string | undefined; isBusy: boolean; key: object }>({
    cursor: undefined,
    isBusy: false,
    key: {},
  });

  const load = useCallback(
    async (key: object, cursor: string | undefined) => {
      if (path === undefined) return;
      under.current.isBusy = true;
      setState((before) => ({ ...before, isBusy: true, failure: undefined }));
      try {
        const { records, next } = read(await session.read<Answer>(withCursor(path, cursor)));
        if (under.current.key !== key) return;
        under.current = { cursor: next, isBusy: false, key };
        setState((before) => ({
          records: [...before.records, ...records],
          isBusy: false,
          failure: undefined,
        }));
      } catch (failure) {
        if (under.current.key !== key) return;
        under.current = { cursor: undefined, isBusy: false, key };
        setState((before) => ({ ...before, isBusy: false, failure }));
      }
    },
    [path, read, session],
  );

  useEffect(() => {
    const key = { attempt };
    under.current = { cursor: undefined, isBusy: false, key };
    setState(EMPTY);
    void load(key, undefined);
  }, [load, attempt]);

  const more = useCallback(() => {
    const { cursor, isBusy, key } = under.current;
    if (cursor !== undefined && !isBusy) void load(key, cursor);
  }, [load]);
  const reload = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...state, more, reload };
}

const EMPTY = { records: [], isBusy: false, failure: undefined };

/** Returns a path with the cursor of its next page. */
export function withCursor(path: string, cursor: string | undefined): string {
  if (cursor === undefined) return path;
  return `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
}
