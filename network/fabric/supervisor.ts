/**
 * Process that keeps the others alive: it starts what `run/*.json` names, restarts what dies, and ends all of them when
 * it is asked to end. SIGHUP makes it read the folder again. Its argument is the path of the network's data folder.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeText } from './files.js';
import { Paths } from './paths.js';
import {
  endProcess,
  forgetPid,
  livingPid,
  type ProcessSpec,
  readSpecs,
  supervisorCommand,
} from './processes.js';

const RESTART_MS = 500;
const RESTART_MAX_MS = 10_000;
/** A process that lived this long had started well, so its next restart is quick again. */
const WELL_AFTER_MS = 5_000;
const GRACE_MS = 15_000;

class Supervised {
  readonly #paths: Paths;
  readonly #spec: ProcessSpec;
  #child: ChildProcess | undefined;
  #restartMs = RESTART_MS;
  #timer: NodeJS.Timeout | undefined;
  #ending = false;

  constructor(paths: Paths, spec: ProcessSpec) {
    this.#paths = paths;
    this.#spec = spec;
  }

  get name(): string {
    return this.#spec.name;
  }

  /** Ends a process that an earlier supervisor left running when it was killed. */
  async start(): Promise<void> {
    const left = livingPid(this.#paths, this.#spec);
    if (left !== undefined) await endProcess(left, GRACE_MS);
    this.#spawn();
  }

  async end(): Promise<void> {
    this.#ending = true;
    clearTimeout(this.#timer);
    if (this.#child?.pid !== undefined && this.#child.exitCode === null)
      await endProcess(this.#child.pid, GRACE_MS);
    forgetPid(this.#paths, this.#spec.name);
  }

  #spawn(): void {
    const { name, command, args, env, workingDirectory, logFile } = this.#spec;
    mkdirSync(dirname(logFile), { recursive: true });
    const log = openSync(logFile, 'a');
    const child = spawn(command, args, {
      cwd: workingDirectory,
      env: { ...env },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.#child = child;
    const started = Date.now();
    child.once('error', (error) => this.#again(started, error.message));
    child.once('exit', (code, signal) => this.#again(started, signal ?? `code ${code}`));
    if (child.pid === undefined) return;
    writeText(this.#paths.run(`${name}.pid`), String(child.pid));
    say(`${name} started as ${child.pid}`);
  }

  #again(started: number, reason: string): void {
    if (this.#ending) return;
    if (Date.now() - started > WELL_AFTER_MS) this.#restartMs = RESTART_MS;
    say(`${this.#spec.name} ended (${reason}); starting it again in ${this.#restartMs} ms`);
    this.#timer = setTimeout(() => this.#spawn(), this.#restartMs);
    this.#restartMs = Math.min(2 * this.#restartMs, RESTART_MAX_MS);
  }
}

const supervised = new Map<string, Supervised>();

async function reload(paths: Paths): Promise<void> {
  const specs = readSpecs(paths);
  const gone = [...supervised.keys()].filter((name) => !specs.some((spec) => spec.name === name));
  await Promise.all(gone.map(endOne));
  const fresh = specs.filter((spec) => !supervised.has(spec.name)).map((spec) => new Supervised(paths, spec));
  for (const each of fresh) supervised.set(each.name, each);
  await Promise.all(fresh.map((each) => each.start()));
}

async function endOne(name: string): Promise<void> {
  await supervised.get(name)?.end();
  supervised.delete(name);
}

function say(text: string): void {
  console.log(`${new Date().toISOString()} ${text}`);
}

/** Allows one supervisor per folder: the first one creates the file. */
function claim(paths: Paths): void {
  const self = supervisorCommand(paths);
  if (livingPid(paths, self) === undefined) forgetPid(paths, self.name);
  mkdirSync(paths.run(), { recursive: true });
  writeFileSync(paths.run(`${self.name}.pid`), String(process.pid), { flag: 'wx' });
}

async function main(home: string): Promise<void> {
  const paths = new Paths(home);
  claim(paths);
  let work = reload(paths);
  const end = async (): Promise<void> => {
    await work;
    await Promise.all([...supervised.keys()].map(endOne));
    forgetPid(paths, supervisorCommand(paths).name);
    process.exit(0);
  };
  process.on('SIGHUP', () => {
    work = work.then(() => reload(paths));
  });
  process.once('SIGTERM', () => void end());
  process.once('SIGINT', () => void end());
  // Keeps the process alive while it has no children and no timers.
  setInterval(() => {}, 60_000);
  await work;
}

const [, , home] = process.argv;
if (home === undefined) throw new Error('the path of the network’s data folder is missing');
await main(home);
