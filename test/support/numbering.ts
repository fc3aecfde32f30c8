import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const FIXTURE = fileURLToPath(new URL('../embedded/fixtures/numbering.ts', import.meta.url));

/** A number that a process reported as being on the ledger. */
export interface Given {
  readonly number: string;
  readonly transactionId: string;
}

/** Another process that issues numbers on a ledger. */
export class Numbering {
  readonly given: Given[] = [];
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  private constructor(folder: string) {
    this.#process = spawn(process.execPath, [FIXTURE, folder]);
    this.#process.stderr.pipe(process.stderr);
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** @returns the process, and `open` or the refusal */
  static async start(folder: string): Promise<[Numbering, string]> {
    const numbering = new Numbering(folder);
    return [numbering, await numbering.#line()];
  }

  /** Asks for a number. @returns `given`, or the refusal */
  async next(): Promise<string> {
    this.#process.stdin.write('next\n');
    return this.#answer();
  }

  /** Has it issue numbers without end, and waits for the first ones. */
  async run(count: number): Promise<void> {
    this.#process.stdin.write('run\n');
    const until = this.given.length + count;
    while (this.given.length < until) await this.#answer();
  }

  /** Reads on until it is refused. @returns the refusal */
  async untilRefused(): Promise<string> {
    let answer = await this.#answer();
    while (answer === 'given') answer = await this.#answer();
    return answer;
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#process.kill(signal);
  }

  /** Ends it with SIGKILL, and reads its output until then. */
  async kill(): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exited;
    while ((await this.#answer()) === 'given');
  }

  /** Ends it in order. */
  async close(): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.stdin.end();
    await exited;
  }

  async #answer(): Promise<string> {
    const line = await this.#line();
    const found = /^(?<number>\d+) (?<transactionId>[0-9a-f]{64})$/.exec(line);
    if (found === null) return line;
    this.given.push({ ...found.groups } as unknown as Given);
    return 'given';
  }

  async #line(): Promise<string> {
    const { value, done } = await this.#lines.next();
    return done === true ? 'ended' : value;
  }
}

/** Returns the numbers that were issued to more than one transaction. */
export function givenTwice(...all: readonly Numbering[]): string[] {
  const transactions = new Map<string, Set<string>>();
  for (const { number, transactionId } of all.flatMap(({ given }) => given))
    transactions.set(number, (transactions.get(number) ?? new Set()).add(transactionId));
  return [...transactions].filter(([, ids]) => ids.size > 1).map(([number]) => number);
}

/** Removes files by the beginning of their names, as a clean-up does. */
export function removeFrom(folder: string, beginning: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(beginning)) rmSync(join(folder, name));
  }
}

/** Folders of the heights of this test file's ledgers. */
export function heightFolders(): string[] {
  const heights = join(process.env.XDG_STATE_HOME ?? '', 'fapiao', 'heights');
  return existsSync(heights) ? readdirSync(heights).map((name) => join(heights, name)) : [];
}
