import { FairQueue } from '@fapiao-ledger/gateway/threads/fair-queue';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

function drained(queue: FairQueue<string>): readonly string[] {
  const items: string[] = [];
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) items.push(item);
  return items;
}

describe('work that waits', () => {
  test('of one owner is done in its order', () => {
    const queue = new FairQueue<string>();
    for (const item of ['a', 'b', 'c']) queue.push('one', 5, item);
    expect([queue.size, ...drained(queue)]).toEqual([3, 'a', 'b', 'c']);
  });

  test('of a late owner waits for one item of an early owner, not for all of them', () => {
    const queue = new FairQueue<string>();
    for (let at = 0; at < 100; at += 1) queue.push('flood', 10, `flood ${at}`);
    queue.shift();
    queue.push('late', 10, 'late');
    const items = drained(queue);
    expect(items.indexOf('late')).toBeLessThan(2);
  });

  test('of an owner with small pieces is done more often', () => {
    const queue = new FairQueue<string>();
    for (let at = 0; at < 20; at += 1) {
      queue.push('large', 100, 'large');
      queue.push('small', 10, 'small');
    }
    const first = drained(queue).slice(0, 22);
    expect(first.filter((item) => item === 'large').length).toBeLessThanOrEqual(3);
  });

  test('is never lost and never done twice, and no owner falls behind by more than one piece of each other', () => {
    const pushes = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 9 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(pushes, (list) => {
        const queue = new FairQueue<string>();
        for (const [at, [owner, cost]] of list.entries()) queue.push(owner, cost, `${owner}${cost} ${at}`);
        const items = drained(queue);
        expect(new Set(items).size).toBe(list.length);
        const served: Record<string, number> = { a: 0, b: 0, c: 0 };
        const left = { a: 0, b: 0, c: 0 } as Record<string, number>;
        for (const [owner] of list) left[owner] = (left[owner] ?? 0) + 1;
        for (const item of items) {
          const owner = item.charAt(0);
          const waiting = Object.keys(left).filter((other) => other !== owner && (left[other] ?? 0) > 0);
          for (const other of waiting)
            expect((served[owner] ?? 0) - (served[other] ?? 0)).toBeLessThanOrEqual(9);
          served[owner] = (served[owner] ?? 0) + Number(item.charAt(1));
          left[owner] = (left[owner] ?? 0) - 1;
        }
      }),
    );
  });

  test('makes room for an owner who has less, at the end of the one who has most', () => {
    const queue = new FairQueue<string>();
    for (const item of ['a', 'b', 'c']) queue.push('flood', 10, item);
    queue.push('few', 10, 'x');
    expect(queue.displaceFor('few')).toBe('c');
    expect([queue.displaceFor('few'), queue.displaceFor('flood'), queue.size]).toEqual([
      undefined,
      undefined,
      3,
    ]);
    queue.push('flood', 10, 'again');
    expect(drained(queue)).toEqual(['a', 'x', 'b', 'again']);
    expect(new FairQueue<string>().displaceFor('few')).toBeUndefined();
  });

  test('is given up together', () => {
    const queue = new FairQueue<string>();
    queue.push('a', 1, 'x');
    queue.push('b', 1, 'y');
    expect([queue.drain().toSorted(), queue.size, queue.shift()]).toEqual([['x', 'y'], 0, undefined]);
  });
});
