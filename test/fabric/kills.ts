import { setTimeout as delay } from 'node:timers/promises';
import { statusOf } from '@fapiao-ledger/network/fabric';
import { type Load, STUCK_MS } from './load.ts';
import { pidOf } from './network.ts';

/** How often each kind of process is killed; 10 in long runs. */
export const KILLS = Number(process.env.TEST_KILLS ?? 1);
/** Long enough for a network that takes its time with every kill. */
export const KILLS_MS = 60_000 + 2 * KILLS * STUCK_MS;

const BEFORE = 50;
/** Some seconds: the supervisor starts quickly again what did not die at its start. */
const BETWEEN = 300;
const AFTER = 100;
const LOOK_AGAIN_MS = 200;

/** One kind of process that can be killed: how it dies, and when it is back. */
export interface Victim {
  kill(): Promise<void>;
  isBack(): Promise<boolean>;
}

/** Kills again and again under load, each time when all is well again. @returns what it took, for people */
export async function killOften(load: Load, victim: Victim): Promise<string> {
  const recoveries: number[] = [];
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      await load.more(kill === 0 ? BEFORE : BETWEEN);
      await victim.kill();
      recoveries.push(await load.next());
      while (!(await victim.isBack())) await delay(LOOK_AGAIN_MS);
    }
    await load.more(AFTER);
    await load.stop();
  } finally {
    load.end();
  }
  return [
    `killed ${KILLS} times`,
    `next answer after ${seconds(median(recoveries))} (most ${seconds(Math.max(...recoveries))})`,
    `longest wait ${seconds(load.longestMs)}`,
    String(load),
  ].join('; ');
}

/** A process of the network, which its supervisor starts again. @param name as in `pidOf` */
export function processOf(home: string, name: () => Promise<string> | string): Victim {
  let killed = { name: '', pid: 0 };
  return {
    kill: async () => {
      const found = await name();
      killed = { name: found, pid: pidOf(home, found) };
      process.kill(killed.pid, 'SIGKILL');
    },
    isBack: async () => pidOf(home, killed.name) !== killed.pid && (await isWhole(home)),
  };
}

/** Every process runs, and those that keep blocks answer. */
export async function isWhole(home: string): Promise<boolean> {
  const processes = await statusOf(home);
  return processes.every(
    ({ name, pid, height }) => pid !== undefined && (height !== undefined || !/^(peer|orderer)/.test(name)),
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
