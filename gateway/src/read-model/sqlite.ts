import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement, sql } from 'kysely';
import type { Engine } from './engine.js';
import type { Tables } from './tables.js';

/**
 * A commit is not synced: after a loss of power the last blocks may be missing, together with their
 * checkpoint, and are projected again.
 */
const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 5000;
  PRAGMA cache_size = -65536;
`;

/** Distinct statements of the read model are few; what varies is the number of filters and rows. */
const STATEMENTS_MAX = 200;

/** Opens the database file; a new one is for its owner only, and so are those that SQLite puts beside it. */
export function openSqlite(path: string): Engine {
  closeSync(openSync(path, 'a', 0o600));
  const writer = connect(path);
  const reader = connect(path);
  return {
    name: 'sqlite',
    text: 'text',
    unindexed: (column) => sql`+${column}`,
    writer,
    reader,
    close: async () => {
      await Promise.all([writer.destroy(), reader.destroy()]);
    },
  };
}

function connect(path: string): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: async () => new Connection(path) }) });
}

/** node:sqlite as kysely wants a database: statements that say whether they return rows. */
class Connection implements SqliteDatabase {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec(SETTINGS);
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    if (this.#statements.size >= STATEMENTS_MAX) this.#statements.clear();
    const statement = adapt(this.#database.prepare(sql));
    this.#statements.set(sql, statement);
    return statement;
  }

  close(): void {
    this.#database.close();
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
