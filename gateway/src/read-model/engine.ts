import type { Kysely, RawBuilder } from 'kysely';
import type { Tables } from './tables.js';

/** Longest time of a reading statement. */
export const QUERY_TIME_MAX_MS = 5_000;

/** A statement was ended because it ran for too long. */
export class QueryTimeError extends Error {
  override readonly name = 'QueryTimeError';
}

/** A database that can hold the read model. Both engines run the same statements. */
export interface Engine {
  readonly name: 'sqlite' | 'postgres';
  readonly writer: Kysely<Tables>;
  /** Reads committed data, also during a transaction of the writer. */
  readonly reader: Kysely<Tables>;
  /** SQL type of text that is compared by bytes. */
  readonly text: 'text' | 'text collate "C"';
  /**
   * Returns a column for a condition that is checked row by row. SQLite has no statistics of its values and must not
   * use their index. PostgreSQL has statistics and decides by itself.
   */
  unindexed(column: RawBuilder<string>): RawBuilder<string>;
  /** First conditions of each statement that may read many rows. They end it when it is out of time. */
  readonly guards: readonly RawBuilder<boolean>[];
  /** Returns what an error of the database means for a query; undefined for an error of the gateway. */
  failureOf(error: unknown): 'too long' | 'unreachable' | undefined;
  close(): Promise<void>;
}
