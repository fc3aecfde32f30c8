import { BlockStream } from '@fapiao-ledger/network/block-stream';
import { Growth } from '@fapiao-ledger/network/follow-blocks';
import { afterEach, describe, expect, test } from 'vitest';

interface Numbered {
  readonly number: bigint;
}

/** A chain that grows on demand, whose connections break or skip a block on demand. */
class Chain {
  readonly opened: (bigint | undefined)[] = [];
  readonly growth = new Growth();
  #height = 0;
  /** What happens to the connection before it delivers a block of this number, once. */
  readonly faults = new Map<number, 'break' | 'skip'>();

  grow(blocks = 1): void {
    this.#height += blocks;
    this.growth.step();
  }

  async *open(from: bigint | undefined, signal: AbortSignal): AsyncGenerator<Numbered> {
    this.opened.push(from);
    for (let next = Number(from ?? 0n); !signal.aborted; next += 1) {
      while (next >= this.#height && !signal.aborted) await this.growth.beyond(this.growth.steps, signal);
      const fault = this.faults.get(next);
      this.faults.delete(next);
      if (fault === 'break') throw new Error('the connection is lost');
      if (fault !== 'skip' && !signal.aborted) yield { number: BigInt(next) };
    }
  }
}

describe('a stream of blocks', () => {
  const streams: BlockStream<Numbered>[] = [];
  afterEach(async () => {
    await Promise.all(streams.splice(0).map((stream) => stream.close()));
  });

  function streamOf(chain: Chain, keptMax = 10): { stream: BlockStream<Numbered>; errors: unknown[] } {
    const errors: unknown[] = [];
    const onError = (error: unknown): void => void errors.push(error);
    const stream = new BlockStream<Numbered>(chain, { keptMax, weightOf: () => 1, onError });
    stream.start();
    streams.push(stream);
    return { stream, errors };
  }

  async function read(stream: BlockStream<Numbered>, from: bigint, count: number): Promise<number[]> {
    const numbers: number[] = [];
    for await (const { number } of stream.blocks(from, new AbortController().signal)) {
      numbers.push(Number(number));
      if (numbers.length === count) break;
    }
    return numbers;
  }

  const upTo = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

  test('gives every reader every block once, in order, whenever it comes', async () => {
    const chain = new Chain();
    const { stream } = streamOf(chain);
    const early = read(stream, 0n, 60);
    chain.grow(40);
    const late = read(stream, 0n, 60);
    chain.grow(20);
    expect(await early).toEqual(upTo(60));
    expect(await late).toEqual(upTo(60));
  });

  test('keeps the newest blocks, and reads older ones from the source again', async () => {
    const chain = new Chain();
    const { stream } = streamOf(chain);
    chain.grow(30);
    await read(stream, 29n, 1);
    expect([stream.oldest, stream.height]).toEqual([20n, 30n]);
    await read(stream, 20n, 10);
    expect(chain.opened).toEqual([undefined]);
    expect(await read(stream, 5n, 25)).toEqual(upTo(30).slice(5));
    expect(chain.opened).toEqual([undefined, 5n]);
  });

  test('keeps nothing for a reader that is slow, which misses nothing all the same', async () => {
    const chain = new Chain();
    const { stream } = streamOf(chain, 1);
    const slow = stream.blocks(0n, new AbortController().signal);
    chain.grow();
    expect((await slow.next()).value).toEqual({ number: 0n });
    chain.grow(20);
    await read(stream, 20n, 1);
    expect(stream.kept).toHaveLength(1);
    for (let number = 1n; number <= 20n; number += 1n) expect((await slow.next()).value).toEqual({ number });
  });

  test('opens again after a break, and where the source has skipped a block', async () => {
    const chain = new Chain();
    chain.faults.set(3, 'break').set(5, 'skip');
    const heard: number[] = [];
    const { stream, errors } = streamOf(chain);
    stream.onBlock(({ number }) => heard.push(Number(number)));
    chain.grow(8);
    expect(await read(stream, 0n, 8)).toEqual(upTo(8));
    expect(heard).toEqual(upTo(8));
    expect(errors.map(String)).toEqual([
      'Error: the connection is lost',
      expect.stringContaining('block 6 came while block 5 is awaited'),
    ]);
    expect(chain.opened).toEqual([undefined, 3n, 5n]);
  });

  test('calls listeners before the height counts a block and before a reader gets it', async () => {
    const chain = new Chain();
    const { stream } = streamOf(chain);
    const heights: bigint[] = [];
    stream.onBlock(() => heights.push(stream.height));
    chain.grow(2);
    await read(stream, 0n, 2);
    expect(heights).toEqual([0n, 1n]);
  });

  test('ends readers that wait when the signal aborts, and all when it is closed', async () => {
    const { stream } = streamOf(new Chain());
    const gone = new AbortController();
    const [left, stayed] = [stream.blocks(0n, gone.signal), stream.blocks(0n, new AbortController().signal)];
    const ends = [left.next(), stayed.next()];
    gone.abort();
    expect(await ends[0]).toEqual({ done: true, value: undefined });
    await stream.close();
    expect(await ends[1]).toEqual({ done: true, value: undefined });
  });
});
