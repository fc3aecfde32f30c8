import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** Result of a command line, as a script sees it. */
export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Around {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs the compiled command as a process of its own, without anything of this environment but PATH. */
export async function fapiao(args: readonly string[], around: Around): Promise<Ran> {
  return await startFapiao(args, around).ran;
}

/** A running command, which a test can end by a signal. */
export interface StartedCommand {
  readonly ran: Promise<Ran & { readonly signal: NodeJS.Signals | null }>;
  /** Waits until its standard output has a text. @throws {Error} when it ends without */
  shows(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

export function startFapiao(args: readonly string[], { cwd, env = {}, input = '' }: Around): StartedCommand {
  const child = spawn(process.execPath, [join(ROOT, 'cli', 'dist', 'main.js'), ...args], {
    cwd,
    env: environmentOf({ cwd, env }),
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.end(input);
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  return {
    ran: ended.then(([exitCode, signal]) => ({ exitCode, signal, stdout, stderr })),
    shows: async (text) => {
      const failed = ended.then(() => {
        if (!stdout.includes(text)) throw new Error(`it ended without ${text}: ${stderr}`);
      });
      while (!stdout.includes(text)) await Promise.race([once(child.stdout, 'data'), failed]);
      failed.catch(() => undefined);
    },
    kill: (signal) => child.kill(signal),
  };
}

/** Returns the whole environment of a command. */
export function environmentOf({ cwd, env = {} }: Around): Readonly<Record<string, string>> {
  return { PATH: process.env.PATH ?? '', HOME: cwd, XDG_CONFIG_HOME: join(cwd, 'config'), ...env };
}

/** The part of this environment that a gateway needs to find itself and its heights. */
function stated(): Readonly<Record<string, string>> {
  const { PATH = '', XDG_STATE_HOME = '' } = process.env;
  return { PATH, XDG_STATE_HOME };
}

export interface GatewayProcess {
  readonly address: string;
  /** Data folder, with the officer's identity and the trust file in it. */
  readonly home: string;
  /** Stops it as an operator does. */
  stop(): Promise<void>;
}

/** A real gateway on a new embedded ledger, as `npm start` runs it, on a free port. */
export async function startGateway(settings: Readonly<Record<string, string>> = {}): Promise<GatewayProcess> {
  const home = await temporaryFolder();
  const child = spawn(process.execPath, [join(ROOT, 'gateway', 'dist', 'main.js')], {
    cwd: home,
    env: { ...stated(), FAPIAO_HOME: home, PORT: '0', FAPIAO_LOG: 'error', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /ready at (http:\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    const stop = async (): Promise<void> => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    };
    return { address, home, stop };
  }
  throw new Error(`the gateway ended with ${child.exitCode} before it was ready`);
}

const folders: string[] = [];

/** An empty folder, removed when the tests of the file are over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fapiao-'));
  folders.push(folder);
  return folder;
}

afterAll(async () => {
  await Promise.all(folders.map(async (folder) => await rm(folder, { recursive: true, force: true })));
});

/** Returns a port on which no server listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
