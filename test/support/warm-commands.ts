import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { afterAll } from 'vitest';
import type { Order } from './command-runner.ts';
import { type Around, environmentOf, fapiao, type Ran } from './processes.ts';

const RUNNER = new URL('command-runner.ts', import.meta.url);

/**
 * Runs command lines one after the other in one process, which loads the program once: that saves a quarter of a second of processor
 * time per command. A command that comes while another runs, starts a program of its own, or shows help, has a process of its own.
 */
export class WarmCommands {
  #child: ChildProcess | undefined;
  #exited: Promise<readonly unknown[]> | undefined;
  /** What the process wrote beside the streams of its commands, which a process of its own would have shown. */
  readonly #beside = { stdout: '', stderr: '' };
  #isBusy = false;

  async run(args: readonly string[], around: Around): Promise<Ran> {
    if (this.#isBusy || isApart(args)) return await fapiao(args, around);
    this.#isBusy = true;
    try {
      return await this.#send({
        args,
        cwd: around.cwd,
        env: environmentOf(around),
        input: around.input ?? '',
      });
    } finally {
      this.#isBusy = false;
    }
  }

  /** Ends the process. @throws {Error} when its exit code is not 0 */
  async stop(): Promise<void> {
    if (this.#child?.connected === true) this.#child.disconnect();
    const [code = 0, signal] = (await this.#exited) ?? [];
    if (code !== 0) throw new Error(`the process of commands ended with ${code ?? signal}`);
  }

  async #send(order: Order): Promise<Ran> {
    this.#child ??= this.#start(order.env);
    const ended = new AbortController();
    const [child, { signal }] = [this.#child, ended];
    const failed = this.#exited?.then(([code]) => {
      const { stderr } = this.#beside;
      throw new Error(`the process of commands ended with ${code} during ${order.args.join(' ')}: ${stderr}`);
    });
    failed?.catch(() => undefined);
    const answered = once(child, 'message', { signal }) as Promise<[Ran]>;
    answered.catch(() => undefined);
    child.send(order);
    try {
      const [ran] = await Promise.race([answered, failed as Promise<never>]);
      // What was written before the answer may stand in the pipes until the loop has turned once more.
      for (let turn = 0; turn < 2; turn += 1) await setImmediate();
      const { stdout, stderr } = this.#beside;
      Object.assign(this.#beside, { stdout: '', stderr: '' });
      return { ...ran, stdout: ran.stdout + stdout, stderr: ran.stderr + stderr };
    } finally {
      ended.abort();
    }
  }

  #start(env: Order['env']): ChildProcess {
    const child = fork(RUNNER, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const name of ['stdout', 'stderr'] as const)
      child[name]?.setEncoding('utf8').on('data', (text: string) => (this.#beside[name] += text));
    this.#exited = once(child, 'exit');
    return child;
  }
}

/** Returns whether a command writes to the standard output of its process: the network's program does, and help. */
function isApart(args: readonly string[]): boolean {
  const [first] = args;
  return first === undefined || first === 'network' || args.includes('help') || args.includes('--help');
}

/** Returns a function that runs the command lines of a test file in one process. */
export function warmCommands(): WarmCommands['run'] {
  const commands = new WarmCommands();
  afterAll(async () => await commands.stop());
  return async (args, around) => await commands.run(args, around);
}
