import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';

/**
 * Commits are not synced. After a loss of power the last blocks and their checkpoint may be missing, and are projected again.
 * Larger pages and rarer checkpoints write less: each transaction touches pages all over the indexes.
 */
const SETTINGS = `
  PRAGMA page_size = 8192;
  PRAGMA journal_mode = WAL;
  PRAGMA wal_autocheckpoint = 4000;
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 5000;
  PRAGMA cache_size = -65536;
`;

/** Most prepared statements. There are few, which vary only by number of filters and rows. */
const STATEMENTS_MAX = 200;

/** Rows as arrays of the values of these columns. */
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SQLOutputValue[])[];
}

interface Reading {
  readonly statement: StatementSync;
  readonly columns: readonly string[];
}

/** Adapts node:sqlite to kysely, whose statements declare whether they return rows. */
export class SqliteConnection implements SqliteDatabase {
  readonly database: DatabaseSync;
  readonly #statements = new LRUCache<string, SqliteStatement>({ max: STATEMENTS_MAX });
  readonly #readings = new LRUCache<string, Reading>({ max: STATEMENTS_MAX });

  constructor(path: string) {
    this.database = new DatabaseSync(path);
    this.database.exec(SETTINGS);
  }

  prepare(sql: string): SqliteStatement {
    const cached = this.#statements.get(sql);
    if (cached !== undefined) return cached;
    const statement = adapt(this.database.prepare(sql));
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Runs a statement for each row of values. */
  runEach(sql: string, rows: readonly (readonly SQLInputValue[])[]): void {
    const statement = this.prepare(sql);
    for (const row of rows) statement.run(row);
  }

  /** Runs a statement, and returns its rows as arrays of values. */
  read(sql: string, parameters: readonly unknown[]): Rows {
    let reading = this.#readings.get(sql);
    if (reading === undefined) {
      const statement = this.database.prepare(sql);
      statement.setReadBigInts(true);
      statement.setReturnArrays(true);
      reading = { statement, columns: statement.columns().map(({ name }) => name) };
      this.#readings.set(sql, reading);
    }
    const { statement, columns } = reading;
    const rows = statement.all(...(parameters as SQLInputValue[])) as unknown[] as SQLOutputValue[][];
    return { columns, rows };
  }

  close(): void {
    this.database.close();
  }
}

function adapt(statement: StatementSync): SqliteStatement {
  statement.setReadBigInts(true);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  };
}
