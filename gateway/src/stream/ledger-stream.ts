import { BlockStream } from '@fapiao-ledger/network/block-stream';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { type ChangeBlock, changesIn } from './ledger-change.js';

type Ledger = Pick<LedgerClient, 'blocks' | 'status' | 'channel'>;

const KEPT_BYTES_MAX = 16_000_000;
/** Blocks from before the start that are read again, for callers that reconnect. */
const BLOCKS_BEFORE_START = 64n;

/**
 * Stream of the changes in a ledger's blocks, which are read and decoded once per process. It feeds the read model, the
 * event streams and the caches.
 */
export class LedgerStream extends BlockStream<ChangeBlock> {
  readonly #ledger: Ledger;

  /** @param onError gets the error that interrupts the stream */
  constructor(ledger: Ledger, onError: (error: unknown) => void, keptMax = KEPT_BYTES_MAX) {
    const open = async function* (
      from: bigint | undefined,
      signal: AbortSignal,
    ): AsyncGenerator<ChangeBlock> {
      const start = from ?? (await beginningOf(ledger));
      for await (const block of ledger.blocks(start, signal)) yield changesIn(block);
    };
    super({ open }, { keptMax, weightOf: ({ bytes }) => bytes, onError });
    this.#ledger = ledger;
  }

  get channel(): string {
    return this.#ledger.channel;
  }

  /** Returns the number of blocks that the ledger has now. @throws {LedgerError} */
  async ledgerHeight(): Promise<bigint> {
    return (await this.#ledger.status()).height;
  }
}

async function beginningOf(ledger: Ledger): Promise<bigint> {
  const { height } = await ledger.status();
  return height > BLOCKS_BEFORE_START ? height - BLOCKS_BEFORE_START : 0n;
}
