/** A page of a list, as the gateway's lists answer: its records, and the cursor of the next page. */
export interface Page<T> {
  readonly records: readonly T[];
  readonly next: string | undefined;
}

/** How far long work is. */
export interface Progress {
  readonly done: number;
  /** Absent when it is not known yet. */
  readonly total?: number;
}

/** Long work that a person can follow and cancel. */
export interface Work {
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
}

/** Yields every record of a list, page after page by its cursors, until it ends or the work is cancelled. */
export async function* everyRecord<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
  { signal, report }: Work,
): AsyncGenerator<T> {
  let done = 0;
  let cursor: string | undefined;
  do {
    signal.throwIfAborted();
    const page: Page<T> = await read(cursor);
    yield* page.records;
    done += page.records.length;
    report({ done });
    cursor = page.next;
  } while (cursor !== undefined);
}
