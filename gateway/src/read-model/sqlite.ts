import { closeSync, openSync } from 'node:fs';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { type Columns, type Engine, QUERY_TIME_MAX_MS, QueryTimeError } from './engine.js';
import { SqliteConnection } from './sqlite-connection.js';
import { newestOf } from './sqlite-merge.js';
import { IS_IN_TIME } from './sqlite-tasks.js';
import { threadedSqlite } from './sqlite-threads.js';
import { COLUMNS, type Tables, type Value, valuesOf } from './tables.js';

/** Two threads, so that a slow query does not block all others. More would cost memory and gain little. */
const READERS = 2;

/**
 * Opens the database file. Only its owner may read a new file, and those that SQLite adds beside it.
 * @param timeMaxMs longest time of a reading statement
 */
export function openSqlite(path: string, timeMaxMs: number = QUERY_TIME_MAX_MS): Engine {
  closeSync(openSync(path, 'a', 0o600));
  let opened: SqliteConnection | undefined;
  const connection = (): SqliteConnection => (opened ??= new SqliteConnection(path));
  const writer = new Kysely<Tables>({ dialect: new SqliteDialect({ database: async () => connection() }) });
  const reader = new Kysely<Tables>({ dialect: threadedSqlite(READERS, { path, timeMaxMs }) });
  // The first condition, so that it is evaluated for every row.
  const isInTime = sql.raw(IS_IN_TIME);
  const guards = [sql<boolean>`${isInTime}() = 1`];
  return {
    name: 'sqlite',
    text: 'text',
    // Each row is a statement: with five trees, it takes a third of the time of one with many rows, or of JSON.
    insert: async (_database, table, rows, onConflict = '') => {
      const columns = Object.keys(COLUMNS[table]);
      const places = columns.map(() => '?').join(', ');
      const text = `insert into ${table} (${columns.join(', ')}) values (${places}) ${onConflict}`;
      connection().runEach(text, valuesOf(table, rows));
    },
    relation,
    newestOf: (lists) => newestOf(lists, guards),
    mergedFirstMax: 100,
    unindexed: (column) => sql`+${column}`,
    guards,
    writer,
    reader,
    failureOf: (error) => (error instanceof QueryTimeError ? 'too long' : undefined),
    close: async () => {
      await Promise.all([writer.destroy(), reader.destroy()]);
    },
  };
}

/** Amounts go as text, because JSON.stringify knows no bigint. A column of whole numbers turns them back. */
function relation(name: string, columns: Columns, rows: readonly (readonly Value[])[]) {
  const json = JSON.stringify(rows, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  const named = Object.keys(columns).map(
    (column, index) => sql`value ->> ${sql.lit(index)} as ${sql.ref(column)}`,
  );
  return sql`(select ${sql.join(named)} from json_each(${json})) as ${sql.ref(name)}`;
}
