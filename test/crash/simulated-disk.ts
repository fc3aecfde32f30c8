import type { Disk, DiskFile } from '@fapiao-ledger/network/embedded/in-process';
import type { Seeded } from '../support/seeded.ts';

/** The part of the operation under way that is not done when everything ends. */
export type Manner = 'before it' | 'in the middle of it' | 'after it';
export const MANNERS: readonly Manner[] = ['before it', 'in the middle of it', 'after it'];

/** What ends: a killed process leaves the machine's cache as it is, a loss of power empties it. */
export type End = 'kill' | 'power loss';

/** The machine has stopped: nothing is read or written any more. */
class MachineStopped extends Error {
  constructor() {
    super('the machine has stopped');
    this.name = 'MachineStopped';
  }
}

/** A change that is in the cache and not yet on the disk. */
type Change = { readonly append: Buffer } | { readonly truncate: number };

/** One file on a disk with a cache. The ledger has no other, so one is enough. */
export class SimulatedDisk implements Disk {
  /** Appends, syncs and cuts so far. */
  operations = 0;
  #durable: Buffer;
  #cached: Change[];
  #crash: { readonly at: number; readonly manner: Manner } | undefined;
  #stopped = false;

  constructor(durable: Uint8Array = Buffer.alloc(0), cached: readonly Change[] = []) {
    this.#durable = Buffer.from(durable);
    this.#cached = [...cached];
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Ends everything at the n-th operation from now on. */
  crashAt(n: number, manner: Manner): void {
    this.#crash = { at: this.operations + n, manner };
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Returns what a program reads: durable bytes, and those only in the cache. */
  content(): Buffer {
    return this.#cached.reduce(applied, this.#durable);
  }

  /** Starts the machine or the process again. Bytes that were not synced are there in part, and may have holes. */
  restarted(end: End, random: Seeded): SimulatedDisk {
    if (end === 'kill') return new SimulatedDisk(this.#durable, this.#cached);
    const whole = random.whole(0, this.#cached.length);
    const survived = this.#cached.slice(0, whole);
    const torn = this.#cached[whole];
    if (torn !== undefined && 'append' in torn) survived.push({ append: tornPart(torn.append, random) });
    return new SimulatedDisk(survived.reduce(applied, this.#durable));
  }

  open(): Promise<DiskFile> {
    return Promise.resolve({
      size: () => this.content().length,
      read: (position, length) => Buffer.from(this.content().subarray(position, position + length)),
      append: async (parts) => {
        const append = Buffer.concat(parts);
        this.#operate(
          () => this.#cached.push({ append }),
          () => this.#cached.push({ append: append.subarray(0, append.length / 2) }),
        );
      },
      truncate: async (truncate) => this.#operate(() => this.#cached.push({ truncate })),
      sync: async () =>
        this.#operate(
          () => this.#flush(this.#cached.length),
          () => this.#flush(Math.floor(this.#cached.length / 2)),
        ),
      close: async () => {},
    });
  }

  #operate(whole: () => void, half: () => void = () => {}): void {
    if (this.#stopped) throw new MachineStopped();
    this.operations += 1;
    const manner = this.#crash?.at === this.operations ? this.#crash.manner : undefined;
    this.#stopped = manner !== undefined;
    if (manner === 'in the middle of it') half();
    else if (manner !== 'before it') whole();
    if (this.#stopped) throw new MachineStopped();
  }

  #flush(count: number): void {
    this.#durable = this.#cached.slice(0, count).reduce(applied, this.#durable);
    this.#cached = this.#cached.slice(count);
  }
}

function applied(content: Buffer, change: Change): Buffer {
  return 'append' in change
    ? Buffer.concat([content, change.append])
    : content.subarray(0, Math.min(change.truncate, content.length));
}

/** Returns the first so many bytes. In half of all cases some of them never arrived, though the file had grown already. */
function tornPart(bytes: Buffer, random: Seeded): Buffer {
  const part = Buffer.from(bytes.subarray(0, random.whole(0, bytes.length)));
  if (part.length > 0 && random.chance(0.5)) {
    const from = random.whole(0, part.length - 1);
    part.fill(0, from, random.whole(from, part.length));
  }
  return part;
}
