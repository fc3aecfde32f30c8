import { type LedgerBlock, LedgerError, type LedgerTransaction } from '@fapiao-ledger/network/ledger-client';
import { BlockStream } from '../../stream/block-stream.js';
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

/** The blocks that peers deliver, and what they say of transactions that wait for one. */
export class TransactionOutcomes {
  readonly #stream: BlockStream<LedgerBlock>;
  readonly #waiters = new Map<string, (outcome: Outcome) => void>();
  /** Why the stream was last lost. */
  #trouble: unknown;

  constructor(source: BlockSource) {
    this.#stream = new BlockStream(
      { open: (from, signal) => source.open(from ?? 'newest', signal) },
      {
        keptMax: RECENT_BLOCKS,
        weightOf: () => 1,
        onError: (trouble) => {
          this.#trouble = trouble;
        },
      },
    );
    this.#stream.onBlock(({ number, transactions }) => {
      for (const transaction of transactions) this.#tell(transaction, number);
    });
  }

  /**
   * Begins to listen, once; resolves when the position of the ledger is known.
   * @throws {LedgerError} LEDGER_UNAVAILABLE when no peer delivers blocks for a while
   */
  async start(): Promise<void> {
    if (this.#stream.height > 0n) return;
    this.#stream.start();
    await this.#stream.begun(AbortSignal.timeout(START_MS));
    if (this.#stream.height > 0n) return;
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
  recent(transactionId: string): Outcome | undefined {
    for (const { number, transactions } of this.#stream.kept) {
      const found = transactions.find(
        (each) => each.transactionId === transactionId && each.validationCode !== AGAIN,
      );
      if (found !== undefined) return { validationCode: found.validationCode, blockNumber: number };
    }
    return undefined;
  }

  async *blocks(from: bigint, signal: AbortSignal): AsyncIterable<LedgerBlock> {
    await this.start();
    yield* this.#stream.blocks(from, signal);
  }

  async close(): Promise<void> {
    await this.#stream.close();
  }

  #tell({ transactionId, validationCode }: LedgerTransaction, blockNumber: bigint): void {
    if (validationCode === AGAIN) return;
    const tell = this.#waiters.get(transactionId);
    this.#waiters.delete(transactionId);
    tell?.({ validationCode, blockNumber });
  }
}
