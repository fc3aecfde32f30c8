import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Processor seconds by process of a network, and of this process as `client`. */
export type ProcessTimes = ReadonlyMap<string, number>;

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;
const USER_TIME_FIELD = 13;

/** What every process of a network has used so far. Linux only. */
export function processTimes(home: string): ProcessTimes {
  const times = new Map<string, number>();
  for (const file of readdirSync(join(home, 'run')).filter((each) => each.endsWith('.pid'))) {
    const pid = readFileSync(join(home, 'run', file), 'utf8').trim();
    times.set(file.replace('.pid', ''), processorSeconds(pid));
  }
  const { user, system } = process.cpuUsage();
  times.set('client', (user + system) / 1e6);
  return times;
}

/** Milliseconds of each process between two readings, by transaction. */
export function spentPerTransaction(
  before: ProcessTimes,
  after: ProcessTimes,
  transactions: number,
): ProcessTimes {
  return new Map(
    [...after].map(([name, seconds]) => [name, ((seconds - (before.get(name) ?? 0)) * 1000) / transactions]),
  );
}

/** What a process has used so far, all its threads. Linux only. */
export function processorSeconds(pid: string | number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program stands in brackets and may hold spaces.
  const fields = `0 x ${stat.slice(stat.lastIndexOf(')') + 2)}`.split(' ');
  return (Number(fields[USER_TIME_FIELD]) + Number(fields[USER_TIME_FIELD + 1])) / TICKS_PER_SECOND;
}
