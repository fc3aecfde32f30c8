import type { Kysely, RawBuilder } from 'kysely';
import type { ColumnType, TableName, Tables, Value } from './tables.js';

/** Longest time of a reading statement. */
export const QUERY_TIME_MAX_MS = 5_000;

/** A statement was ended because it ran for too long. */
export class QueryTimeError extends Error {
  override readonly name = 'QueryTimeError';
}

/** Columns of rows that a program hands to a statement, with their types. */
export type Columns = Readonly<Record<string, ColumnType>>;

/** Parts of a list of which each is in order by itself. */
export interface MergedLists {
  /** Columns to return. */
  readonly columns: RawBuilder<unknown>;
  /** Statement that returns the ids of the cohorts. */
  readonly cohorts: RawBuilder<unknown>;
  /** Conditions of `series` and `serial`, which an index answers. */
  readonly bounds: readonly RawBuilder<boolean>[];
  /** Conditions that each row is checked for. */
  readonly conditions: readonly RawBuilder<boolean>[];
  readonly limit: number;
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
   * Inserts rows in a transaction of the writer.
   * @param onConflict clause for rows whose key is there
   */
  insert<Table extends TableName>(
    database: Kysely<Tables>,
    table: Table,
    rows: readonly Tables[Table][],
    onConflict?: string,
  ): Promise<void>;
  /** Returns rows as an item of a FROM clause, under a name. */
  relation(name: string, columns: Columns, rows: readonly (readonly Value[])[]): RawBuilder<unknown>;
  /**
   * Returns a statement for the newest invoices of several cohorts. It reads the index of each from its newest entry,
   * and so no more rows than it returns for each cohort, when every row meets the conditions.
   */
  newestOf(lists: MergedLists): RawBuilder<unknown>;
  /** Most cohorts for which that takes less time than to look through the newest invoices of all cohorts. */
  readonly mergedFirstMax: number;
  /**
   * Returns a column for a condition that is checked row by row. SQLite has no statistics of its values and must not
   * use their index. PostgreSQL has statistics and decides by itself.
   */
  unindexed(column: RawBuilder<unknown>): RawBuilder<unknown>;
  /** First conditions of each statement that may read many rows. They end it when it is out of time. */
  readonly guards: readonly RawBuilder<boolean>[];
  /** Returns what an error of the database means for a query; undefined for an error of the gateway. */
  failureOf(error: unknown): 'too long' | 'unreachable' | undefined;
  close(): Promise<void>;
}
