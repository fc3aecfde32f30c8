import { BatchingQueue } from '@fapiao-ledger/network/embedded/in-process';
import { beforeEach, describe, expect, test } from 'vitest';
import { HandTimer } from '../support/hand-timer.ts';

interface Item {
  readonly name: string;
  readonly size: number;
}

let timer: HandTimer;
let queue: BatchingQueue<Item>;
beforeEach(() => {
  timer = new HandTimer();
  queue = new BatchingQueue<Item>({ countMax: 3, bytesMax: 100, waitMsMax: 5 }, timer);
});

const push = (...names: readonly string[]): void => {
  for (const name of names) queue.push({ name, size: 10 });
};
const names = (items: readonly Item[] | undefined): string[] | undefined => items?.map(({ name }) => name);

/** Whether `take` has something without more time passing. */
async function isReady(taking: Promise<unknown>): Promise<boolean> {
  const pause = new Promise((resolve) => setImmediate(resolve, 'nothing'));
  return (await Promise.race([taking, pause])) !== 'nothing';
}

describe('a block is cut', () => {
  test('when the first transaction has waited long enough', async () => {
    const taking = queue.take();
    push('a');
    timer.pass(4);
    push('b');
    expect(await isReady(taking)).toBe(false);
    timer.pass(1);
    expect(names(await taking)).toEqual(['a', 'b']);
  });

  test('at once when there are enough transactions', async () => {
    push('a', 'b', 'c', 'd');
    expect(names(await queue.take())).toEqual(['a', 'b', 'c']);
    expect(queue.length).toBe(1);
  });

  test('at once when there are enough bytes, before the one that is too much', async () => {
    queue.push({ name: 'a', size: 60 });
    queue.push({ name: 'b', size: 60 });
    expect(names(await queue.take())).toEqual(['a']);
  });

  test('around one that is larger than a block may be', async () => {
    queue.push({ name: 'large', size: 1000 });
    queue.push({ name: 'b', size: 10 });
    expect(names(await queue.take())).toEqual(['large']);
  });

  test('with all that came while the block before was being written', async () => {
    push('a');
    timer.pass(5);
    expect(names(await queue.take())).toEqual(['a']);
    push('b', 'c');
    timer.pass(5);
    expect(names(await queue.take())).toEqual(['b', 'c']);
  });

  test('again after a wait of its own for what was left over', async () => {
    push('a', 'b', 'c', 'd');
    await queue.take();
    const taking = queue.take();
    expect(await isReady(taking)).toBe(false);
    timer.pass(5);
    expect(names(await taking)).toEqual(['d']);
  });
});

test('a queue that is closed hands over what it has, and then nothing', async () => {
  push('a');
  const taking = queue.take();
  queue.close();
  expect(names(await taking)).toEqual(['a']);
  expect(await queue.take()).toBeUndefined();
});
