import { type PoolOptions, ThreadPool } from '@fapiao-ledger/gateway/threads/thread-pool';
import { afterEach, describe, expect, test } from 'vitest';
import { refusal } from '../../support/refusal.ts';
import type { Task } from './fixtures/task-thread.ts';

type Pool = ThreadPool<Task, unknown>;

const codeOf = async (call: Promise<unknown>): Promise<string> => (await refusal(call)).code;

const opened: Pool[] = [];
afterEach(async () => {
  for (const pool of opened.splice(0)) await pool.close();
});

function poolOf(changes: Partial<PoolOptions> = {}): Pool {
  const pool: Pool = new ThreadPool({
    module: new URL('fixtures/task-thread.ts', import.meta.url),
    data: 'for all of them',
    threadsMax: 2,
    waitingMax: 2,
    taskTimeoutMs: 60_000,
    heapMb: 256,
    idleMs: 60_000,
    busyMessage: 'too many wait',
    ...changes,
  });
  opened.push(pool);
  return pool;
}

/** Tasks that last until they are let go. */
function held(pool: Pool, count: number): { answers: Promise<unknown>[]; letGo: () => void } {
  const gates = Array.from({ length: count }, () => new SharedArrayBuffer(4));
  const letGo = (): void => {
    for (const gate of gates) {
      Atomics.store(new Int32Array(gate), 0, 1);
      Atomics.notify(new Int32Array(gate), 0);
    }
  };
  return { answers: gates.map((gate) => pool.run(gate)), letGo };
}

describe('threads', () => {
  test('start with the first task, and one is enough for tasks one after the other', async () => {
    const pool = poolOf();
    expect(pool.size).toBe(0);
    const first = await pool.run('answer');
    expect(await pool.run('answer')).toBe(first);
    expect(pool.size).toBe(1);
  });

  test('are at most the permitted number when many tasks arrive together', async () => {
    const pool = poolOf({ waitingMax: 4 });
    const { answers, letGo } = held(pool, 6);
    expect(pool.size).toBe(2);
    letGo();
    expect(new Set(await Promise.all(answers)).size).toBe(2);
  });

  test('have the data that they got, and no settings of the process', async () => {
    expect(await poolOf().run('settings')).toEqual({ data: 'for all of them', environment: [] });
  });

  test('end when there is nothing to do for a while, and start again', async () => {
    const pool = poolOf({ idleMs: 1 });
    const first = await pool.run('answer');
    await expect.poll(() => pool.size).toBe(0);
    expect(await pool.run('answer')).not.toBe(first);
  });
});

describe('a task', () => {
  test('is refused when too many wait, and those that wait are answered', async () => {
    const pool = poolOf();
    const { answers, letGo } = held(pool, 4);
    expect(await codeOf(pool.run('answer'))).toBe('GATEWAY_BUSY');
    letGo();
    expect(await Promise.all(answers)).toHaveLength(4);
    expect(await pool.run('answer')).toBeTypeOf('number');
  });

  test('of an owner who has few takes the place of one of an owner who has filled the queue', async () => {
    const pool = poolOf({ threadsMax: 1, waitingMax: 3 });
    const { answers, letGo } = held(pool, 1);
    const flood = { owner: 'flood', cost: 1 };
    const many = [1, 2, 3].map(async () => await pool.run('answer', flood));
    const last = many.pop() as Promise<unknown>;
    const few = pool.run('answer', { owner: 'few', cost: 1 });
    expect(await codeOf(last)).toBe('GATEWAY_BUSY');
    expect(await codeOf(pool.run('answer', flood))).toBe('GATEWAY_BUSY');
    letGo();
    expect(await Promise.all([...answers, ...many, few])).toHaveLength(4);
  });

  test.each<Task>(['throw', 'exit'])('that does "%s" takes no other with it', async (bad) => {
    const pool = poolOf({ threadsMax: 1 });
    const broken = codeOf(pool.run(bad));
    const after = pool.run('answer');
    expect(await broken).toBe('GATEWAY_BUSY');
    expect(await after).toBeTypeOf('number');
    expect(pool.size).toBe(1);
  });

  test('that never ends is ended, and the next one gets a thread of its own', async () => {
    const pool = poolOf({ threadsMax: 1, taskTimeoutMs: 1_000 });
    expect(await codeOf(pool.run('hang'))).toBe('GATEWAY_BUSY');
    expect(pool.size).toBe(0);
    const patient = poolOf({ threadsMax: 1 });
    expect(await patient.run('answer')).toBeTypeOf('number');
  });
});

test('a pool that is closed gives up what runs and what waits, and takes nothing more', async () => {
  const pool = poolOf({ threadsMax: 1 });
  const codes = [codeOf(pool.run('hang')), codeOf(pool.run('answer'))];
  await pool.close();
  expect(await Promise.all([...codes, codeOf(pool.run('answer'))])).toEqual(Array(3).fill('GATEWAY_BUSY'));
});
