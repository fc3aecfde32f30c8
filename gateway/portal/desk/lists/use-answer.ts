import { useCallback, useEffect, useState } from 'react';
import { useDesk } from '../desk.ts';

/** An answer that a page shows: not there yet, there, or refused. */
export interface AnswerState<T> {
  readonly answer: T | undefined;
  readonly failure: unknown;
  readonly reload: () => void;
}

/** Returns the answer under a path below /v1; nothing of the path before is left. @param path undefined as long as nothing is to be read */
export function useAnswer<T>(path: string | undefined): AnswerState<T> {
  const { session } = useDesk();
  const [state, setState] = useState<KeptAnswer<T>>({});
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (path === undefined) return;
    const dropped = new AbortController();
    const keep = (next: KeptAnswer<T>): void => {
      if (!dropped.signal.aborted) setState({ path, ...next });
    };
    // The attempt is part of what is asked: a reload asks the same path again.
    void attempt;
    session.read<T>(path).then(
      (answer) => keep({ answer }),
      (failure: unknown) => keep({ failure }),
    );
    return () => dropped.abort();
  }, [session, path, attempt]);
  const reload = useCallback(() => setAttempt((count) => count + 1), []);
  const isOfPath = state.path === path;
  return {
    answer: isOfPath ? state.answer : undefined,
    failure: isOfPath ? state.failure : undefined,
    reload,
  };
}

interface KeptAnswer<T> {
  readonly path?: string;
  readonly answer?: T;
  readonly failure?: unknown;
}
