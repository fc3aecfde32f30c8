import { setTimeout as delay } from 'node:timers/promises';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { OtherLedgerError, type ReadModel } from '../read-model/read-model.js';
import { gather } from './gather.js';

export interface FollowerOptions {
  /** Told of what stopped the projection; it is taken up again after a pause. */
  readonly onError: (error: unknown) => void;
  readonly pauseMs?: number;
}

const PAUSE_MS = 1_000;

type Source = Pick<LedgerClient, 'blocks' | 'status'>;

/** Keeps a read model at the head of a ledger. */
export class Follower {
  readonly #model: ReadModel;
  readonly #ledger: Source;
  readonly #options: FollowerOptions;
  readonly #abort = new AbortController();
  #waiting: { readonly height: bigint; readonly resolve: () => void }[] = [];
  #running: Promise<void> | undefined;
  #height = 0n;
  #isFailing = false;

  constructor(model: ReadModel, ledger: Source, options: FollowerOptions) {
    this.#model = model;
    this.#ledger = ledger;
    this.#options = options;
  }

  /** Begins to follow, once. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the transaction that is under way. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  /** Blocks projected so far, as far as this process knows. */
  get height(): bigint {
    return this.#height;
  }

  /** Whether the last attempt to go on failed. */
  get isFailing(): boolean {
    return this.#isFailing;
  }

  /** Resolves when at least so many blocks are projected, or the signal aborts. */
  async reached(height: bigint, signal: AbortSignal): Promise<void> {
    if (this.#height >= height || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const waiter = { height, resolve };
      this.#waiting.push(waiter);
      signal.addEventListener('abort', () => this.#release((each) => each === waiter), { once: true });
    });
  }

  async #run(): Promise<void> {
    while (!this.#abort.signal.aborted) {
      try {
        await this.#follow();
      } catch (error) {
        await this.#recover(error);
      }
    }
  }

  /** From the last projected block on, which shows whether it is still the same ledger. */
  async #follow(): Promise<void> {
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, this.#abort.signal]);
    try {
      const height = await this.#model.height();
      if ((await this.#ledger.status()).height < height)
        throw new OtherLedgerError('the ledger has fewer blocks than were projected');
      this.#advance(height);
      const from = height === 0n ? 0n : height - 1n;
      for await (const batch of gather(this.#ledger.blocks(from, signal)))
        this.#advance(await this.#model.apply(batch));
    } finally {
      ended.abort();
    }
  }

  async #recover(error: unknown): Promise<void> {
    if (this.#abort.signal.aborted) return;
    this.#isFailing = true;
    this.#options.onError(error);
    try {
      if (error instanceof OtherLedgerError) await this.#model.clear();
    } catch (failure) {
      this.#options.onError(failure);
    }
    await delay(this.#options.pauseMs ?? PAUSE_MS, undefined, { signal: this.#abort.signal }).catch(() => {});
  }

  #advance(height: bigint): void {
    this.#height = height;
    this.#isFailing = false;
    this.#release((each) => each.height <= height);
  }

  #release(isDone: (waiter: { readonly height: bigint }) => boolean): void {
    const done = this.#waiting.filter(isDone);
    this.#waiting = this.#waiting.filter((each) => !isDone(each));
    for (const { resolve } of done) resolve();
  }
}
