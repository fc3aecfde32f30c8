import { useCallback, useEffect, useState } from 'react';
import { useDesk } from '../desk.ts';

/** An answer that a page shows: not there yet, there, or refused. */
export interface AnswerState<T> {
  readonly answer: T | undefined;
  readonly failure: unknown;
  readonly reload: () => void;
}

/** Returns the answer under a path below /v1. @param path undefined as long as nothing is to be read */
export function useAnswer<T>(path: string | undefined): AnswerState<T> {
  const { session } = useDesk();
  const [state, setState] = useState<{ answer?: T; failure?: unknown }>({});
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (path === undefined) return;
    const dropped = new AbortController();
    const keep = (next: { answer?: T; failure?: unknown }): void => {
      if (!dropped.signal.aborted) setState(next);
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
  return { answer: state.answer, failure: state.failure, reload };
}
