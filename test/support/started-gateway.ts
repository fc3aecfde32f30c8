import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** The program of `npm start`. */
export const GATEWAY_MAIN = fileURLToPath(new URL('../../gateway/dist/main.js', import.meta.url));

/** A gateway in a process of its own, as an operator starts it. */
export interface StartedGateway {
  readonly url: string;
  readonly pid: number;
  /** Its output. */
  readonly lines: readonly string[];
  /** Sends a signal and waits for the end. @returns the exit code, null when it was killed */
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>;
}

/**
 * @param log descriptor of a file; this process's own standard error when absent
 * @returns when it has printed its address
 */
export async function startGateway(
  home: string,
  settings: Readonly<Record<string, string>> = {},
  log: number | 'inherit' = 'inherit',
): Promise<StartedGateway> {
  const env = { ...withoutSettings(), FAPIAO_HOME: home, PORT: '0', FAPIAO_LOG: 'warn', ...settings };
  const child = spawn(process.execPath, [GATEWAY_MAIN], { env, stdio: ['ignore', 'pipe', log] });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout as Readable });
  const address = new Promise<string>((resolve) => {
    output.on('line', (line) => {
      lines.push(line);
      const found = /ready at (http\S+)/.exec(line);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
  });
  const failed = exited.then(([code]) =>
    Promise.reject(new Error(`the gateway ended with exit code ${code}`)),
  );
  const url = await Promise.race([address, failed]);
  return {
    url,
    pid: child.pid as number,
    lines,
    stop: async (signal) => {
      child.kill(signal);
      return (await exited)[0];
    },
  };
}

/** This environment without the variables of the project: a gateway refuses those of tests as misspelt settings. */
export function withoutSettings(): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('FAPIAO_')));
}
