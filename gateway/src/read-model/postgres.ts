import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Engine } from './engine.js';
import type { Tables } from './tables.js';

const INT8 = 20;
const NUMERIC = 1700;

export interface PostgresOptions {
  /** "postgresql://user@host:port/database" */
  readonly url: string;
  /** Told of connections that break while nobody uses them; the pool replaces them. */
  readonly onIdleError: (error: Error) => void;
}

/** A database of its own on a PostgreSQL server; several gateways may share it. */
export function openPostgres({ url, onIdleError }: PostgresOptions): Engine {
  const pool = new pg.Pool({ connectionString: url, types: { getTypeParser: typeParser } });
  pool.on('error', onIdleError);
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    name: 'postgres',
    text: 'text collate "C"',
    unindexed: (column) => column,
    writer: database,
    reader: database,
    close: () => database.destroy(),
  };
}

/** Whole numbers arrive as bigint: amounts as int8, their sums as numeric. */
const typeParser: typeof pg.types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  type === INT8 || type === NUMERIC ? BigInt : pg.types.getTypeParser(type, format as 'text');
