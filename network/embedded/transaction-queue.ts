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

/** How large a block may become. */
export interface BatchLimits {
  readonly countMax: number;
  /** A single larger envelope still makes a block of its own. */
  readonly bytesMax: number;
}

export const DEFAULT_BATCH: BatchLimits = { countMax: 500, bytesMax: 2 * 1024 * 1024 };

/**
 * Cuts a block as soon as there is something for one. While one block is being written the next one
 * grows: a lone transaction waits for nobody, and under load the blocks become larger and the syncs fewer.
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

  /** How many from the front fit into one block: at least one. */
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
