import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readIfPresent } from './read-if-present.js';
import { writeSynced } from './write-whole.js';

const { O_APPEND, O_CREAT, O_RDWR } = constants;

/**
 * A file of JSON entries, one a line, that only its owner may read. Entries that arrive while others are being written
 * go to disk together, so that many cost one flush. A line that a crash has cut short spoils only itself: the next
 * entry begins a line of its own, and reading passes over it, for nothing was done on an entry that was not on disk.
 */
export class AppendLog<Entry> {
  readonly file: string;
  #waiting: Entry[] = [];
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(file: string) {
    this.file = file;
  }

  /** Returns what is in the file; nothing when there is no file. */
  async read(): Promise<readonly Entry[]> {
    return ((await readIfPresent(this.file)) ?? '').split('\n').flatMap((line) => readLine<Entry>(line));
  }

  /** Returns when the entries are on disk. @throws what the system throws */
  async append(...entries: readonly Entry[]): Promise<void> {
    this.#waiting.push(...entries);
    this.#next ??= this.#writeAfter(this.#last);
    await this.#next;
  }

  async #writeAfter(before: Promise<void>): Promise<void> {
    await before.catch(() => undefined);
    const lines = this.#waiting.map((entry) => `${JSON.stringify(entry)}\n`);
    [this.#waiting, this.#last, this.#next] = [[], this.#next ?? this.#last, undefined];
    await mkdir(dirname(this.file), { recursive: true, mode: 0o700 });
    const handle = await open(this.file, O_APPEND | O_CREAT | O_RDWR, 0o600);
    const start = (await endsWithinLine(handle)) ? '\n' : '';
    await writeSynced(handle, start + lines.join(''));
  }
}

function readLine<Entry>(line: string): readonly Entry[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as Entry];
  } catch {
    return [];
  }
}

async function endsWithinLine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString('latin1') !== '\n';
}
