import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { waitFor } from './health.js';
import type { Paths } from './paths.js';
import { livingPid, supervisorCommand } from './processes.js';

const START_MS = 30_000;

/** Starts the supervisor, or has the running one read the folder again. */
export async function supervise(paths: Paths): Promise<void> {
  const self = supervisorCommand(paths);
  const running = livingPid(paths, self);
  if (running !== undefined) {
    process.kill(running, 'SIGHUP');
    return;
  }
  const logFile = paths.log(self.name);
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  spawn(self.command, self.args, { detached: true, stdio: ['ignore', log, log] }).unref();
  closeSync(log);
  const hasStarted = async (): Promise<boolean> => livingPid(paths, self) !== undefined;
  await waitFor('the start of the supervisor', START_MS, hasStarted, `Read ${logFile}.`);
}
