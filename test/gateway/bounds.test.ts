import { networkOf } from '@fapiao-ledger/gateway/http/quotas/network-of';
import {
  kindOf,
  LIMITED_ROUTES,
  limitsOf,
  SMALL_BODY_BYTES,
  TURNS,
} from '@fapiao-ledger/gateway/http/quotas/route-limits';
import { TokenBuckets } from '@fapiao-ledger/gateway/http/quotas/token-buckets';
import { Turns } from '@fapiao-ledger/gateway/http/quotas/turns';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestGateway } from '../support/gateway.ts';
import { useFolder } from '../support/read-model-engines.ts';
import { refusal } from '../support/refusal.ts';

describe('a token bucket', () => {
  test('gives what was saved up at once, then its rate', () => {
    let now = 0;
    const buckets = new TokenBuckets(60, 10, () => now);
    const taken = Array.from({ length: 12 }, () => buckets.take('a', 1).isTaken);
    expect(taken.filter(Boolean)).toHaveLength(10);
    expect(buckets.take('a', 3)).toEqual({
      isTaken: false,
      remaining: 0,
      secondsToFull: 10,
      secondsToRetry: 3,
    });
    expect(buckets.take('b', 1).isTaken).toBe(true);
    now = 3_000;
    expect(buckets.take('a', 3).isTaken).toBe(true);
    expect(buckets.look('a').isTaken).toBe(false);
  });

  test('is paid back after it was overdrawn, and never by more than it holds', () => {
    let now = 0;
    const buckets = new TokenBuckets(60, 10, () => now);
    buckets.charge('a', 1_000_000);
    expect(buckets.look('a').isTaken).toBe(false);
    now = 10_999;
    expect(buckets.look('a').isTaken).toBe(false);
    now = 11_001;
    expect(buckets.look('a').isTaken).toBe(true);
  });

  test('takes a full bucket for what costs more than it holds, and nothing where its rate is 0', () => {
    expect(new TokenBuckets(60, 10, () => 0).take('a', 50).isTaken).toBe(true);
    expect(new TokenBuckets(0, 0, () => 0).take('a', 1)).toMatchObject({ isTaken: false, secondsToRetry: 1 });
  });

  test('forgets the oldest owners when there are too many', () => {
    const buckets = new TokenBuckets(60, 1, () => 0);
    buckets.take('first', 1);
    for (let at = 0; at < 20_000; at += 1) buckets.take(`other ${at}`, 1);
    expect(buckets.take('first', 1).isTaken).toBe(true);
  });
});

describe('turns', () => {
  test('are as many as there may be, in order, and each is handed on once', async () => {
    const turns = new Turns();
    const { runningMax } = TURNS.heavy;
    const ends = await Promise.all(Array.from({ length: runningMax }, () => turns.take('a', 'heavy')));
    const order: number[] = [];
    const later = [1, 2].map(async (at) => {
      const end = await turns.take('a', 'heavy');
      order.push(at);
      return end;
    });
    (await turns.take('b', 'heavy'))();
    (await turns.take('a', 'light'))();
    expect(order).toEqual([]);
    ends[0]?.();
    ends[0]?.();
    await later[0];
    expect(order).toEqual([1]);
    ends[1]?.();
    await later[1];
    expect(order).toEqual([1, 2]);
  });

  test('that too many wait for are refused', async () => {
    const turns = new Turns();
    const { runningMax, waitingMax } = TURNS.query;
    const taken = Array.from({ length: runningMax + waitingMax }, () => turns.take('a', 'query'));
    expect((await refusal(turns.take('a', 'query'))).code).toBe('QUOTA_EXCEEDED');
    for (const turn of taken) (await turn)();
    expect(await turns.take('a', 'query')).toBeTypeOf('function');
  });
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

describe('limits of routes', () => {
  const folder = useFolder();
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start({ readModel: `${folder()}/read-model.db` });
  });
  afterAll(async () => await gateway.close());
  const configured = { bodyBytesMax: 2_000_000 };

  test('name routes that there are', () => {
    const names = gateway.routes.map(({ method, path }) => `${method} ${path}`);
    expect(LIMITED_ROUTES.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('bound the requests of a caller to the read model, of each route that reads it', async () => {
    const nameOf = ({ method, path }: { readonly method: string; readonly path: string }) =>
      `${method} ${path}`;
    const without = await TestGateway.start();
    const others = new Set(without.routes.map(nameOf));
    await without.close();
    const reading = gateway.routes.filter((route) => route.method === 'get' && !others.has(nameOf(route)));
    expect(reading.map(nameOf)).toContain('get /v1/returns/{period}');
    const isBounded = (kind: unknown, cost: number): boolean =>
      (kind === 'query' || kind === 'heavy') && cost >= 5;
    const unbounded = reading.filter((route) => {
      const { kind, cost } = limitsOf(route, configured);
      return !isBounded(kind, cost);
    });
    expect(unbounded.map(nameOf)).toEqual([]);
  });

  test('give no body of JSON more than a few kilobytes, but drafts and rule sets', () => {
    const large = gateway.routes.filter(
      (route) => route.body !== undefined && limitsOf(route, configured).bodyBytesMax > SMALL_BODY_BYTES,
    );
    expect([...new Set(large.map(({ method, path }) => `${method} ${path}`))].toSorted()).toEqual([
      'post /v1/bureau/rule-sets',
      'post /v1/invoices',
      'post /v1/payments',
      'post /v1/verify',
    ]);
  });

  test('have room for a lock of a hundred invoices and its statement', () => {
    const invoices = Array.from({ length: 100 }, () => ({
      number: '9'.repeat(20),
      amount: `${'9'.repeat(15)}.99`,
    }));
    expect(JSON.stringify({ company: '9'.repeat(18), invoices }).length).toBeLessThan(SMALL_BODY_BYTES);
  });

  test('count a body without a Content-Length as a large one', () => {
    const issue = limitsOf({ method: 'post', path: '/v1/invoices' }, configured);
    expect([kindOf(issue, 600), kindOf(issue, 20_000), kindOf(issue, undefined)]).toEqual([
      'light',
      'heavy',
      'heavy',
    ]);
  });

  test('are kept: a larger body is refused before it is read', async () => {
    const reason = 'x'.repeat(SMALL_BODY_BYTES);
    const { status } = await gateway.officer.post(`/v1/bureau/invoices/${'1'.repeat(20)}/freeze`, { reason });
    expect(status).toBe(413);
  });
});
