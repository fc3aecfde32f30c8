import { BlockStream } from '../../block-stream.js';
import { type LedgerBlock, LedgerError, type LedgerTransaction } from '../../ledger-client.js';
import type { BlockSource } from './block-source.js';

/** The validation code of a transaction, and its block. */
export interface Outcome {
  readonly validationCode: string;
  readonly blockNumber: bigint;
}

/** Number of blocks kept for readers that are slightly behind. Others read from a peer. */
const RECENT_BLOCKS = 64;
/** Validation code of an envelope that was ordered again. The first envelope has the outcome. */
const AGAIN = 'DUPLICATE_TXID';
const START_MS = 15_000;

/** Follows the blocks that peers deliver, and reports the outcomes of transactions. */
export class TransactionOutcomes {
  readonly #stream: BlockStream<LedgerBlock>;
  readonly #waiters = new Map<string, (outcome: Outcome) => void>();
  /** Cause of the last interruption of the stream. */
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
   * Starts to follow, once, and waits until the height of the ledger is known.
   * @throws {LedgerError} LEDGER_UNAVAILABLE when no peer delivers a block within 15 s
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

  /** Calls back when a block has the transaction. @returns a function that stops waiting */
  watch(transactionId: string, tell: (outcome: Outcome) => void): () => void {
    this.#waiters.set(transactionId, tell);
    return () => this.#waiters.delete(transactionId);
  }

  /** Returns the outcome of a transaction in one of the kept blocks. */
  recent(transactionId: string): Outcome | undefined {
    for (const { number, transactions } of this.#stream.kept) {
      const transaction = transactions.find(
        (each) => each.transactionId === transactionId && each.validationCode !== AGAIN,
      );
      if (transaction !== undefined)
        return { validationCode: transaction.validationCode, blockNumber: number };
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
