import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { PRIMARY_KEYS, TABLE_NAMES, type TableName, type Tables } from './tables.js';

const ROWS_MAX = 1_000;

type Row = Readonly<Record<string, string | bigint | null>>;

/** Returns the SHA-256 over all tables, row by row in the order of their keys. */
export async function contentDigest(database: Kysely<Tables>): Promise<string> {
  const hash = createHash('sha256');
  for (const table of TABLE_NAMES) {
    hash.update(`${table}\n`);
    for await (const row of rowsOf(database, table)) hash.update(lineOf(row));
  }
  return hash.digest('hex');
}

async function* rowsOf(database: Kysely<Tables>, table: TableName): AsyncGenerator<Row> {
  const key = sql.join(PRIMARY_KEYS[table].map((column) => sql.ref(column)));
  let last: Row | undefined;
  for (;;) {
    const after = last && sql.join(PRIMARY_KEYS[table].map((column) => last?.[column]));
    const where = after === undefined ? sql`` : sql`where (${key}) > (${after})`;
    const query = sql<Row>`select * from ${sql.table(table)} ${where} order by ${key} limit ${ROWS_MAX}`;
    const { rows } = await query.execute(database);
    yield* rows;
    last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_MAX) return;
  }
}

/** Returns the columns in the order of the table's definition. */
function lineOf(row: Row): string {
  const values = Object.values(row).map((value) => (typeof value === 'bigint' ? value.toString() : value));
  return `${JSON.stringify(values)}\n`;
}
