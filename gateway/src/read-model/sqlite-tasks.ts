/** Messages between the gateway and a thread that reads a SQLite file. */

export interface SqliteThreadData {
  readonly path: string;
  /** Longest time of a statement. */
  readonly timeMaxMs: number;
}

export interface SqliteTask {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Whether a transaction begins with the statement. */
  readonly begins: boolean;
}

export type SqliteAnswer =
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] }
  | { readonly isTooLong: true }
  | { readonly failure: string };

/** SQL function of the reading threads. It returns 1, and fails once the statement is out of time. */
export const IS_IN_TIME = 'is_in_time';
