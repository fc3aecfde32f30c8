import { setTimeout as delay } from 'node:timers/promises';
import { type LedgerBlock, LedgerError, type LedgerTransaction } from '@fapiao-ledger/network/ledger-client';
import type { BlockSource } from './block-source.js';

/** What became of a transaction, and where. */
export interface Outcome {
  readonly validationCode: string;
  readonly blockNumber: bigint;
}

/** How many blocks are kept for readers that are a little behind; those further behind read from a peer. */
const RECENT_BLOCKS = 64;
/** An envelope that was ordered twice: what became of the transaction is told where it is first mentioned. */
const AGAIN = 'DUPLICATE_TXID';
const START_MS = 15_000;
const REOPEN_MS = 100;
const REOPEN_MAX_MS = 2000;

/**
 * The one stream of blocks of a process. It tells who waits for a transaction what became of it, and feeds
 * readers of blocks; after a lost connection it goes on after the last block it has, so nothing is
 * missed and nothing comes twice.
 */
export class BlockHub {
  readonly #source: BlockSource;
  readonly #abort = new AbortController();
  readonly #waiters = new Map<string, (outcome: Outcome) => void>();
  /** In order, without gaps. */
  readonly #recent: LedgerBlock[] = [];
  /** Whom to wake when there is another block, or the hub is closed. */
  #wake = Promise.withResolvers<void>();
  #running: Promise<void> | undefined;
  /** Why the stream was last lost. */
  #trouble: unknown;

  constructor(source: BlockSource) {
    this.#source = source;
  }

  /**
   * Begins to listen, once; resolves when the position of the ledger is known.
   * @throws {LedgerError} LEDGER_UNAVAILABLE when no peer delivers blocks for a while
   */
  async start(): Promise<void> {
    this.#running ??= this.#run();
    if (this.#recent.length > 0) return;
    const late = AbortSignal.timeout(START_MS);
    while (this.#recent.length === 0 && !this.#closed && !late.aborted)
      await orAborted(this.#wake.promise, late);
    if (this.#recent.length > 0) return;
    throw new LedgerError('LEDGER_UNAVAILABLE', 'no peer delivers blocks', {
      stage: 'commit-status',
      cause: this.#trouble,
    });
  }

  /** Calls back when a block carries the transaction. @returns how to stop waiting */
  watch(transactionId: string, tell: (outcome: Outcome) => void): () => void {
    this.#waiters.set(transactionId, tell);
    return () => this.#waiters.delete(transactionId);
  }

  /** What became of a transaction of the last few blocks. */
  recentOutcome(transactionId: string): Outcome | undefined {
    for (const block of this.#recent) {
      const found = block.transactions.find(
        (each) => each.transactionId === transactionId && each.validationCode !== AGAIN,
      );
      if (found !== undefined) return { validationCode: found.validationCode, blockNumber: block.number };
    }
    return undefined;
  }

  async *blocks(from: bigint, signal: AbortSignal): AsyncIterable<LedgerBlock> {
    await this.start();
    let next = from;
    while (!signal.aborted && !this.#closed) {
      const first = this.#recent[0]?.number ?? 0n;
      if (next < first) {
        for await (const block of this.#older(next, first, signal)) {
          yield block;
          next = block.number + 1n;
        }
        continue;
      }
      const block = this.#recent[Number(next - first)];
      if (block === undefined) await orAborted(this.#wake.promise, signal);
      else {
        yield block;
        next += 1n;
      }
    }
  }

  async close(): Promise<void> {
    this.#abort.abort();
    this.#wake.resolve();
    await this.#running;
  }

  get #closed(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Blocks before those that are kept, from a stream of their own; ends early when that is lost. */
  async *#older(from: bigint, to: bigint, signal: AbortSignal): AsyncIterable<LedgerBlock> {
    const either = AbortSignal.any([signal, this.#abort.signal]);
    try {
      for await (const block of this.#source.open(from, either)) {
        if (block.number >= to) return;
        yield block;
      }
    } catch {
      if (!either.aborted) await delay(REOPEN_MS);
    }
  }

  async #run(): Promise<void> {
    let pause = REOPEN_MS;
    while (!this.#closed) {
      const last = this.#recent.at(-1);
      try {
        for await (const block of this.#source.open(last ? last.number + 1n : 'newest', this.#abort.signal)) {
          this.#take(block);
          pause = REOPEN_MS;
        }
      } catch (trouble) {
        this.#trouble = trouble;
        // Whatever it was, the cure is the same: go on with the next peer, a little slower each time.
        if (!this.#closed) await delay(pause, undefined, { signal: this.#abort.signal }).catch(() => {});
        pause = Math.min(2 * pause, REOPEN_MAX_MS);
      }
    }
  }

  #take(block: LedgerBlock): void {
    this.#recent.push(block);
    if (this.#recent.length > RECENT_BLOCKS) this.#recent.shift();
    for (const transaction of block.transactions) this.#tell(transaction, block.number);
    const woken = this.#wake;
    this.#wake = Promise.withResolvers<void>();
    woken.resolve();
  }

  #tell({ transactionId, validationCode }: LedgerTransaction, blockNumber: bigint): void {
    if (validationCode === AGAIN) return;
    const tell = this.#waiters.get(transactionId);
    this.#waiters.delete(transactionId);
    tell?.({ validationCode, blockNumber });
  }
}

function orAborted(wait: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = (): void => resolve();
  signal.addEventListener('abort', stop, { once: true });
  void wait.then(resolve);
  return promise.finally(() => signal.removeEventListener('abort', stop));
}
