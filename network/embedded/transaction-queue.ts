/** An envelope that waits for a block. */
export interface Queued {
  /** Bytes of the envelope. */
  readonly size: number;
}

/** Collects envelopes, and returns them block by block. */
export interface TransactionQueue<Item extends Queued> {
  push(item: Item): void;

  /** Returns the envelopes of the next block when it is time for one; undefined once closed and empty. */
  take(): Promise<Item[] | undefined>;

  /** Ends the queue: no envelope may be pushed any more, and the waiting ones are returned at once. */
  close(): void;

  readonly length: number;
}

/** Size limits of a block. */
export interface BatchLimits {
  readonly countMax: number;
  /** Bytes of a block. A single larger envelope still makes a block of its own. */
  readonly bytesMax: number;
}

export const DEFAULT_BATCH: BatchLimits = { countMax: 500, bytesMax: 2 * 1024 * 1024 };

/**
 * Cuts a block as soon as an envelope waits. The next block grows while one is written: a lone transaction does not
 * wait, and under load the blocks become larger and the syncs fewer.
 */
export class BatchingQueue<Item extends Queued> implements TransactionQueue<Item> {
  readonly #limits: BatchLimits;
  readonly #items: Item[] = [];
  #closed = false;
  #wake: () => void = () => {};

  constructor(limits: BatchLimits = DEFAULT_BATCH) {
    this.#limits = limits;
  }

  get length(): number {
    return this.#items.length;
  }

  push(item: Item): void {
    this.#items.push(item);
    this.#wake();
  }

  async take(): Promise<Item[] | undefined> {
    while (this.#items.length === 0) {
      if (this.#closed) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#items.splice(0, this.#batchLength());
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** Returns how many envelopes from the front fit into one block: at least one. */
  #batchLength(): number {
    const { countMax, bytesMax } = this.#limits;
    let bytes = 0;
    const end = this.#items.findIndex(({ size }, at) => {
      bytes += size;
      return at > 0 && (at >= countMax || bytes > bytesMax);
    });
    return end < 0 ? this.#items.length : end;
  }
}
