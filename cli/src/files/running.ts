import { randomUUID } from 'node:crypto';
import { systemCodeOf } from '@fapiao-ledger/core';

/** A process, and one run of it: after a restart, and always in a container, another process has the same number. */
export interface Run {
  readonly pid: number;
  readonly run: string;
}

export const THIS_RUN: Run = { pid: process.pid, run: randomUUID() };

/** Whether a run goes on. When another process has got its number since, it counts as one that does. */
export function isRunning({ pid, run }: Run): boolean {
  if (pid === THIS_RUN.pid) return run === THIS_RUN.run;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCodeOf(error) === 'EPERM';
  }
}
