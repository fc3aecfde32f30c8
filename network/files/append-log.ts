import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeSynced } from './write-whole.js';

const { O_APPEND, O_CREAT, O_RDWR } = constants;

/**
 * A file of lines that only its owner may read. Lines that arrive while others are being written go to disk
 * together, so that many entries cost one flush. A line that a crash has cut short is ended first, so that it
 * spoils only itself.
 */
export class AppendLog {
  readonly file: string;
  #waiting: string[] = [];
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(file: string) {
    this.file = file;
  }

  /** Returns when the lines are on disk. @throws what the system throws */
  async append(lines: readonly string[]): Promise<void> {
    this.#waiting.push(...lines);
    this.#next ??= this.#writeAfter(this.#last);
    await this.#next;
  }

  async #writeAfter(before: Promise<void>): Promise<void> {
    await before.catch(() => undefined);
    const lines = this.#waiting;
    [this.#waiting, this.#last, this.#next] = [[], this.#next ?? this.#last, undefined];
    await mkdir(dirname(this.file), { recursive: true, mode: 0o700 });
    const handle = await open(this.file, O_APPEND | O_CREAT | O_RDWR, 0o600);
    const start = (await endsWithinLine(handle)) ? '\n' : '';
    await writeSynced(handle, start + lines.map((line) => `${line}\n`).join(''));
  }
}

async function endsWithinLine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString('latin1') !== '\n';
}
