import type { Kysely, RawBuilder } from 'kysely';
import type { Tables } from './tables.js';

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
  close(): Promise<void>;
}
