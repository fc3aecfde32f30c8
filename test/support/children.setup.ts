import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { afterAll } from 'vitest';

/** Every process that this file's tests have started and that has not ended, whoever started it. */
const running = new Set<ChildProcess>();

subscribe('child_process', (message) => {
  const { process: child } = message as { readonly process: ChildProcess };
  running.add(child);
  child.once('exit', () => running.delete(child));
});

/** A test that fails never comes to stop what it started, and a child that stays keeps the whole run from ending. */
afterAll(() => {
  for (const child of running) {
    if (child.kill('SIGKILL')) console.error(`left running, and ended: ${child.spawnargs.join(' ')}`);
  }
});
