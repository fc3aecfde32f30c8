import type { Kysely, RawBuilder } from 'kysely';
import type { Tables } from './tables.js';

/** How long one statement that reads may run. */
export const QUERY_TIME_MAX_MS = 5_000;

/** A statement was ended because it ran for too long. */
export class QueryTimeError extends Error {
  override readonly name = 'QueryTimeError';
}

/** A database that can hold the read model. Both engines run the same statements. */
export interface Engine {
  readonly name: 'sqlite' | 'postgres';
  readonly writer: Kysely<Tables>;
  /** Answers while the writer is in the middle of a transaction, and sees only what is committed. */
  readonly reader: Kysely<Tables>;
  /** SQL type of text that is compared by its bytes. */
  readonly text: 'text' | 'text collate "C"';
  /**
   * A column in a condition that rows are checked by. SQLite knows nothing about its values and must be
   * kept from their index; PostgreSQL has statistics and decides by itself.
   */
  unindexed(column: RawBuilder<string>): RawBuilder<string>;
  /** Conditions that every statement that may look at many rows begins with: they end it when it is out of time. */
  readonly guards: readonly RawBuilder<boolean>[];
  /** What an error of the database means for a question; undefined where it is a fault of ours. */
  failureOf(error: unknown): 'too long' | 'unreachable' | undefined;
  close(): Promise<void>;
}
