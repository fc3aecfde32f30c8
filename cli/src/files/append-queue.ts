import { appendLines } from './private-file.js';

/** Appends lines to one file for several callers. Lines that arrive during a write go to disk together. */
export class AppendQueue {
  readonly #file: string;
  #waiting: string[] = [];
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  /** Returns when the lines are on disk. @throws {UsageError} as `appendLines` */
  async append(lines: readonly string[]): Promise<void> {
    this.#waiting.push(...lines);
    this.#next ??= this.#write(this.#last);
    await this.#next;
  }

  async #write(before: Promise<void>): Promise<void> {
    await before.catch(() => undefined);
    const lines = this.#waiting;
    [this.#waiting, this.#last, this.#next] = [[], this.#next ?? this.#last, undefined];
    await appendLines(this.#file, lines);
  }
}
