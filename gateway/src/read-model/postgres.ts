import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import { type Columns, type Engine, type MergedLists, QUERY_TIME_MAX_MS } from './engine.js';
import { COLUMNS, type ColumnType, type Tables, type Value, valuesOf } from './tables.js';

const CONNECT_MS = 2_000;
const WRITERS = 2;
const READERS = 8;

/** Types of whole numbers: int2, int4, int8 and numeric, which is that of sums. */
const WHOLE: readonly number[] = [21, 23, 20, 1700];

export interface PostgresOptions {
  /** "postgresql://user@host:port/database" */
  readonly url: string;
  /** Gets the errors of connections that break while no query runs on them. The pool replaces them. */
  readonly onConnectionError: (error: Error) => void;
}

/** Opens a database on a PostgreSQL server. Several gateways may share it. */
export function openPostgres({ url, onConnectionError }: PostgresOptions): Engine {
  const open = (more: pg.PoolConfig): Kysely<Tables> => {
    const types = { getTypeParser: typeParser };
    const pool = new pg.Pool({ connectionString: url, types, connectionTimeoutMillis: CONNECT_MS, ...more });
    // In pg 8.23 the pool listens to idle connections alone. An error between two queries of a transaction would end the process.
    pool.on('connect', (client) => client.on('error', onConnectionError));
    // The pool passes on what the listener of the connection has got.
    pool.on('error', () => undefined);
    return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  };
  const writer = open({ max: WRITERS });
  const reader = open({ max: READERS, statement_timeout: QUERY_TIME_MAX_MS });
  return {
    name: 'postgres',
    text: 'text collate "C"',
    insert: async (database, table, rows, onConflict = '') => {
      const columns = Object.fromEntries(
        Object.entries<string>(COLUMNS[table]).map(([name, type]) => [name, type.replace('?', '')]),
      ) as Columns;
      const clause = sql.raw(onConflict);
      const list = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
      await sql`insert into ${sql.table(table)} (${list})
        select * from ${relation('added', columns, valuesOf(table, rows))} ${clause}`.execute(database);
    },
    relation,
    newestOf,
    // Measured: it reads `limit` rows of each cohort, and takes as long for 32 as the window takes.
    mergedFirstMax: 32,
    unindexed: (column) => column,
    guards: [],
    writer,
    reader,
    failureOf,
    close: async () => {
      await Promise.all([writer.destroy(), reader.destroy()]);
    },
  };
}

/** SQLSTATE of a statement that statement_timeout has ended. */
const QUERY_CANCELED = '57014';
/** Classes of SQLSTATE: connection exception, insufficient resources, operator intervention, system error. */
const UNREACHABLE_STATE = /^(08|53|57P|58)/;
/** Error codes of Node: refused, reset, timed out, no such host. */
const UNREACHABLE_SYSTEM = /^E[A-Z]+$/;
/** Messages of the library, which have no code. */
const UNREACHABLE_WORDS =
  /connection (terminated|timeout)|timeout exceeded when trying to connect|not queryable/i;

function failureOf(error: unknown): 'too long' | 'unreachable' | undefined {
  const { code = '', message = '' } = Object(error) as { code?: string; message?: string };
  if (code === QUERY_CANCELED) return 'too long';
  const isUnreachable =
    UNREACHABLE_STATE.test(code) || UNREACHABLE_SYSTEM.test(code) || UNREACHABLE_WORDS.test(message);
  return isUnreachable ? 'unreachable' : undefined;
}

/** Returns parsers that read whole numbers as bigint, as SQLite returns them. */
const typeParser: typeof pg.types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  WHOLE.includes(type) ? BigInt : pg.types.getTypeParser(type, format as 'text');

/** Passes an array per column, which PostgreSQL reads four times as fast as rows of parameters. */
function relation(name: string, columns: Columns, rows: readonly (readonly Value[])[]): RawBuilder<unknown> {
  const arrays = Object.values(columns).map((type, index) => {
    const values = rows.map((row) => row[index] ?? null);
    const element = sql.raw(type);
    return sql`${arrayOf(type, values)}::${element}[]`;
  });
  const names = sql.join(Object.keys(columns).map((column) => sql.ref(column)));
  return sql`unnest(${sql.join(arrays)}) as ${sql.ref(name)} (${names})`;
}

/** Returns an array as PostgreSQL writes it. The library would quote each number. */
function arrayOf(type: ColumnType, values: readonly Value[]): unknown {
  return type === 'text' ? values : `{${values.map((value) => value ?? 'null').join(',')}}`;
}

function newestOf({ columns, cohorts, bounds, conditions, limit }: MergedLists): RawBuilder<unknown> {
  const where = sql.join([sql`invoice.cohort = chosen.id`, ...bounds, ...conditions], sql` and `);
  return sql`
    select newest.* from (${cohorts}) as chosen cross join lateral (
      select ${columns} from invoice where ${where} order by series desc, serial desc limit ${limit}) as newest
    order by series desc, serial desc limit ${limit}`;
}
