import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const DEBIAN = '/usr/lib/postgresql';
/** PostgreSQL refuses to run as root; this user owns nothing. */
const UNPRIVILEGED = 65_534;

/** Folder of PostgreSQL's programs, or undefined where it is not installed. */
export const POSTGRES_PROGRAMS = findPrograms();

/** A PostgreSQL server of its own, in a folder of its own, that only this process uses. */
export class PostgresServer {
  readonly #folder: string;
  readonly #process: ChildProcess;
  readonly #port: number;
  #databases = 0;

  private constructor(folder: string, child: ChildProcess, port: number) {
    this.#folder = folder;
    this.#process = child;
    this.#port = port;
  }

  /** @param settings of the server, such as `fsync=off` */
  static async start(settings: readonly string[] = ['fsync=off']): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'fapiao-postgres-'));
    const user = process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};
    if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
    const data = join(folder, 'data');
    const initdb = ['-D', data, '-U', 'fapiao', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
    const made = spawnSync(program('initdb'), initdb, { ...user, cwd: folder, encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
    const port = await freePort();
    const options = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder];
    const child = spawn(
      program('postgres'),
      [...options, ...settings.flatMap((setting) => ['-c', setting])],
      {
        ...user,
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    await ready(child);
    return new PostgresServer(folder, child, port);
  }

  /** URL of a new, empty database. */
  createDatabase(): string {
    this.#databases += 1;
    const name = `read_model_${this.#databases}`;
    const connection = ['-h', '127.0.0.1', '-p', String(this.#port), '-U', 'fapiao'];
    const created = spawnSync(program('createdb'), [...connection, name], { encoding: 'utf8' });
    if (created.status !== 0) throw new Error(`createdb failed: ${created.stderr}`);
    return `postgresql://fapiao@127.0.0.1:${this.#port}/${name}`;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null) {
      this.#process.kill('SIGINT');
      await once(this.#process, 'exit');
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Resolves when the server says that it accepts connections. */
async function ready(child: ChildProcess): Promise<void> {
  if (child.stderr === null) throw new Error('the server has no standard error');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    lines.push(line);
    if (line.includes('ready to accept connections')) {
      child.stderr.resume();
      return;
    }
  }
  throw new Error(`PostgreSQL did not start: ${lines.join('\n')}`);
}

function program(name: string): string {
  return join(POSTGRES_PROGRAMS ?? '', name);
}

function findPrograms(): string | undefined {
  const onPath = (process.env.PATH ?? '').split(':');
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...onPath, ...versions.map((version) => join(DEBIAN, version, 'bin'))];
  return folders.find((folder) =>
    ['initdb', 'postgres', 'createdb'].every((name) => existsSync(join(folder, name))),
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
