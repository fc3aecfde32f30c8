import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Copy, CopySource } from './invoice-book.ts';

/** A copy that is shown, and how it stands with the ledger. */
export interface Shown<T> {
  readonly copy: Copy<T> | undefined;
  readonly state: 'reading' | 'live' | 'failed';
  readonly error: unknown;
  readonly refresh: () => void;
}

type Standing<T> = Omit<Shown<T>, 'refresh'>;

/** Shows the copy in this browser at once, and then what the ledger says. When it cannot be read, the copy stays. */
export function useCopy<T>(source: CopySource<T>): Shown<T> {
  const [standing, setStanding] = useState<Standing<T>>(NOTHING);
  const latest = useRef<object>(undefined);
  const refresh = useCallback(() => {
    const reading = {};
    latest.current = reading;
    /** Answers to an earlier reading are dropped, however late they come. */
    const show = (next: (before: Standing<T>) => Standing<T>): void => {
      if (latest.current === reading) setStanding(next);
    };
    show(({ copy }) => ({ copy, state: 'reading', error: undefined }));
    void source
      .kept()
      .then((copy) => show((before) => (before.copy === undefined ? { ...before, copy } : before)));
    source.read().then(
      (copy) => show(() => ({ copy, state: 'live', error: undefined })),
      (error: unknown) => show(({ copy }) => ({ copy, state: 'failed', error })),
    );
  }, [source]);
  useEffect(() => {
    refresh();
    return () => {
      latest.current = undefined;
    };
  }, [refresh]);
  return { ...standing, refresh };
}

const NOTHING = { copy: undefined, state: 'reading', error: undefined } as const;
