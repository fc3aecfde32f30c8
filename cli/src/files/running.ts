import { randomUUID } from 'node:crypto';

/**
 * One run of a process. A process id alone does not name it: after a restart or in a container the id is used again.
 */
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
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
