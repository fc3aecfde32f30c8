import { existsSync, rmSync } from 'node:fs';
import { Paths } from './paths.js';
import { endProcess, forgetPid, livingPid, readSpecs, supervisorCommand } from './processes.js';

const SUPERVISOR_GRACE_MS = 30_000;
const GRACE_MS = 15_000;

/** Ends every process of a network, also when its supervisor was killed. @returns how many were ended */
export async function down(home: string): Promise<number> {
  const paths = new Paths(home);
  const processes = [...readSpecs(paths), supervisorCommand(paths)];
  const living = processes.filter((each) => livingPid(paths, each) !== undefined).length;
  const supervisor = livingPid(paths, supervisorCommand(paths));
  if (supervisor !== undefined) await endProcess(supervisor, SUPERVISOR_GRACE_MS);
  await Promise.all(
    processes.map(async (each) => {
      const pid = livingPid(paths, each);
      if (pid !== undefined) await endProcess(pid, GRACE_MS);
      forgetPid(paths, each.name);
    }),
  );
  return living;
}

/** Removes a network's folder for good, keys and ledger included. Any other folder is left alone. */
export function erase(home: string): void {
  if (existsSync(new Paths(home).network)) rmSync(home, { recursive: true });
}
