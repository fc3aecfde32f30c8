import { setTimeout as delay } from 'node:timers/promises';
import { Growth } from '@fapiao-ledger/network/follow-blocks';
import { gather } from './gather.js';
import type { ChangeBlock } from './ledger-change.js';
import type { LedgerStream } from './ledger-stream.js';

/** The blocks are of another ledger than the projection. */
export class OtherLedgerError extends Error {
  override readonly name = 'OtherLedgerError';
}

/** Data derived from a ledger's blocks, with its own checkpoint. */
export interface Projection {
  /** Number of blocks projected so far. */
  height(): Promise<bigint>;
  /**
   * Projects consecutive blocks together with the checkpoint, and skips those that were projected before.
   * @returns the height afterwards
   * @throws {OtherLedgerError}
   */
  apply(blocks: readonly ChangeBlock[]): Promise<bigint>;
  /** Empties the projection. The next block to project is the first. */
  clear(): Promise<void>;
}

export interface FollowerOptions {
  /** Gets the error that interrupted the projection, which continues after a pause. */
  readonly onError: (error: unknown) => void;
  readonly pauseMs?: number;
}

const PAUSE_MS = 1_000;

/** Keeps a projection up to date with a ledger. */
export class Follower {
  readonly #projection: Projection;
  readonly #stream: Pick<LedgerStream, 'blocks' | 'ledgerHeight'>;
  readonly #options: FollowerOptions;
  readonly #abort = new AbortController();
  readonly #growth = new Growth();
  #running: Promise<void> | undefined;
  #height = 0n;
  #isFailing = false;

  constructor(
    projection: Projection,
    stream: Pick<LedgerStream, 'blocks' | 'ledgerHeight'>,
    options: FollowerOptions,
  ) {
    this.#projection = projection;
    this.#stream = stream;
    this.#options = options;
  }

  /** Starts to follow, once. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the current transaction. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  /** Number of blocks that this process has projected or found projected. */
  get height(): bigint {
    return this.#height;
  }

  /** Whether the last attempt to continue failed. */
  get isFailing(): boolean {
    return this.#isFailing;
  }

  /** Waits until a number of blocks is projected, or the signal aborts. */
  async reached(height: bigint, signal: AbortSignal): Promise<void> {
    while (this.#height < height && !signal.aborted) await this.#growth.beyond(this.#growth.steps, signal);
  }

  async #run(): Promise<void> {
    while (!this.#abort.signal.aborted) {
      try {
        await this.#follow();
        return;
      } catch (error) {
        await this.#recover(error);
      }
    }
  }

  /** Follows from the last projected block on, which shows whether it is still the same ledger. */
  async #follow(): Promise<void> {
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, this.#abort.signal]);
    try {
      const height = await this.#projection.height();
      if ((await this.#stream.ledgerHeight()) < height)
        throw new OtherLedgerError('the ledger has fewer blocks than were projected');
      this.#advance(height);
      const from = height === 0n ? 0n : height - 1n;
      for await (const batch of gather(this.#stream.blocks(from, signal)))
        this.#advance(await this.#projection.apply(batch));
    } finally {
      ended.abort();
    }
  }

  async #recover(error: unknown): Promise<void> {
    if (this.#abort.signal.aborted) return;
    this.#isFailing = true;
    this.#options.onError(error);
    try {
      if (error instanceof OtherLedgerError) await this.#projection.clear();
    } catch (failure) {
      this.#options.onError(failure);
    }
    await delay(this.#options.pauseMs ?? PAUSE_MS, undefined, { signal: this.#abort.signal }).catch(() => {});
  }

  #advance(height: bigint): void {
    this.#height = height;
    this.#isFailing = false;
    this.#growth.step();
  }
}
