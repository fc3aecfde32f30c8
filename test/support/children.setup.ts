import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { afterAll } from 'vitest';

/** Every process of this file's tests that has started and not ended. */
const running = new Set<ChildProcess>();

subscribe('child_process', (message) => {
  const { process: child } = message as { readonly process: ChildProcess };
  running.add(child);
  child.once('exit', () => running.delete(child));
});

/** Ends the processes of failed tests, because a child that stays keeps the whole run from ending. */
afterAll(() => {
  for (const child of running) {
    if (child.kill('SIGKILL')) console.error(`left running, and ended: ${child.spawnargs.join(' ')}`);
  }
});
