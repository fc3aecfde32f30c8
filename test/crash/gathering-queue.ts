import type { TransactionQueue, Waiting } from '@fapiao-ledger/network/embedded/in-process';

/**
 * A queue that cuts a block when every announced transaction has arrived or has been refused. It sorts them by
 * transaction id: threads may be faster or slower, but the blocks of a seed stay the same.
 */
export class GatheringQueue implements TransactionQueue<Waiting> {
  #items: Waiting[] = [];
  #awaited = 0;
  #closed = false;
  #wake: () => void = () => {};

  get length(): number {
    return this.#items.length;
  }

  /** Announces how many transactions will be pushed, or refused before. */
  announce(count: number): void {
    this.#awaited = count;
  }

  turnedAway(): void {
    this.#awaited -= 1;
    this.#wake();
  }

  push(item: Waiting): void {
    this.#items.push(item);
    this.#wake();
  }

  async take(): Promise<Waiting[] | undefined> {
    while (this.#items.length === 0 || this.#items.length < this.#awaited) {
      if (this.#closed && this.#items.length === 0) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const batch = this.#items.toSorted((a, b) => (a.examined.txId < b.examined.txId ? -1 : 1));
    this.#items = [];
    return batch;
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }
}
