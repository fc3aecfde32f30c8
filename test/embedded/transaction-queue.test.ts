import { BatchingQueue } from '@fapiao-ledger/network/embedded/in-process';
import { beforeEach, describe, expect, test } from 'vitest';

interface Item {
  readonly name: string;
  readonly size: number;
}

let queue: BatchingQueue<Item>;
beforeEach(() => {
  queue = new BatchingQueue<Item>({ countMax: 3, bytesMax: 100 });
});

const push = (...names: readonly string[]): void => {
  for (const name of names) queue.push({ name, size: 10 });
};
const names = (items: readonly Item[] | undefined): string[] | undefined => items?.map(({ name }) => name);

describe('a block is cut', () => {
  test('as soon as there is a transaction', async () => {
    const taking = queue.take();
    push('a');
    expect(names(await taking)).toEqual(['a']);
  });

  test('with all that came while the block before was being written', async () => {
    push('a');
    await queue.take();
    push('b', 'c');
    expect(names(await queue.take())).toEqual(['b', 'c']);
  });

  test('when there are enough transactions, and the rest is left for the next', async () => {
    push('a', 'b', 'c', 'd');
    expect(names(await queue.take())).toEqual(['a', 'b', 'c']);
    expect(queue.length).toBe(1);
    expect(names(await queue.take())).toEqual(['d']);
  });

  test('when there are enough bytes, before the one that is too much', async () => {
    queue.push({ name: 'a', size: 60 });
    queue.push({ name: 'b', size: 60 });
    expect(names(await queue.take())).toEqual(['a']);
  });

  test('around one that is larger than a block may be', async () => {
    queue.push({ name: 'large', size: 1000 });
    queue.push({ name: 'b', size: 10 });
    expect(names(await queue.take())).toEqual(['large']);
  });
});

test('a queue that is closed hands over what it has, and then nothing', async () => {
  push('a');
  const taking = queue.take();
  queue.close();
  expect(names(await taking)).toEqual(['a']);
  expect(await queue.take()).toBeUndefined();
});
