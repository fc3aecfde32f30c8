import { setTimeout as delay } from 'node:timers/promises';
import { InvariantError } from '@fapiao-ledger/core';
import { follow, Growth } from './follow-blocks.js';

interface Numbered {
  readonly number: bigint;
}

export interface StreamSource<Block> {
  /**
   * Yields blocks in order, without an end.
   * @param from number of the first block; when undefined, the source chooses it
   * @throws when the connection is lost; the stream opens again after its last block
   */
  open(from: bigint | undefined, signal: AbortSignal): AsyncIterable<Block>;
}

export interface StreamOptions<Block> {
  /** Most weight of the blocks that are kept for readers. The newest block is always kept. */
  readonly keptMax: number;
  readonly weightOf: (block: Block) => number;
  /** Gets the error that interrupted the stream, which continues after a pause. */
  readonly onError: (error: unknown) => void;
}

const REOPEN_MS = 100;
const REOPEN_MAX_MS = 2_000;

/**
 * Follows a chain once for all readers in the process. Each reader reads blocks at its own pace, without a queue: the
 * newest blocks are kept here, and older ones are read from the source again. Each reader gets every block exactly
 * once, also after a lost connection.
 */
export class BlockStream<Block extends Numbered> {
  readonly #source: StreamSource<Block>;
  readonly #options: StreamOptions<Block>;
  readonly #listeners: ((block: Block) => void)[] = [];
  readonly #growth = new Growth();
  readonly #closed = new AbortController();
  /** The newest blocks in order, without gaps. */
  #kept: Block[] = [];
  #weight = 0;
  #height = 0n;
  #running: Promise<void> | undefined;

  constructor(source: StreamSource<Block>, options: StreamOptions<Block>) {
    this.#source = source;
    this.#options = options;
  }

  /** Starts to follow, once. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends every reader. */
  async close(): Promise<void> {
    this.#closed.abort();
    this.#growth.end();
    await this.#running;
  }

  /** Waits until the first block is there, the stream is closed, or the signal aborts. */
  async begun(signal: AbortSignal): Promise<void> {
    await this.#growth.beyond(0, signal);
  }

  /** Number of the newest block, plus one; 0 before the first one. */
  get height(): bigint {
    return this.#height;
  }

  /** Number of the oldest block that is kept. */
  get oldest(): bigint {
    return this.#height - BigInt(this.#kept.length);
  }

  get kept(): readonly Block[] {
    return this.#kept;
  }

  /** Calls back with every block from now on, in order, before `height` counts it and before readers get it. */
  onBlock(listener: (block: Block) => void): void {
    this.#listeners.push(listener);
  }

  /** Yields blocks from a number on, in order and without gaps, until the signal aborts or the stream is closed. */
  async *blocks(from: bigint, signal: AbortSignal): AsyncGenerator<Block> {
    yield* follow(from, signal, this.#growth, (number) => {
      if (number < this.oldest) return this.#older(number, signal);
      // A single block, so that a slow reader does not hold blocks that are no longer kept.
      const block = this.#kept[Number(number - this.oldest)];
      return block === undefined ? [] : [block];
    });
  }

  async *#older(from: bigint, signal: AbortSignal): AsyncGenerator<Block> {
    const ended = AbortSignal.any([signal, this.#closed.signal]);
    for await (const block of this.#opened(from, ended)) {
      if (block.number >= this.oldest) return;
      yield block;
    }
  }

  async #run(): Promise<void> {
    for await (const block of this.#opened(undefined, this.#closed.signal)) this.#take(block);
  }

  /** Yields the blocks of the source. When it fails, it is opened again after the last block. */
  async *#opened(from: bigint | undefined, signal: AbortSignal): AsyncGenerator<Block> {
    let next = from;
    let pause = REOPEN_MS;
    while (!signal.aborted) {
      try {
        for await (const block of this.#source.open(next, signal)) {
          if (next !== undefined && block.number !== next)
            throw new InvariantError(`block ${block.number} came while block ${next} is awaited`);
          next = block.number + 1n;
          pause = REOPEN_MS;
          yield block;
        }
      } catch (error) {
        if (signal.aborted) return;
        this.#options.onError(error);
        await delay(pause, undefined, { signal }).catch(() => undefined);
        pause = Math.min(2 * pause, REOPEN_MAX_MS);
      }
    }
  }

  #take(block: Block): void {
    for (const listener of this.#listeners) listener(block);
    this.#kept.push(block);
    this.#weight += this.#options.weightOf(block);
    this.#height = block.number + 1n;
    this.#forgetOldest();
    this.#growth.step();
  }

  #forgetOldest(): void {
    const { keptMax, weightOf } = this.#options;
    let gone = 0;
    for (const block of this.#kept) {
      if (this.#weight <= keptMax || gone === this.#kept.length - 1) break;
      this.#weight -= weightOf(block);
      gone += 1;
    }
    if (gone > 0) this.#kept = this.#kept.slice(gone);
  }
}
