import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type FileIdentity, identify } from './file-identity.js';
import { cannotBeOpened } from './sqlite-fault.js';

/**
 * Keeps other processes out of a folder, with SQLite's lock on a database that holds nothing else. The system releases it
 * with the process, however that ends. The lock is on the file, not on its name: when the file is removed or replaced,
 * another process can open the folder. A writer must therefore compare `identity`.
 */
export class FolderLock {
  /** Identity of the locked file. */
  readonly identity: FileIdentity;
  readonly #database: DatabaseSync;

  /**
   * @param what is locked, for the message
   * @throws {LedgerError} LEDGER_UNAVAILABLE when another process has the lock, or it cannot be taken
   */
  constructor(folder: string, what = `the ledger in ${folder}`) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, 'lock.sqlite');
      this.#database = new DatabaseSync(path);
      this.identity = this.#lock(path);
    } catch (cause) {
      throw cannotBeOpened(what, cause);
    }
  }

  release(): void {
    this.#database.close();
  }

  #lock(path: string): FileIdentity {
    try {
      this.#database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
      return identify(path);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }
}
