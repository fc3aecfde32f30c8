import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Verification } from './replay.js';
import { cannotBeOpened, isCorruption } from './sqlite-fault.js';
import { OtherSchemaVersion, SqliteStateStore } from './sqlite-state-store.js';
import type { StateStore } from './state-store.js';

export const STATE_FILE = 'state.sqlite';

/**
 * Opens the state. The blocks hold everything in it, so a state that is proved to be damaged, or is of another version,
 * is removed. Any other error proves nothing about the state: another process may be using it.
 *
 * @param verification with `all`, SQLite checks every page of the file
 * @throws {LedgerError} LEDGER_UNAVAILABLE when the state cannot be opened; nothing was changed
 */
export function openStateStore(path: string, verification: Verification): StateStore {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    return openChecked(path, verification);
  } catch (cause) {
    if (!isWorthless(cause)) throw cannotBeOpened(`the state in ${path}`, cause);
    for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
    return new SqliteStateStore(path);
  }
}

/** Returns whether the error proves that the state has to be built again. */
export function isWorthless(error: unknown): boolean {
  return error instanceof OtherSchemaVersion || isCorruption(error);
}

function openChecked(path: string, verification: Verification): StateStore {
  const store = new SqliteStateStore(path);
  try {
    if (verification === 'all') store.checkPages();
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}
