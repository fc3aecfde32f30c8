import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
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

  /** Ends the process. */
  async stop(): Promise<void> {
    if (this.#child?.connected !== true) return;
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }

  async #send(order: Order): Promise<Ran> {
    this.#child ??= fork(RUNNER, { env: order.env });
    const ended = new AbortController();
    const [child, { signal }] = [this.#child, ended];
    const failed = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`the process of commands ended with ${code} during ${order.args.join(' ')}`);
    });
    const answered = once(child, 'message', { signal }) as Promise<[Ran]>;
    child.send(order);
    const [ran] = await Promise.race([answered, failed]);
    failed.catch(() => undefined);
    ended.abort();
    return ran;
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
