import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type Engine, QUERY_TIME_MAX_MS } from './engine.js';
import type { Tables } from './tables.js';

const CONNECT_MS = 2_000;
const WRITERS = 2;
const READERS = 8;

const INT8 = 20;
const NUMERIC = 1700;

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

/** Returns parsers that read whole numbers as bigint: amounts are int8, their sums numeric. */
const typeParser: typeof pg.types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  type === INT8 || type === NUMERIC ? BigInt : pg.types.getTypeParser(type, format as 'text');
