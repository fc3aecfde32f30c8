import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../gateway/dist/main.js', import.meta.url));

/** The gateway, with its embedded ledger or on a network, as `npm start` runs it: a process of its own, on a free port. */
export class GatewayProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Resolves when the gateway has printed its address and answers that it is ready; its log goes to a file. */
  static async start(
    home: string,
    log: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<GatewayProcess> {
    const child = spawn(process.execPath, [MAIN], {
      env: { ...process.env, ...environment, FAPIAO_HOME: home, HOST: '127.0.0.1', PORT: '0' },
      stdio: ['ignore', 'pipe', openSync(log, 'w')],
    });
    const url = await addressOf(child, log);
    const ready = await fetch(`${url}/readyz`);
    if (!ready.ok) throw new Error(`the gateway at ${url} is not ready: ${ready.status}`);
    return new GatewayProcess(child, url);
  }

  /** Largest resident memory so far in MiB, where the operating system reports it (Linux). */
  get peakMemoryMb(): number | undefined {
    try {
      const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8'));
      return peak === null ? undefined : Math.round(Number(peak[1]) / 1024);
    } catch {
      return undefined;
    }
  }

  /** Asks it to finish what it accepted and waits for its end. */
  async stop(): Promise<void> {
    const gone = new Promise<number | null>((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    const code = await gone;
    if (code !== 0) throw new Error(`the gateway ended with exit code ${code}`);
  }
}

async function addressOf(child: ChildProcess, log: string): Promise<string> {
  const exited = new Promise<never>((_, reject) => {
    child.once('exit', (code) =>
      reject(
        new Error(
          `the gateway ended with exit code ${code} before it was ready:\n${readFileSync(log, 'utf8')}`,
        ),
      ),
    );
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const found = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
      if (address !== null) resolve(address[0]);
    });
  });
  return await Promise.race([found, exited]);
}
