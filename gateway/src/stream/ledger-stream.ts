import { setTimeout as delay } from 'node:timers/promises';
import type { LedgerBlock, LedgerClient } from '@fapiao-ledger/network/ledger-client';

export interface FeedOptions {
  /** Told of what interrupted the feed; it goes on after a pause. */
  readonly onError: (error: unknown) => void;
  /** Bytes of written values that are kept; the newest block is kept whatever its size. */
  readonly keptBytesMax?: number;
}

const KEPT_BYTES_MAX = 16_000_000;
/** So many blocks from before the start are read again: who was connected then resumes from these. */
const BLOCKS_BEFORE_START = 64n;
const PAUSE_MS = 1_000;

type Source = Pick<LedgerClient, 'blocks' | 'status'>;

/** Follows the ledger once for everybody in the process, and keeps the newest blocks at hand. */
export class BlockFeed {
  readonly #ledger: Source;
  readonly #options: FeedOptions;
  readonly #listeners: ((block: LedgerBlock) => void)[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #abort = new AbortController();
  readonly #started = Promise.withResolvers<void>();
  #kept: LedgerBlock[] = [];
  #keptBytes = 0;
  #height: bigint | undefined;
  #running: Promise<void> | undefined;

  constructor(ledger: Source, options: FeedOptions) {
    this.#ledger = ledger;
    this.#options = options;
  }

  /** Begins to follow, once. */
  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    this.#started.resolve();
    await this.#running;
  }

  /** Resolves when it is known where the feed begins. */
  get started(): Promise<void> {
    return this.#started.promise;
  }

  /** Number of blocks heard of. */
  get height(): bigint {
    return this.#height ?? 0n;
  }

  /** Number of the oldest block kept; the height when none is. */
  get oldest(): bigint {
    return this.height - BigInt(this.#kept.length);
  }

  /** A kept block. */
  at(number: bigint): LedgerBlock | undefined {
    return this.#kept[Number(number - this.oldest)];
  }

  /** Calls back with every block from now on, in order, before anybody finds it here. */
  onBlock(listener: (block: LedgerBlock) => void): void {
    this.#listeners.push(listener);
  }

  /** Resolves when another block is there, or the signal aborts. */
  async grown(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    while (!signal.aborted) {
      try {
        this.#height ??= await this.#beginning();
        this.#started.resolve();
        for await (const block of this.#ledger.blocks(this.#height, signal)) this.#take(block);
      } catch (error) {
        if (signal.aborted) return;
        this.#options.onError(error);
        await delay(PAUSE_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #beginning(): Promise<bigint> {
    const { height } = await this.#ledger.status();
    return height > BLOCKS_BEFORE_START ? height - BLOCKS_BEFORE_START : 0n;
  }

  #take(block: LedgerBlock): void {
    for (const listener of this.#listeners) listener(block);
    this.#kept.push(block);
    this.#keptBytes += bytesOf(block);
    this.#height = block.number + 1n;
    this.#forgetOldest();
    for (const wake of this.#waiting) wake();
  }

  #forgetOldest(): void {
    const max = this.#options.keptBytesMax ?? KEPT_BYTES_MAX;
    let gone = 0;
    for (; this.#keptBytes > max && gone < this.#kept.length - 1; gone += 1) {
      this.#keptBytes -= bytesOf(this.#kept[gone] as LedgerBlock);
    }
    if (gone > 0) this.#kept = this.#kept.slice(gone);
  }
}

/** What a block weighs in memory, roughly: an empty one is not nothing. */
function bytesOf(block: LedgerBlock): number {
  let bytes = 1_000;
  for (const { writes } of block.transactions) {
    for (const { value } of writes) bytes += value?.length ?? 0;
  }
  return bytes;
}
