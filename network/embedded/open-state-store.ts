import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { SqliteStateStore } from './sqlite-state-store.js';
import type { StateStore } from './state-store.js';

export const STATE_FILE = 'state.sqlite';

/** Opens the state; one that cannot be read is thrown away, since the blocks have all that is in it. */
export function openStateStore(path: string): StateStore {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    return new SqliteStateStore(path);
  } catch {
    for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
    return new SqliteStateStore(path);
  }
}
