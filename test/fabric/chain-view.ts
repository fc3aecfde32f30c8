import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { LedgerBlock, LedgerClient } from '@fapiao-ledger/network/ledger-client';

/** What a ledger's blocks say: where each transaction is, and what the world state is after all of them. */
export class ChainView {
  /** Block and position, as versions of keys name it, by transaction id. */
  readonly #places = new Map<string, string>();
  readonly #transactions = new Map<string, string>();
  readonly #state = new Map<string, string>();
  readonly #stop = new AbortController();
  readonly #following: Promise<void>;

  constructor(client: Pick<LedgerClient, 'blocks'>, from: bigint) {
    this.#following = this.#follow(client.blocks(from, this.#stop.signal));
  }

  /** Waits until a block with the transaction has been seen. */
  async placeOf(transactionId: string): Promise<string> {
    for (;;) {
      const place = this.#places.get(transactionId);
      if (place !== undefined) return place;
      await delay(2);
    }
  }

  knownPlaceOf(transactionId: string): string | undefined {
    return this.#places.get(transactionId);
  }

  transactionAt(place: string): string | undefined {
    return this.#transactions.get(place);
  }

  /** SHA-256 over every key and value that the blocks have written. */
  digest(): string {
    const hash = createHash('sha256');
    for (const key of [...this.#state.keys()].sort()) hash.update(`${key}\n${this.#state.get(key)}\n`);
    return hash.digest('hex');
  }

  get keys(): number {
    return this.#state.size;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#following;
  }

  async #follow(blocks: AsyncIterable<LedgerBlock>): Promise<void> {
    for await (const block of blocks) {
      for (const { transactionId, position, writes } of block.transactions) {
        for (const { key, value } of writes) {
          if (value === undefined) this.#state.delete(key);
          else this.#state.set(key, Buffer.from(value).toString('base64'));
        }
        this.#transactions.set(`${block.number}/${position}`, transactionId);
        this.#places.set(transactionId, `${block.number}/${position}`);
      }
    }
  }
}
