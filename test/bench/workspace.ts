import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives this process and its children one folder for temporary files, and for the heights of ledgers, which are thrown away with
 * them. At the end of this process, also by a signal, its children end and the folder is removed.
 */
export function useWorkspace(): void {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  // PostgreSQL runs as another user, and passes through to its own folder.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  process.env.XDG_STATE_HOME = join(folder, 'state');
  const children = childrenOfThisProcess();
  process.on('exit', () => {
    for (const child of children) child.kill('SIGKILL');
    // A child that is ending may still write.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
}

/** Returns the children that have started and not ended; the set changes with them. */
function childrenOfThisProcess(): ReadonlySet<ChildProcess> {
  const children = new Set<ChildProcess>();
  subscribe('child_process', (message) => {
    const { process: child } = message as { readonly process: ChildProcess };
    children.add(child);
    child.once('exit', () => children.delete(child));
  });
  return children;
}
