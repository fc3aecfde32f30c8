import { randomUUID } from 'node:crypto';
import { BOUND_HEADERS } from '@fapiao-ledger/gateway/access/named-request';
import { createApp } from '@fapiao-ledger/gateway/app';
import { readConfig } from '@fapiao-ledger/gateway/config';
import { createLog } from '@fapiao-ledger/gateway/log';
import { listen } from '@fapiao-ledger/gateway/server';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { prefixOf } from '../support/calendar.ts';
import { custodyPlace, takeIntoCustody } from '../support/custody.ts';
import { draftOf, enterpriseCode } from '../support/drafts.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
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

const PATH = '/v1/bureau/segments';
const REFUSED = '401 CREDENTIAL_INVALID';

/** What an officer asks: a segment of numbers under a statement, for a token that names all of it. */
interface Asked {
  readonly raw: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function segment(count = 10): Promise<Asked> {
  const body = { seller: seller.code, profile: 'DIGITAL', prefix: prefixOf(gateway.month), count };
  return { raw: JSON.stringify(body), headers: await gateway.officer.statement('grant-segment', body) };
}

function tokenFor({ raw, headers }: Asked): string {
  return gateway.officer.tokenFor('POST', PATH, raw, headers);
}

async function sendWith(token: string, asked: Asked, path = PATH, url = gateway.url): Promise<Reply> {
  const headers = { Authorization: `Bearer ${token}`, ...asked.headers };
  return await send(url, 'POST', path, { raw: asked.raw, headers });
}

describe('a token that names an officer’s request, in other hands', () => {
  test('has no effect a second time', async () => {
    const asked = await segment();
    const token = tokenFor(asked);
    expect((await sendWith(token, asked)).status).toBe(201);
    const reply = await sendWith(token, asked);
    expect(refusalOf(reply)).toBe(REFUSED);
    expect((reply.body as { detail: string }).detail).toContain('was used before');
  });

  test('nor with another body, nor elsewhere, nor with another method or request id', async () => {
    const asked = await segment();
    const token = (): string => tokenFor(asked);
    expect(refusalOf(await sendWith(token(), { ...asked, raw: (await segment(11)).raw }))).toBe(REFUSED);
    expect(refusalOf(await sendWith(token(), { ...asked, raw: `${asked.raw} ` }))).toBe(REFUSED);
    expect(refusalOf(await sendWith(token(), asked, CREDITS))).toBe(REFUSED);
    expect(refusalOf(await sendWith(token(), { ...asked, headers: (await segment()).headers }))).toBe(
      REFUSED,
    );
    const headers = { Authorization: `Bearer ${token()}`, ...asked.headers };
    expect(refusalOf(await send(gateway.url, 'GET', PATH, { headers }))).toMatch(/^40[45] /);
    const taxpayer = `/v1/bureau/taxpayers/${seller.code}`;
    expect(refusalOf(await send(gateway.url, 'PATCH', taxpayer, { raw: '{}', headers }))).toBe(REFUSED);
    expect(refusalOf(await send(gateway.url, 'GET', `/v1/taxpayers/${seller.code}`, { headers }))).toBe(
      REFUSED,
    );
  });

  test('sent three times at once is used once', async () => {
    const asked = await segment();
    const once = tokenFor(asked);
    const replies = await Promise.all([1, 2, 3].map(async () => await sendWith(once, asked)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 401, 401]);
  });

  test('is not used up by a sender with another body', async () => {
    const asked = await segment();
    const own = tokenFor(asked);
    await sendWith(own, { ...asked, raw: '{}' });
    expect((await sendWith(own, asked)).status).toBe(201);
  });
});

describe('an officer’s whole request, in other hands', () => {
  let url: string;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const { limits } = readConfig({});
    const other = createApp({
      home: gateway.home,
      stream: gateway.stream,
      limits,
      log: createLog('silent', { write: () => undefined }),
    });
    const server = await listen(other, { host: '127.0.0.1', port: 0 });
    url = server.address;
    stop = async () => await server.stop(10_000);
  });
  afterAll(async () => await stop());

  test('is answered as the first time and changes nothing, here and at another gateway', async () => {
    const asked = await segment();
    const first = await sendWith(gateway.officer.token(), asked);
    expect(first.status).toBe(201);
    const height = (await gateway.home.client.status()).height;
    const stock = await gateway.officer.get(`/v1/credits/${seller.code}/${gateway.month}`);
    for (const at of [gateway.url, url]) {
      const again = await sendWith(gateway.officer.token(), asked, PATH, at);
      expect([again.status, again.body]).toEqual([201, first.body]);
    }
    const after = await gateway.officer.get<{ stock: unknown }>(
      `/v1/credits/${seller.code}/${gateway.month}`,
    );
    expect(after.body.stock).toEqual((stock.body as { stock: unknown }).stock);
    expect((await gateway.home.client.status()).height - height).toBeLessThanOrEqual(2n);
  });

  test('does not bring back what the bureau has changed since', async () => {
    const code = (await gateway.company()).code;
    const path = `/v1/bureau/taxpayers/${code}`;
    const reinstate = await gateway.officer.statement('amend-taxpayer', { code, status: 'ACTIVE' });
    const patch = async (headers: Record<string, string>, status: string): Promise<Reply> => {
      const authorization = { Authorization: `Bearer ${gateway.officer.token()}` };
      return await send(url, 'PATCH', path, { body: { status }, headers: { ...authorization, ...headers } });
    };
    expect((await patch(reinstate, 'ACTIVE')).status).toBe(200);
    const suspend = await gateway.officer.statement('amend-taxpayer', { code, status: 'SUSPENDED' });
    expect((await patch(suspend, 'SUSPENDED')).status).toBe(200);
    expect((await patch(reinstate, 'ACTIVE')).status).toBe(200);
    const { body } = await gateway.officer.get<{ status: string }>(`/v1/taxpayers/${code}`);
    expect(body.status).toBe('SUSPENDED');
  });
});

describe('a token that was used', () => {
  afterEach(() => void vi.useRealTimers());

  test('is remembered for as long as it would be valid', async () => {
    const asked = await segment();
    const own = tokenFor(asked);
    expect((await sendWith(own, asked)).status).toBe(201);
    for (const seconds of [200, 295, 305]) {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
      // Every use forgets what has expired.
      const other = { raw: '{}', headers: (await segment()).headers };
      const token = gateway.officer.tokenFor('POST', CREDITS, other.raw, other.headers);
      expect(refusalOf(await sendWith(token, other, CREDITS))).toBe('422 FIELD_REQUIRED');
      expect(refusalOf(await sendWith(own, asked)), `${seconds} s`).toBe(REFUSED);
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
    ['with a number for a request that is replaced', { ...whole, replaces: 1 }],
    ['with nothing but a lane', { lane: 'main' }],
  ])('%s is none', async (_, claims) => {
    const reply = await sendWith(gateway.officer.token({ claims }), { raw: '{}', headers: {} }, CREDITS);
    expect(refusalOf(reply)).toBe(REFUSED);
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
    expect(refusalOf(await issueWith(token, draft(), headers))).toBe(REFUSED);
    expect(refusalOf(await issueWith(inCustody.token(), draft(), headers))).toBe(REFUSED);
  });

  test('cannot be moved under another request id or into another lane on the way', async () => {
    const headers = { 'Idempotency-Key': randomUUID(), 'Fapiao-Lane': 'till-1' };
    const token = inCustody.tokenFor('POST', '/v1/invoices', draft(), headers);
    const { 'Fapiao-Lane': _lane, ...withoutLane } = headers;
    for (const changed of [
      { ...headers, 'Idempotency-Key': randomUUID() },
      { 'Fapiao-Lane': 'till-1' },
      { ...headers, 'Fapiao-Lane': 'till-2' },
      withoutLane,
    ]) {
      expect(refusalOf(await issueWith(token, draft(), changed))).toBe(REFUSED);
    }
    expect((await issueWith(token, draft(), headers)).status).toBe(201);
    const plain = inCustody.tokenFor('POST', '/v1/invoices', draft());
    expect(refusalOf(await issueWith(plain, draft(), withoutLane))).toBe(REFUSED);
  });

  test('cannot have the replaced request changed, removed or added on the way', async () => {
    const [kept, other] = [randomUUID(), randomUUID()];
    const headers = { 'Idempotency-Key': randomUUID(), 'Fapiao-Replaces': kept };
    const token = inCustody.tokenFor('POST', '/v1/invoices', draft(), headers);
    const { 'Fapiao-Replaces': _replaces, ...alone } = headers;
    for (const changed of [alone, { ...headers, 'Fapiao-Replaces': other }])
      expect(refusalOf(await issueWith(token, draft(), changed))).toBe(REFUSED);
    const plain = inCustody.tokenFor('POST', '/v1/invoices', draft(), alone);
    expect(refusalOf(await issueWith(plain, draft(), headers))).toBe(REFUSED);
    expect((await issueWith(token, draft(), headers)).status).toBe(201);
    const late = { 'Idempotency-Key': kept };
    const replaced = inCustody.tokenFor('POST', '/v1/invoices', draft(), late);
    expect(refusalOf(await issueWith(replaced, draft(), late))).toBe('409 REQUEST_REPLACED');
  });

  test('cancels the request that the token names and no other', async () => {
    const headers = { 'Idempotency-Key': randomUUID(), 'Fapiao-Replaces': randomUUID() };
    const path = '/v1/cancellations';
    const cancelWith = async (changed: Readonly<Record<string, string>>): Promise<Reply> => {
      const token = inCustody.tokenFor('POST', path, '{}', headers);
      return await send(gateway.url, 'POST', path, {
        raw: '{}',
        headers: { Authorization: `Bearer ${token}`, ...changed },
      });
    };
    expect(refusalOf(await cancelWith({ ...headers, 'Fapiao-Replaces': randomUUID() }))).toBe(REFUSED);
    expect((await cancelWith(headers)).status).toBe(200);
  });

  test('names in its token every header that is read and is in no statement', async () => {
    interface Described {
      paths: Record<string, Record<string, { parameters?: readonly { in: string; name: string }[] }>>;
    }
    const { body } = await gateway.anonymous<Described>('GET', '/openapi.json');
    const read = Object.values(body.paths)
      .flatMap(({ get: _get, ...writing }) => Object.values(writing))
      .flatMap(({ parameters = [] }) => parameters.filter((parameter) => parameter.in === 'header'))
      .map(({ name }) => name);
    const signed = ['Ledger', 'Key-Epoch', 'Not-After', 'Signature'].map((part) => `Fapiao-${part}`);
    const bound = Object.values(BOUND_HEADERS);
    expect([...new Set(read)].toSorted()).toEqual([...signed, ...bound].toSorted());
  });

  test('sends all lines to the lane that the token names', async () => {
    const headers = { 'Content-Type': 'application/x-ndjson', 'Fapiao-Lane': 'till-3' };
    const body = line();
    const token = inCustody.tokenFor('POST', '/v1/invoices', body, headers);
    expect(refusalOf(await issueWith(token, body))).toBe(REFUSED);
    expect((await issueWith(token, body, headers)).status).toBe(200);
  });

  test('issues line by line with a token for all lines', async () => {
    const body = `${line()}\n\n${line()}`;
    const token = inCustody.tokenFor('POST', '/v1/invoices', body);
    const other = await issueWith(token, `${body}\n${line()}`);
    expect(refusalOf(other)).toBe(REFUSED);
    const answers = await inCustody.bulk(body, token);
    expect(answers.map((answer) => [answer.line, answer.invoices?.length])).toEqual([
      [1, 1],
      [3, 1],
    ]);
    expect(refusalOf(await issueWith(inCustody.token(), body))).toBe(REFUSED);
  });
});

test('a caller that signs a statement needs no single-use token', async () => {
  const draft = draftOf(seller.code, { type: 'PERSON' });
  const headers = {
    Authorization: `Bearer ${seller.token()}`,
    'Content-Type': 'application/json',
    ...(await seller.statement('issue', { drafts: [draft] })),
  };
  const reply = await send(gateway.url, 'POST', '/v1/invoices', { body: draft, headers });
  expect(reply.status).toBe(201);
});
