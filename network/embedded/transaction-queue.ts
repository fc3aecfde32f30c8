import type { Timer } from './clock.js';

/** What waits to be put into a block. */
export interface Queued {
  /** Bytes of the envelope. */
  readonly size: number;
}

/** Gathers what is to be ordered, and hands it over block by block. */
export interface TransactionQueue<Item extends Queued> {
  push(item: Item): void;

  /** The next block's content, when it is time for one; undefined once closed and empty. */
  take(): Promise<Item[] | undefined>;

  /** Nothing more will be pushed: what is there is handed over without waiting. */
  close(): void;

  readonly length: number;
}

/** When a block is cut: at whichever of these is reached first. */
export interface BatchLimits {
  readonly countMax: number;
  /** A single larger envelope still makes a block of its own. */
  readonly bytesMax: number;
  /** How long the first of a block waits for others. */
  readonly waitMsMax: number;
}

export const DEFAULT_BATCH: BatchLimits = { countMax: 500, bytesMax: 2 * 1024 * 1024, waitMsMax: 5 };

/**
 * Cuts blocks by count, bytes and waiting time. While one block is being written the next one grows:
 * under load the blocks become larger and the syncs fewer.
 */
export class BatchingQueue<Item extends Queued> implements TransactionQueue<Item> {
  readonly #limits: BatchLimits;
  readonly #timer: Timer;
  readonly #items: Item[] = [];
  #bytes = 0;
  #due = false;
  #closed = false;
  #cancel: () => void = () => {};
  #wake: () => void = () => {};

  constructor(limits: BatchLimits, timer: Timer) {
    this.#limits = limits;
    this.#timer = timer;
  }

  get length(): number {
    return this.#items.length;
  }

  push(item: Item): void {
    this.#items.push(item);
    this.#bytes += item.size;
    if (this.#items.length === 1) this.#startWaiting();
    this.#wake();
  }

  async take(): Promise<Item[] | undefined> {
    while (!this.#isTime()) {
      if (this.#closed && this.#items.length === 0) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const batch = this.#items.splice(0, this.#batchLength());
    this.#bytes -= batch.reduce((sum, item) => sum + item.size, 0);
    this.#cancel();
    if (this.#items.length > 0) this.#startWaiting();
    return batch;
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
    this.#wake();
  }

  #startWaiting(): void {
    this.#due = false;
    this.#cancel = this.#timer.after(this.#limits.waitMsMax, () => {
      this.#due = true;
      this.#wake();
    });
  }

  #isTime(): boolean {
    if (this.#items.length === 0) return false;
    const { countMax, bytesMax } = this.#limits;
    return this.#due || this.#closed || this.#items.length >= countMax || this.#bytes >= bytesMax;
  }

  /** How many from the front fit into one block: at least one. */
  #batchLength(): number {
    let bytes = 0;
    let count = 0;
    for (const item of this.#items) {
      bytes += item.size;
      if (count > 0 && (count >= this.#limits.countMax || bytes > this.#limits.bytesMax)) break;
      count += 1;
    }
    return count;
  }
}
