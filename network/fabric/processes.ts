import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemCodeOf } from '@fapiao-ledger/core';
import type { Paths } from './paths.js';

/** One process of the network, as the supervisor starts it. */
export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  readonly logFile: string;
}

const SUPERVISOR = 'supervisor';

export function readSpecs(paths: Paths): readonly ProcessSpec[] {
  if (!existsSync(paths.run())) return [];
  return readdirSync(paths.run())
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(paths.run(), file), 'utf8')) as ProcessSpec);
}

/** Returns the command line of a folder's supervisor. */
export function supervisorCommand(paths: Paths): Pick<ProcessSpec, 'name' | 'command' | 'args'> {
  const program = fileURLToPath(new URL('./supervisor.js', import.meta.url));
  return { name: SUPERVISOR, command: process.execPath, args: [program, paths.home] };
}

/** Returns the id of a running process of this network; undefined when it has ended, or another program has its id. */
export function livingPid(
  paths: Paths,
  process: Pick<ProcessSpec, 'name' | 'command' | 'args'>,
): number | undefined {
  const file = paths.run(`${process.name}.pid`);
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8'));
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  const line = commandLine(pid);
  return [basename(process.command), ...process.args].every((word) => line.includes(word)) ? pid : undefined;
}

/** Asks a process to end, and kills it when it has not after `graceMs`. */
export async function endProcess(pid: number, graceMs: number): Promise<void> {
  send(pid, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (isAlive(pid) && Date.now() < deadline) await delay(50);
  if (isAlive(pid)) send(pid, 'SIGKILL');
  while (isAlive(pid)) await delay(50);
}

export function forgetPid(paths: Paths, name: string): void {
  rmSync(paths.run(`${name}.pid`), { force: true });
}

function isAlive(pid: number): boolean {
  return commandLine(pid) !== '';
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (systemCodeOf(error) !== 'ESRCH') throw error;
  }
}

/** Empty for a process that has ended, or that is a zombie waiting for its parent. */
function commandLine(pid: number): string {
  if (existsSync('/proc/self/cmdline')) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout.trim();
}
