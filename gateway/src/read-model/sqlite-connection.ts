import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';

/** Commits are not synced. After a loss of power the last blocks and their checkpoint may be missing, and are projected again. */
const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 5000;
  PRAGMA cache_size = -65536;
`;

/** Most prepared statements. There are few, which vary only by number of filters and rows. */
const STATEMENTS_MAX = 200;

/** Adapts node:sqlite to kysely, whose statements declare whether they return rows. */
export class SqliteConnection implements SqliteDatabase {
  readonly database: DatabaseSync;
  readonly #statements = new LRUCache<string, SqliteStatement>({ max: STATEMENTS_MAX });

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
