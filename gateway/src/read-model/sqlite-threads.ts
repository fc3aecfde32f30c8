import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { Thread } from '../threads/thread.js';
import { QueryTimeError } from './engine.js';
import type { SqliteAnswer, SqliteTask, SqliteThreadData } from './sqlite-tasks.js';

const HEAP_MB = 512;
/** Further time for a statement that should end itself. Then its thread is ended. */
const GRACE_MS = 5_000;

/** Returns a dialect of kysely that reads a SQLite file in a number of threads. */
export function threadedSqlite(threads: number, data: SqliteThreadData): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ThreadDriver(threads, data),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class ThreadDriver implements Driver {
  readonly #data: SqliteThreadData;
  readonly #free: ThreadConnection[];
  readonly #all: readonly ThreadConnection[];
  readonly #waiting: ((connection: ThreadConnection) => void)[] = [];

  constructor(threads: number, data: SqliteThreadData) {
    this.#data = data;
    this.#all = Array.from({ length: threads }, () => new ThreadConnection(this.#data));
    this.#free = [...this.#all];
  }

  async init(): Promise<void> {
    // A thread starts with its first statement.
  }

  async acquireConnection(): Promise<ThreadConnection> {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    return await new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Lends the connection on once its transaction has ended, for which the caller need not wait. */
  async releaseConnection(connection: ThreadConnection): Promise<void> {
    void connection.ended.then(() => this.#lend(connection));
  }

  #lend(connection: ThreadConnection): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(connection);
    else next(connection);
  }

  /** Begins a transaction, in which SQLite reads a single state of the file. Its first statement takes that word along. */
  async beginTransaction(connection: ThreadConnection): Promise<void> {
    connection.begin();
  }

  async commitTransaction(connection: ThreadConnection): Promise<void> {
    connection.end('commit');
  }

  async rollbackTransaction(connection: ThreadConnection): Promise<void> {
    connection.end('rollback');
  }

  async destroy(): Promise<void> {
    await Promise.all(this.#all.map((connection) => connection.close()));
  }
}

class ThreadConnection implements DatabaseConnection {
  readonly #data: SqliteThreadData;
  #thread: Thread | undefined;
  #begins = false;
  #ended: Promise<unknown> = Promise.resolve();

  constructor(data: SqliteThreadData) {
    this.#data = data;
  }

  get #isOpen(): boolean {
    return this.#thread !== undefined && !this.#thread.isGone;
  }

  /** Fulfilled when the last transaction has ended. */
  get ended(): Promise<unknown> {
    return this.#ended;
  }

  begin(): void {
    this.#begins = true;
  }

  /** Ends the transaction, which has only read. A thread that is gone has ended it already. */
  end(statement: 'commit' | 'rollback'): void {
    const isBegun = !this.#begins && this.#isOpen;
    this.#begins = false;
    if (isBegun) this.#ended = this.executeQuery(CompiledQuery.raw(statement)).catch(() => undefined);
  }

  /** @throws {QueryTimeError} */
  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (!this.#isOpen) this.#thread = this.#start();
    const task: SqliteTask = { sql, parameters, begins: this.#begins };
    this.#begins = false;
    const answer = (await this.#thread?.run(task)) as SqliteAnswer;
    if ('rows' in answer) return { rows: objectsOf<Row>(answer) };
    if ('isTooLong' in answer) throw new QueryTimeError();
    throw new Error(answer.failure);
  }

  /** Returns all rows at once, because the read model queries pages. */
  async *streamQuery<Row>(query: CompiledQuery): AsyncGenerator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query);
  }

  async close(): Promise<void> {
    await this.#thread?.close();
  }

  #start(): Thread {
    return new Thread({
      module: new URL('./sqlite-worker.js', import.meta.url),
      data: this.#data,
      heapMb: HEAP_MB,
      taskTimeoutMs: this.#data.timeMaxMs + GRACE_MS,
    });
  }
}

/** Returns rows as objects. Between threads they go as arrays, which takes half the time. */
function objectsOf<Row>({ columns, rows }: Extract<SqliteAnswer, { readonly rows: unknown }>): Row[] {
  return rows.map((values) => {
    const row: Record<string, unknown> = {};
    for (const [index, name] of columns.entries()) row[name] = values[index];
    return row as Row;
  });
}
