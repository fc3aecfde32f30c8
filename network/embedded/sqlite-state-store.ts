import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { InvariantError } from '@fapiao-ledger/core';
import type { BlockLocation } from './block-file.js';
import type {
  BlockEffects,
  Savepoint,
  StateEntry,
  StateStore,
  StateValue,
  TransactionPlace,
  Version,
} from './state-store.js';

/** Version of the tables. A state of another version is built again from the blocks. */
const SCHEMA_VERSION = 2;

const SCHEMA = `
  CREATE TABLE state (
    namespace TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, block INTEGER NOT NULL, tx INTEGER NOT NULL,
    PRIMARY KEY (namespace, key)
  );
  CREATE TABLE history (
    namespace TEXT NOT NULL, key BLOB NOT NULL, block INTEGER NOT NULL, tx INTEGER NOT NULL,
    PRIMARY KEY (namespace, key, block, tx)
  ) WITHOUT ROWID;
  CREATE TABLE tx (
    id TEXT NOT NULL PRIMARY KEY, block INTEGER NOT NULL, position INTEGER NOT NULL, code INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE block (
    number INTEGER PRIMARY KEY, position INTEGER NOT NULL, length INTEGER NOT NULL,
    digest BLOB NOT NULL, header_hash BLOB NOT NULL, commit_hash BLOB
  );
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/**
 * `NORMAL` never syncs at a commit: after a loss of power the store may lag behind the blocks, but it is whole, and the
 * missing blocks are replayed. The checkpoint is large because pages of 500 invoices are.
 */
const SETTINGS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = 8000;
  PRAGMA cache_size = -65536;
`;

/** Thrown when the file is a state with tables of another version of this program. */
export class OtherSchemaVersion extends Error {
  constructor(version: unknown) {
    super(`the state has version ${String(version)}; this program reads version ${SCHEMA_VERSION}`);
  }
}

/** Thrown when pages of the file do not fit together, with the code that SQLite gives when it finds that itself. */
class PagesDamaged extends Error {
  readonly errcode = 11;
}

/** A row as node:sqlite returns it; the statement determines its columns. */
type Row = Record<string, SQLOutputValue>;

export class SqliteStateStore implements StateStore {
  readonly #database: DatabaseSync;
  readonly #statements: Statements;

  /** @param path of the database, or `:memory:` */
  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    try {
      this.#database.exec(SETTINGS);
      const { user_version: version } = this.#database.prepare('PRAGMA user_version').get() ?? {};
      if (version === 0) this.#database.exec(`BEGIN; ${SCHEMA} COMMIT;`);
      else if (version !== SCHEMA_VERSION) throw new OtherSchemaVersion(version);
      this.#statements = prepareStatements(this.#database);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Has SQLite check every page, not only those that are read. @throws when one is damaged */
  checkPages(): void {
    const { quick_check: result } = this.#database.prepare('PRAGMA quick_check(1)').get() ?? {};
    if (result !== 'ok') throw new PagesDamaged(String(result));
  }

  get(namespace: string, key: string): StateValue | undefined {
    const row = this.#statements.get.get(namespace, Buffer.from(key));
    return row === undefined ? undefined : { value: bytesIn(row.value), version: versionOf(row) };
  }

  version(namespace: string, key: string): Version | undefined {
    const row = this.#statements.version.get(namespace, Buffer.from(key));
    return row === undefined ? undefined : versionOf(row);
  }

  range(namespace: string, start: string, end: string, limit: number): readonly StateEntry[] {
    const from = Buffer.from(start);
    const rows =
      end === ''
        ? this.#statements.openRange.all(namespace, from, limit)
        : this.#statements.range.all(namespace, from, Buffer.from(end), limit);
    return rows.map((row) => ({
      key: Buffer.from(bytesIn(row.key)).toString(),
      value: bytesIn(row.value),
      version: versionOf(row),
    }));
  }

  savepoint(): Savepoint | undefined {
    const row = this.#statements.lastBlock.get();
    if (row === undefined) return undefined;
    return {
      number: numberIn(row.number),
      location: locationOf(row),
      headerHash: bytesIn(row.header_hash),
      commitHash: row.commit_hash === null ? undefined : bytesIn(row.commit_hash),
    };
  }

  apply(effects: BlockEffects): void {
    this.#database.exec('BEGIN');
    try {
      this.#write(effects);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  blockLocation(number: number): BlockLocation | undefined {
    const row = this.#statements.block.get(number);
    return row === undefined ? undefined : locationOf(row);
  }

  blockDigest(number: number): Uint8Array | undefined {
    const row = this.#statements.digest.get(number);
    return row === undefined ? undefined : bytesIn(row.digest);
  }

  transaction(txId: string): TransactionPlace | undefined {
    const row = this.#statements.transaction.get(txId);
    if (row === undefined) return undefined;
    return {
      block: numberIn(row.block),
      position: numberIn(row.position),
      code: numberIn(row.code),
    };
  }

  history(namespace: string, key: string, before: Version, limit: number): readonly Version[] {
    const rows = this.#statements.history.all(namespace, Buffer.from(key), before.block, before.tx, limit);
    return rows.map(versionOf);
  }

  close(): void {
    this.#database.close();
  }

  #write(effects: BlockEffects): void {
    const { put, remove, addHistory, addTransaction, addBlock } = this.#statements;
    const { number, location, digest, headerHash, commitHash } = effects;
    for (const { namespace, key, value, version } of effects.changes) {
      if (value === undefined) remove.run(namespace, Buffer.from(key));
      else put.run(namespace, Buffer.from(key), value, version.block, version.tx);
    }
    for (const { namespace, key, tx } of effects.writes)
      addHistory.run(namespace, Buffer.from(key), number, tx);
    effects.transactions.forEach(({ txId, code }, position) => {
      if (txId !== '') addTransaction.run(txId, number, position, code);
    });
    addBlock.run(number, location.offset, location.length, digest, headerHash, commitHash ?? null);
  }
}

type Statements = ReturnType<typeof prepareStatements>;

function prepareStatements(database: DatabaseSync) {
  const prepare = (sql: string): StatementSync => database.prepare(sql);
  const entries = 'SELECT key, value, block, tx FROM state WHERE namespace = ? AND key >= ?';
  return {
    get: prepare('SELECT value, block, tx FROM state WHERE namespace = ? AND key = ?'),
    version: prepare('SELECT block, tx FROM state WHERE namespace = ? AND key = ?'),
    range: prepare(`${entries} AND key < ? ORDER BY key LIMIT ?`),
    openRange: prepare(`${entries} ORDER BY key LIMIT ?`),
    lastBlock: prepare('SELECT * FROM block ORDER BY number DESC LIMIT 1'),
    block: prepare('SELECT position, length FROM block WHERE number = ?'),
    digest: prepare('SELECT digest FROM block WHERE number = ?'),
    transaction: prepare('SELECT block, position, code FROM tx WHERE id = ?'),
    history: prepare(
      'SELECT block, tx FROM history WHERE namespace = ? AND key = ? AND (block, tx) < (?, ?) ORDER BY block DESC, tx DESC LIMIT ?',
    ),
    put: prepare('INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?, ?)'),
    remove: prepare('DELETE FROM state WHERE namespace = ? AND key = ?'),
    addHistory: prepare('INSERT INTO history VALUES (?, ?, ?, ?)'),
    // The first transaction with an id owns it; a later one with the same id is invalid.
    addTransaction: prepare('INSERT OR IGNORE INTO tx VALUES (?, ?, ?, ?)'),
    addBlock: prepare('INSERT INTO block VALUES (?, ?, ?, ?, ?, ?)'),
  };
}

function versionOf(row: Row): Version {
  return { block: numberIn(row.block), tx: numberIn(row.tx) };
}

function locationOf(row: Row): BlockLocation {
  return { offset: numberIn(row.position), length: numberIn(row.length) };
}

function bytesIn(value: SQLOutputValue | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new InvariantError('a column of bytes holds something else');
}

function numberIn(value: SQLOutputValue | undefined): number {
  if (typeof value === 'number') return value;
  throw new InvariantError('a column of numbers holds something else');
}
