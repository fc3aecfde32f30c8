import { Writable } from 'node:stream';
import type { Shell } from '../../cli/src/shell.ts';
import type { Around, Ran } from './processes.ts';

/** A command line for this process, as `WarmCommands` sends it. */
export interface Order extends Required<Around> {
  readonly args: readonly string[];
}

// As it was compiled, because that is what a caller has.
const compiled = new URL('../../cli/dist/run.js', import.meta.url).href;
const { run } = (await import(compiled)) as typeof import('../../cli/src/run.ts');

process.on('message', (order: Order) => {
  void perform(order).then((ran) => process.send?.(ran));
});

async function perform({ args, cwd, env, input }: Order): Promise<Ran> {
  process.chdir(cwd);
  const [stdout, stderr] = [new Written(), new Written()];
  const stdin = (async function* () {
    if (input !== '') yield Buffer.from(input);
  })();
  const shell = { env, stdin, stdout, stderr } as unknown as Shell;
  const exitCode = await run(args, shell);
  return { exitCode, stdout: stdout.text, stderr: stderr.text };
}

/** A pipe that keeps what was written. */
class Written extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
