import { closeSync, openSync } from 'node:fs';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { type Engine, QUERY_TIME_MAX_MS, QueryTimeError } from './engine.js';
import { SqliteConnection } from './sqlite-connection.js';
import { IS_IN_TIME } from './sqlite-tasks.js';
import { threadedSqlite } from './sqlite-threads.js';
import type { Tables } from './tables.js';

/** Two threads, so that a slow query does not block all others. More would cost memory and gain little. */
const READERS = 2;

/**
 * Opens the database file. Only its owner may read a new file, and those that SQLite adds beside it.
 * @param timeMaxMs longest time of a reading statement
 */
export function openSqlite(path: string, timeMaxMs: number = QUERY_TIME_MAX_MS): Engine {
  closeSync(openSync(path, 'a', 0o600));
  const dialect = new SqliteDialect({ database: async () => new SqliteConnection(path) });
  const writer = new Kysely<Tables>({ dialect });
  const reader = new Kysely<Tables>({ dialect: threadedSqlite(READERS, { path, timeMaxMs }) });
  return {
    name: 'sqlite',
    text: 'text',
    unindexed: (column) => sql`+${column}`,
    // The first condition, so that it is evaluated for every row.
    guards: [sql<boolean>`${sql.raw(IS_IN_TIME)}() = 1`],
    writer,
    reader,
    failureOf: (error) => (error instanceof QueryTimeError ? 'too long' : undefined),
    close: async () => {
      await Promise.all([writer.destroy(), reader.destroy()]);
    },
  };
}
