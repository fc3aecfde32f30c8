import { Memo } from '@fapiao-ledger/gateway/ledger/memo';
import { describe, expect, test } from 'vitest';

/** Loads that a test ends by hand, in the order in which they began. */
class Loads {
  readonly begun: PromiseWithResolvers<string>[] = [];
  readonly memo = new Memo<string>(
    () => {
      const load = Promise.withResolvers<string>();
      this.begun.push(load);
      return load.promise;
    },
    { max: 10 },
  );

  /** Ends a load, and waits until what follows from it has happened. */
  async end(index: number, answer: string | Error): Promise<void> {
    const load = this.begun[index];
    if (answer instanceof Error) load?.reject(answer);
    else load?.resolve(answer);
    await new Promise(setImmediate);
  }
}

describe('a fresh answer', () => {
  test('is loaded after the call: callers during a load share the next one', async () => {
    const loads = new Loads();
    const first = loads.memo.fresh('key');
    const later = [loads.memo.fresh('key'), loads.memo.fresh('key'), loads.memo.fresh('key')];
    expect(loads.begun).toHaveLength(1);
    await loads.end(0, 'old');
    expect(loads.begun).toHaveLength(2);
    const last = loads.memo.fresh('key');
    await loads.end(1, 'new');
    await loads.end(2, 'newest');
    expect(await Promise.all([first, ...later, last])).toEqual(['old', 'new', 'new', 'new', 'newest']);
    expect(loads.begun).toHaveLength(3);
  });

  test('does not wait for the load of another key', () => {
    const loads = new Loads();
    void loads.memo.fresh('one');
    void loads.memo.fresh('another');
    expect(loads.begun).toHaveLength(2);
  });

  test('is loaded once more after a load that failed', async () => {
    const loads = new Loads();
    const first = expect(loads.memo.fresh('key')).rejects.toThrow('down');
    const second = loads.memo.fresh('key');
    await loads.end(0, new Error('down'));
    await first;
    await loads.end(1, 'up');
    expect([await second, await loads.memo.recent('key'), loads.begun.length]).toEqual(['up', 'up', 2]);
  });
});

test('a recent answer is the last one loaded, unless it was forgotten or failed', async () => {
  const loads = new Loads();
  const first = loads.memo.recent('key');
  await loads.end(0, 'one');
  expect([await first, await loads.memo.recent('key')]).toEqual(['one', 'one']);
  loads.memo.forget('key');
  const second = expect(loads.memo.recent('key')).rejects.toThrow('down');
  await loads.end(1, new Error('down'));
  await second;
  void loads.memo.recent('key');
  expect(loads.begun).toHaveLength(3);
});
