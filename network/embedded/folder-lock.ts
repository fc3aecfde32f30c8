import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LedgerError } from '../ledger-error.js';

/** SQLite's code for a lock that somebody else holds. */
const SQLITE_BUSY = 5;

/**
 * Keeps other processes out of a ledger's folder. The lock is SQLite's on a database that holds
 * nothing else: the system releases it with the process, however that ends.
 */
export class FolderLock {
  readonly #database: DatabaseSync;

  /** @throws {LedgerError} LEDGER_UNAVAILABLE when somebody has it open */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#database = new DatabaseSync(join(folder, 'lock.sqlite'));
    try {
      this.#database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
    } catch (cause) {
      this.#database.close();
      const { errcode } = cause as { errcode?: number };
      const why = errcode === SQLITE_BUSY ? 'another process has it open' : 'its lock cannot be taken';
      throw new LedgerError('LEDGER_UNAVAILABLE', `the ledger in ${folder} is closed: ${why}`, {
        stage: 'open',
        cause,
      });
    }
  }

  release(): void {
    this.#database.close();
  }
}
