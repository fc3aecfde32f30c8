/** What the gateway and a thread that reads a SQLite file say to each other. */

export interface SqliteThreadData {
  readonly path: string;
  /** How long one statement may run. */
  readonly timeMaxMs: number;
}

export interface SqliteTask {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export type SqliteAnswer =
  | { readonly rows: readonly unknown[] }
  | { readonly isTooLong: true }
  | { readonly failure: string };

/** SQL function of the threads that read: 1, and an error once the statement has run for too long. */
export const IS_IN_TIME = 'is_in_time';
