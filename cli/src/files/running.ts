import { randomUUID } from 'node:crypto';
import { systemCodeOf } from '@fapiao-ledger/core';

/** One run of a process. Its process id alone is not enough, because a later process may have the same id. */
export interface Run {
  readonly pid: number;
  readonly run: string;
}

export const THIS_RUN: Run = { pid: process.pid, run: randomUUID() };

/** Returns whether a run goes on. When another process has its id, the answer is yes. */
export function isRunning({ pid, run }: Run): boolean {
  if (pid === THIS_RUN.pid) return run === THIS_RUN.run;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCodeOf(error) === 'EPERM';
  }
}
