import { randomUUID } from 'node:crypto';
import { createApp } from '@fapiao-ledger/gateway/app';
import { readConfig } from '@fapiao-ledger/gateway/config';
import { createLog } from '@fapiao-ledger/gateway/log';
import { listen } from '@fapiao-ledger/gateway/server';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { prefixOf } from '../support/calendar.ts';
import { custodyPlace, takeIntoCustody } from '../support/custody.ts';
import { draftOf, enterpriseCode } from '../support/drafts.ts';
import { TestGateway, told } from '../support/gateway.ts';
import { type MerchantClient, type Reply, send } from '../support/merchant-client.ts';

const CREDITS = '/v1/bureau/credits';
const place = custodyPlace();
let gateway: TestGateway;
let seller: MerchantClient;
let inCustody: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start({ custodian: place });
  seller = await gateway.seller();
  inCustody = await takeIntoCustody(gateway, enterpriseCode(6100));
  await gateway.grant(inCustody);
});
afterAll(async () => {
  await gateway.close();
  place.remove();
});

/** What an officer asks, as text: a segment of numbers, of which every repetition grants another. */
const segment = (count = 10): string =>
  JSON.stringify({ seller: seller.code, profile: 'DIGITAL', prefix: prefixOf(gateway.month), count });

async function sendWith(token: string, path: string, raw: string, to = gateway): Promise<Reply> {
  return await send(to.url, 'POST', path, { raw, headers: { Authorization: `Bearer ${token}` } });
}

const REFUSED = '401 CREDENTIAL_INVALID';

describe('a token of an officer that somebody else got hold of', () => {
  const path = '/v1/bureau/segments';
  let token: string;

  beforeAll(async () => {
    token = gateway.officer.tokenFor('POST', path, segment());
    expect((await sendWith(token, path, segment())).status).toBe(201);
  });

  test('does the same again neither here', async () => {
    const reply = await sendWith(token, path, segment());
    expect(told(reply)).toBe(REFUSED);
    expect((reply.body as { detail: string }).detail).toContain('was used before');
  });

  test('nor with another body, nor elsewhere, nor with another method', async () => {
    const unused = () => gateway.officer.tokenFor('POST', path, segment());
    expect(told(await sendWith(unused(), path, segment(11)))).toBe(REFUSED);
    expect(told(await sendWith(unused(), path, `${segment()} `))).toBe(REFUSED);
    expect(told(await sendWith(unused(), CREDITS, segment()))).toBe(REFUSED);
    const headers = { Authorization: `Bearer ${unused()}` };
    expect(told(await send(gateway.url, 'GET', '/v1/bureau/segments', { headers }))).toMatch(/^40[45] /);
    const taxpayer = `/v1/bureau/taxpayers/${seller.code}`;
    const amended = { raw: '{}', headers };
    expect(told(await send(gateway.url, 'PATCH', taxpayer, amended))).toBe(REFUSED);
  });

  test('reads nothing, and a token for reading writes nothing', async () => {
    const headers = { Authorization: `Bearer ${gateway.officer.tokenFor('POST', path, segment())}` };
    expect(told(await send(gateway.url, 'GET', `/v1/taxpayers/${seller.code}`, { headers }))).toBe(REFUSED);
    expect(told(await sendWith(gateway.officer.token(), path, segment()))).toBe(REFUSED);
  });

  test('sent twice at once is used once', async () => {
    const once = gateway.officer.tokenFor('POST', path, segment());
    const replies = await Promise.all([1, 2, 3].map(async () => await sendWith(once, path, segment())));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 401, 401]);
  });

  test('is not used up by whoever sends it with another body', async () => {
    const own = gateway.officer.tokenFor('POST', path, segment());
    await sendWith(own, path, '{}');
    expect((await sendWith(own, path, segment())).status).toBe(201);
  });
});

describe('shown to another gateway of the same ledger, a token that was used', () => {
  let url: string;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const { limits } = readConfig({});
    const other = createApp({
      home: gateway.home,
      limits,
      log: createLog('silent', { write: () => undefined }),
    });
    const server = await listen(other, { host: '127.0.0.1', port: 0 });
    url = server.address;
    stop = async () => await server.stop(10_000);
  });
  afterAll(async () => await stop());

  const atBoth = async (path: string, body: unknown): Promise<readonly Reply[]> => {
    const raw = JSON.stringify(body);
    const headers = { Authorization: `Bearer ${gateway.officer.tokenFor('POST', path, raw)}` };
    return [
      await send(gateway.url, 'POST', path, { raw, headers }),
      await send(url, 'POST', path, { raw, headers }),
    ];
  };

  test('grants nothing twice that has a request id', async () => {
    const asked = { ...(JSON.parse(segment()) as object), requestId: randomUUID() };
    const [first, second] = await atBoth('/v1/bureau/segments', asked);
    expect([first?.status, second?.status]).toEqual([201, 201]);
    expect(second?.body).toEqual(first?.body);
  });

  test('is refused by the ledger where something can be done but once', async () => {
    const [first, second] = await atBoth('/v1/bureau/periods', { month: '2020-01' });
    expect([first?.status, told(second as Reply)]).toEqual([201, '409 PERIOD_CLOSED']);
  });
});

describe('a token that was used', () => {
  afterEach(() => void vi.useRealTimers());

  test('is remembered for as long as it would be believed', async () => {
    const own = gateway.officer.tokenFor('POST', '/v1/bureau/segments', segment());
    expect((await sendWith(own, '/v1/bureau/segments', segment())).status).toBe(201);
    for (const seconds of [200, 295, 305]) {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
      // Every use forgets what has expired.
      const other = gateway.officer.tokenFor('POST', CREDITS, '{}');
      expect(told(await sendWith(other, CREDITS, '{}'))).toBe('422 FIELD_REQUIRED');
      expect(told(await sendWith(own, '/v1/bureau/segments', segment())), `${seconds} s`).toBe(REFUSED);
      vi.useRealTimers();
    }
  });
});

describe('a token that names its request', () => {
  const whole = { jti: randomUUID(), method: 'POST', path: CREDITS, body: 'x' };

  test.each([
    ['without an id', { ...whole, jti: undefined }],
    ['with an id that is too long', { ...whole, jti: 'x'.repeat(65) }],
    ['without a method', { ...whole, method: undefined }],
    ['without a path', { ...whole, path: undefined }],
    ['without a body', { ...whole, body: undefined }],
    ['with a number for a body', { ...whole, body: 1 }],
    ['with a number for a request id', { ...whole, requestId: 1 }],
    ['with nothing but a lane', { lane: 'main' }],
  ])('%s is none', async (_, claims) => {
    const reply = await sendWith(gateway.officer.token({ claims }), CREDITS, '{}');
    expect(told(reply)).toBe(REFUSED);
    expect((reply.body as { detail: string }).detail).toContain('jti of at most 64 characters');
  });
});

describe('a taxpayer whose key is in custody', () => {
  const issueWith = async (
    token: string,
    raw: string,
    more: Readonly<Record<string, string>> = { 'Content-Type': 'application/x-ndjson' },
  ): Promise<Reply> => {
    const headers = { Authorization: `Bearer ${token}`, ...more };
    return await send(gateway.url, 'POST', '/v1/invoices', { raw, headers });
  };
  const draft = (): string => JSON.stringify(draftOf(inCustody.code, { type: 'PERSON' }));
  const line = (): string =>
    JSON.stringify({ requestId: randomUUID(), invoices: [JSON.parse(draft()) as unknown] });

  test('issues with a token for that draft, once', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const token = inCustody.tokenFor('POST', '/v1/invoices', draft(), headers);
    expect((await issueWith(token, draft(), headers)).status).toBe(201);
    expect(told(await issueWith(token, draft(), headers))).toBe(REFUSED);
    expect(told(await issueWith(inCustody.token(), draft(), headers))).toBe(REFUSED);
  });

  test('has nobody on the way put it under another request id or into another lane', async () => {
    const headers = { 'Idempotency-Key': randomUUID(), 'Fapiao-Lane': 'till-1' };
    const token = inCustody.tokenFor('POST', '/v1/invoices', draft(), headers);
    const { 'Fapiao-Lane': _lane, ...withoutLane } = headers;
    for (const changed of [
      { ...headers, 'Idempotency-Key': randomUUID() },
      { 'Fapiao-Lane': 'till-1' },
      { ...headers, 'Fapiao-Lane': 'till-2' },
      withoutLane,
    ]) {
      expect(told(await issueWith(token, draft(), changed))).toBe(REFUSED);
    }
    expect((await issueWith(token, draft(), headers)).status).toBe(201);
    const plain = inCustody.tokenFor('POST', '/v1/invoices', draft());
    expect(told(await issueWith(plain, draft(), withoutLane))).toBe(REFUSED);
  });

  test('sends all lines to the lane that the token names', async () => {
    const headers = { 'Content-Type': 'application/x-ndjson', 'Fapiao-Lane': 'till-3' };
    const body = line();
    const token = inCustody.tokenFor('POST', '/v1/invoices', body, headers);
    expect(told(await issueWith(token, body))).toBe(REFUSED);
    expect((await issueWith(token, body, headers)).status).toBe(200);
  });

  test('issues line by line with a token for all lines', async () => {
    const body = `${line()}\n\n${line()}`;
    const token = inCustody.tokenFor('POST', '/v1/invoices', body);
    const other = await issueWith(token, `${body}\n${line()}`);
    expect(told(other)).toBe(REFUSED);
    const answers = await inCustody.bulk(body, token);
    expect(answers.map((answer) => [answer.line, answer.invoices?.length])).toEqual([
      [1, 1],
      [3, 1],
    ]);
    expect(told(await issueWith(inCustody.token(), body))).toBe(REFUSED);
  });
});

test('whoever signs a statement needs no token for the request alone', async () => {
  const draft = draftOf(seller.code, { type: 'PERSON' });
  const requestId = randomUUID();
  const headers = {
    Authorization: `Bearer ${seller.token()}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': requestId,
    'Fapiao-Signature': seller.sign('issue', requestId, { drafts: [draft] }),
  };
  const reply = await send(gateway.url, 'POST', '/v1/invoices', { body: draft, headers });
  expect(reply.status).toBe(201);
});
