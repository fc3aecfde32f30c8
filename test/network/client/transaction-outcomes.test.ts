import { TransactionOutcomes } from '@fapiao-ledger/network/fabric/client/transaction-outcomes';
import type { LedgerBlock } from '@fapiao-ledger/network/ledger-client';
import { afterEach, describe, expect, test } from 'vitest';

/** A chain that grows on demand, and a connection to it that breaks on demand. */
class Chain {
  readonly blocks: LedgerBlock[] = [];
  readonly opened: (bigint | 'newest')[] = [];
  #changed = Promise.withResolvers<void>();
  #breaks = 0;

  grow(...transactionIds: readonly string[]): void {
    this.growBy('VALID', ...transactionIds);
  }

  growBy(validationCode: string, ...transactionIds: readonly string[]): void {
    const transactions = transactionIds.map((transactionId, position) => ({
      transactionId,
      position,
      validationCode,
      timestamp: '2026-03-01T08:00:00.000Z',
      writes: [],
    }));
    this.blocks.push({ number: BigInt(this.blocks.length), transactions });
    this.#notify();
  }

  break(): void {
    this.#breaks += 1;
    this.#notify();
  }

  async *open(from: bigint | 'newest', signal: AbortSignal): AsyncGenerator<LedgerBlock> {
    this.opened.push(from);
    const breaks = this.#breaks;
    const stop = (): void => this.#notify();
    signal.addEventListener('abort', stop);
    for (let next = from === 'newest' ? this.blocks.length - 1 : Number(from); ; ) {
      if (signal.aborted || this.#breaks > breaks) throw new Error('the connection is lost');
      const block = this.blocks[next];
      if (block === undefined) await this.#changed.promise;
      else {
        yield block;
        next += 1;
      }
    }
  }

  #notify(): void {
    const changed = this.#changed;
    this.#changed = Promise.withResolvers<void>();
    changed.resolve();
  }
}

describe('the outcomes of transactions', () => {
  const all: TransactionOutcomes[] = [];
  afterEach(async () => {
    await Promise.all(all.splice(0).map((outcomes) => outcomes.close()));
  });

  function outcomesOf(chain: Chain): TransactionOutcomes {
    const outcomes = new TransactionOutcomes(chain);
    all.push(outcomes);
    return outcomes;
  }

  async function read(outcomes: TransactionOutcomes, from: bigint, count: number): Promise<number[]> {
    const numbers: number[] = [];
    const enough = new AbortController();
    for await (const { number } of outcomes.blocks(from, enough.signal)) {
      numbers.push(Number(number));
      if (numbers.length === count) enough.abort();
    }
    return numbers;
  }

  test('tells who waits for a transaction where it is', async () => {
    const chain = new Chain();
    chain.grow();
    const outcomes = outcomesOf(chain);
    await outcomes.start();
    const outcome = new Promise((resolve) => outcomes.watch('b', resolve));
    chain.grow('a', 'b');
    expect(await outcome).toEqual({ validationCode: 'VALID', blockNumber: 1n });
    expect(outcomes.recent('a')).toEqual({ validationCode: 'VALID', blockNumber: 1n });
    expect(outcomes.recent('c')).toBeUndefined();
  });

  test('reports only the first envelope of a transaction that was sent twice', async () => {
    const chain = new Chain();
    chain.grow();
    const outcomes = outcomesOf(chain);
    await outcomes.start();
    const outcome = new Promise((resolve) => outcomes.watch('twice', resolve));
    chain.growBy('DUPLICATE_TXID', 'twice');
    chain.growBy('MVCC_READ_CONFLICT', 'twice');
    expect(await outcome).toEqual({ validationCode: 'MVCC_READ_CONFLICT', blockNumber: 2n });
    expect(outcomes.recent('twice')).toEqual(await outcome);
  });

  test('continues after its last block when the connection is lost', async () => {
    const chain = new Chain();
    chain.grow();
    const outcomes = outcomesOf(chain);
    await outcomes.start();
    const outcome = new Promise((resolve) => outcomes.watch('meanwhile', resolve));
    chain.break();
    chain.grow('meanwhile');
    await outcome;
    expect(chain.opened).toEqual(['newest', 1n]);
  });

  test('gives blocks from any number on, in order, once each', async () => {
    const chain = new Chain();
    for (let block = 0; block < 200; block += 1) chain.grow(`t${block}`);
    const outcomes = outcomesOf(chain);
    const reading = read(outcomes, 0n, 203);
    await outcomes.start();
    for (const transaction of ['x', 'y', 'z']) chain.grow(transaction);
    expect(await reading).toEqual(Array.from({ length: 203 }, (_, index) => index));
  });

  test('reads on although the connection breaks in between', async () => {
    const chain = new Chain();
    for (let block = 0; block < 100; block += 1) chain.grow();
    const outcomes = outcomesOf(chain);
    const reading = read(outcomes, 50n, 52);
    await outcomes.start();
    chain.break();
    chain.grow();
    chain.grow();
    expect(await reading).toEqual(Array.from({ length: 52 }, (_, index) => 50 + index));
  });

  test('ends its readers when it is closed', async () => {
    const chain = new Chain();
    chain.grow();
    const outcomes = outcomesOf(chain);
    const reader = outcomes.blocks(0n, new AbortController().signal)[Symbol.asyncIterator]();
    expect((await reader.next()).value).toMatchObject({ number: 0n });
    const next = reader.next();
    await outcomes.close();
    expect(await next).toEqual({ done: true, value: undefined });
  });
});
