import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import type { MerchantClient, ProblemBody, Reply } from '../support/merchant-client.ts';

const BODY_BYTES_MAX = 100_000;

let gateway: TestGateway;
let seller: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start({ limits: { bodyBytesMax: BODY_BYTES_MAX } });
  seller = await gateway.seller();
});
afterAll(async () => await gateway.close());

const text = (): string => JSON.stringify(draftOf(seller.code, enterprise(seller.code)));

async function statementHeaders(): Promise<Record<string, string>> {
  return await seller.statement('issue', {});
}

async function issueRaw(raw: string | Uint8Array<ArrayBuffer>, headers = {}): Promise<Reply<ProblemBody>> {
  return await seller.send<ProblemBody>('POST', '/v1/invoices', {
    raw,
    headers: { ...(await statementHeaders()), ...headers },
  });
}

/** A value in place of a draft, rightly signed: only its shape is wrong. */
async function issueValue(value: unknown): Promise<Reply<ProblemBody>> {
  const headers = await seller.statement('issue', { drafts: [value] });
  return await seller.send<ProblemBody>('POST', '/v1/invoices', { raw: JSON.stringify(value), headers });
}

describe('text that is not one JSON value in one reading', () => {
  const cases: readonly [string, () => string | Uint8Array<ArrayBuffer>][] = [
    ['nothing', () => ''],
    ['half a document', () => text().slice(0, -1)],
    ['two documents', () => text() + text()],
    ['a key that stands twice', () => text().replace('{', '{"type":"SPECIAL",')],
    ['a key that stands twice, once escaped', () => text().replace('{', '{"t\\u0079pe":"SPECIAL",')],
    ['__proto__', () => text().replace('{', '{"__proto__":{"type":"SPECIAL"},')],
    ['a fraction', () => text().replace('"4197.17"', '4197.17')],
    ['a number with an exponent', () => text().replace('"4197.17"', '1e3')],
    ['a whole number that floats cannot hold', () => text().replace('"4197.17"', '9007199254740993')],
    ['NaN', () => text().replace('"4197.17"', 'NaN')],
    ['a lone surrogate', () => text().replace('示例', '\\ud800')],
    ['deep nesting', () => '['.repeat(10_000)],
    ['a comment', () => `/* */${text()}`],
    ['a byte order mark', () => `\ufeff${text()}`],
    ['bytes that are not UTF-8', () => Uint8Array.of(0x22, 0xff, 0xfe, 0x22)],
  ];

  test.each(cases)('%s', async (_, raw) => {
    expect(refusalOf(await issueRaw(raw()))).toBe('400 JSON_INVALID');
  });
});

describe('values of another shape', () => {
  const cases: readonly [string, (draft: ReturnType<typeof draftOf>) => unknown, string][] = [
    ['an unknown field', (draft) => ({ ...draft, more: 1 }), 'FIELD_UNKNOWN /more'],
    ['constructor', (draft) => ({ ...draft, constructor: {} }), 'FIELD_UNKNOWN /constructor'],
    [
      'a number for an amount',
      (draft) => ({ ...draft, totals: { ...draft.totals, net: 1 } }),
      'FIELD_TYPE /totals/net',
    ],
    ['a number for a code', (draft) => ({ ...draft, seller: 1 }), 'FIELD_TYPE /seller'],
    ['null for a list', (draft) => ({ ...draft, lines: null }), 'FIELD_TYPE /lines'],
    ['a list for an object', (draft) => ({ ...draft, buyer: [] }), 'FIELD_TYPE /buyer'],
    ['no type', ({ type: _type, ...draft }) => draft, 'FIELD_REQUIRED /type'],
    [
      'three decimals',
      (draft) => ({ ...draft, totals: { ...draft.totals, net: '1.000' } }),
      'MONEY_FORMAT /totals/net',
    ],
  ];

  test.each(cases)('%s', async (_, change, fault) => {
    const reply = await issueValue(change(draftOf(seller.code, enterprise(seller.code))));
    expect(reply.status).toBe(422);
    expect(reply.body.faults?.map(({ code, path }) => `${code} ${path}`)).toContain(fault);
  });

  test.each(['text', 1, null, true, []])('%j for a draft', async (value) => {
    const { status, body } = await issueValue(value);
    expect([status, body.faults?.[0]?.path]).toEqual([422, '']);
  });
});

describe('bodies that are not read', () => {
  test('too large, with a Content-Length', async () => {
    expect(refusalOf(await issueRaw(' '.repeat(BODY_BYTES_MAX + 1)))).toBe('413 BODY_TOO_LARGE');
  });

  test('too large, without a Content-Length', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(10_000)),
    });
    const headers = {
      ...(await statementHeaders()),
      'Content-Type': 'application/json',
      Authorization: `Bearer ${seller.token()}`,
    };
    const request = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    const answer = await fetch(`${gateway.url}/v1/invoices`, request);
    expect([answer.status, answer.headers.get('connection')]).toEqual([413, 'close']);
  });

  test('as large as can be', async () => {
    expect(refusalOf(await issueRaw(' '.repeat(BODY_BYTES_MAX)))).toBe('400 JSON_INVALID');
  });

  test.each([
    ['text', { 'Content-Type': 'text/plain' }],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['compressed', { 'Content-Encoding': 'gzip' }],
  ])('%s', async (_, headers) => {
    expect(refusalOf(await issueRaw(text(), headers))).toBe('415 MEDIA_TYPE');
  });

  test('slow', async () => {
    const impatient = await TestGateway.bare({ limits: { bodyTimeoutMs: 200 } });
    const { hostname, port } = new URL(impatient.url);
    const socket = connect(Number(port), hostname);
    const head = {
      Host: hostname,
      Authorization: `Bearer ${impatient.officer.token()}`,
      ...(await impatient.officer.statement('close-period', { month: '2020-01' })),
      'Content-Type': 'application/json',
      'Content-Length': '100',
    };
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
    socket.write(`POST /v1/bureau/periods HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n{"month":`);
    const answer = (await socket.toArray()).join('');
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('"code":"BODY_TIMEOUT"');
    await impatient.close();
  });
});

test('of many faults a hundred are listed, and the answer says that there are more', async () => {
  const draft = { ...draftOf(seller.code, enterprise(seller.code)), lines: Array(200).fill({}) };
  const { body } = await issueValue(draft);
  expect(body.faults).toHaveLength(100);
  expect(body.detail).toContain('faults after the first 100 are not listed');
});

test('an object of more keys than any document has is not read', async () => {
  const keys = (count: number): object =>
    Object.fromEntries([
      ['month', '2020-01'],
      ...Array.from({ length: count - 1 }, (_, at) => [`f${at}`, 1]),
    ]);
  expect(refusalOf(await gateway.officer.post('/v1/bureau/periods', keys(64)))).toBe('422 FIELD_UNKNOWN');
  expect(refusalOf(await gateway.officer.post('/v1/bureau/periods', keys(65)))).toBe('400 JSON_INVALID');
  expect(refusalOf(await issueValue(keys(65)))).toBe('400 JSON_INVALID');
});

test('the number of lines is checked before the lines', async () => {
  const draft = { ...draftOf(seller.code, enterprise(seller.code)), lines: Array(2_001).fill('not a line') };
  const { body } = await issueValue(draft);
  expect(body.faults?.map(({ code, path }) => `${code} ${path}`)).toEqual(['LINE_COUNT /lines']);
});

describe('paths', () => {
  test.each([
    ['GET', '/v1/nothing', '404 ROUTE_NOT_FOUND'],
    ['GET', '/v1/invoices/%zz', '404 ROUTE_NOT_FOUND'],
    ['GET', '/../etc/passwd', '404 ROUTE_NOT_FOUND'],
    ['GET', '/%2e%2e/package.json', '404 ROUTE_NOT_FOUND'],
    ['DELETE', '/v1/invoices', '405 METHOD_NOT_ALLOWED'],
    ['GET', '/v1/invoices', '405 METHOD_NOT_ALLOWED'],
    ['PUT', `/v1/invoices/${'1'.repeat(20)}/lock`, '405 METHOD_NOT_ALLOWED'],
  ])('%s %s is %s', async (method, path, refusal) => {
    expect(refusalOf(await seller.send(method, path))).toBe(refusal);
  });

  test('say which methods they have', async () => {
    const reply = await seller.send('DELETE', `/v1/invoices/${'1'.repeat(20)}/receipt.pdf`);
    expect(reply.headers.get('allow')).toBe('GET, POST');
  });
});

test('nothing that was refused has left a trace on the ledger', async () => {
  const before = (await gateway.home.client.status()).height;
  await issueRaw(text().replace('{', '{"type":"SPECIAL",'));
  await issueValue({ ...draftOf(seller.code, enterprise(seller.code)), more: 1 });
  expect((await gateway.home.client.status()).height).toBe(before);
});
