import { appendFile } from 'node:fs/promises';

/**
 * Lines of JSON that are on disk before what they tell of is done. What arrives while a write is under
 * way goes out together in the next one, so that many signatures cost one flush.
 */
export class Journal {
  readonly #path: string;
  /** A line that a crash has cut short is ended by the first write. */
  #lines: string[] = ['\n'];
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /** @returns when the entry is on disk */
  async write(entry: Readonly<Record<string, string>>): Promise<void> {
    this.#lines.push(`${JSON.stringify(entry)}\n`);
    this.#next ??= this.#flushAfter(this.#last);
    await this.#next;
  }

  async #flushAfter(last: Promise<void>): Promise<void> {
    await last;
    const lines = this.#lines;
    this.#lines = [];
    const written = appendFile(this.#path, lines.join(''), { mode: 0o600, flush: true });
    this.#next = undefined;
    this.#last = written.catch(() => undefined);
    await written;
  }
}
