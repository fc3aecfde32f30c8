import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { down } from '@fapiao-ledger/network/fabric';
import { isWhole } from './kills.ts';

const CLOCK = fileURLToPath(new URL('../support/fixed-clock.ts', import.meta.url));
const FABRIC = dirname(createRequire(import.meta.url).resolve('@fapiao-ledger/network/fabric'));
/** Peers refuse to send blocks to a client whose clock differs by more than this. */
const WINDOW = '10000h';
const LOOK_AGAIN_MS = 200;

interface Spec {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The environment in which the clock of a program of Node.js stands still at a moment. */
export function fixedAt(moment: number): Readonly<Record<string, string>> {
  return { FIXED_CLOCK: String(moment), NODE_OPTIONS: `--import ${CLOCK}` };
}

/**
 * Restarts a network with contract servers whose clock stands still at a moment, and with peers that send blocks to clients of any time.
 * Fabric's own programs keep the machine's time: they judge no transaction by it.
 */
export async function restartAt(home: string, moment: number): Promise<void> {
  await down(home);
  const folder = join(home, 'run');
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    const spec = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Spec;
    const more = name.startsWith('chaincode')
      ? fixedAt(moment)
      : { CORE_PEER_AUTHENTICATION_TIMEWINDOW: WINDOW };
    writeFileSync(join(folder, name), JSON.stringify({ ...spec, env: { ...spec.env, ...more } }));
  }
  spawn(process.execPath, [join(FABRIC, 'supervisor.js'), home], { detached: true, stdio: 'ignore' }).unref();
  while (!(await isWhole(home))) await delay(LOOK_AGAIN_MS);
}
