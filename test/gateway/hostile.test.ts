import { randomUUID } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';

let gateway: TestGateway;
let seller: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start({ limits: { bodyTimeoutMs: 200 } });
  seller = await gateway.seller();
});
afterAll(async () => await gateway.close());

const GET = (more = ''): string => `GET /v1/network HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
const LINES = { 'Content-Type': 'application/x-ndjson' };
const CHUNKED = { 'Transfer-Encoding': 'chunked', 'Content-Length': undefined };

/** A draft as its seller signed it, under a head with some lines changed. */
async function issue(
  over: Readonly<Record<string, string | undefined>> = {},
  body?: string,
): Promise<string> {
  const draft = draftOf(seller.code, { type: 'PERSON' });
  const content = body ?? JSON.stringify(draft);
  const head = {
    Host: 'x',
    Authorization: `Bearer ${seller.token()}`,
    Connection: 'close',
    'Content-Type': 'application/json',
    ...(await seller.statement('issue', { drafts: [draft] })),
    'Content-Length': String(Buffer.byteLength(content)),
    ...over,
  };
  const lines = Object.entries(head).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return `POST /v1/invoices HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${content}`;
}

/** Everything that comes back until the gateway hangs up. */
async function answerTo(bytes: string | Uint8Array): Promise<string> {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString();
  });
  // Writing on after the gateway hung up fails; what it said before counts.
  socket.on('error', () => undefined);
  socket.write(bytes);
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return answer;
}

/** "400 REQUEST_MALFORMED" */
function refusalIn(answer: string): string {
  const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1];
  return `${status} ${/"code":"(\w+)"/.exec(answer)?.[1]}`;
}

const cases: readonly [string, () => string | Uint8Array | Promise<string>, string][] = [
  [
    'a charset other than UTF-8',
    () => issue({ 'Content-Type': 'application/json; charset=gbk' }),
    '415 MEDIA_TYPE',
  ],
  ['UTF-16', () => issue({ 'Content-Type': 'application/json;charset="utf-16"' }), '415 MEDIA_TYPE'],
  [
    'lines in another charset',
    () => issue({ 'Content-Type': 'application/x-ndjson; charset=gbk' }),
    '415 MEDIA_TYPE',
  ],
  ['several encodings', () => issue({ 'Content-Encoding': 'identity, gzip' }), '415 MEDIA_TYPE'],
  [
    'two request ids',
    () => issue({ 'Idempotency-Key': `${randomUUID()}\r\nIdempotency-Key: ${randomUUID()}` }),
    '400 REQUEST_MALFORMED',
  ],
  ['two hosts', () => GET('Host: y\r\nConnection: close\r\n'), '400 REQUEST_MALFORMED'],
  [
    'two credentials',
    () => issue({ Authorization: `Bearer ${seller.token()}\r\nAuthorization: Bearer x` }),
    '400 REQUEST_MALFORMED',
  ],
  ['two lanes', () => issue({ 'Fapiao-Lane': 'a\r\nfapiao-lane: b' }), '400 REQUEST_MALFORMED'],
  [
    'two requests to replace',
    () => issue({ 'Fapiao-Replaces': `${randomUUID()}\r\nFapiao-Replaces: ${randomUUID()}` }),
    '400 REQUEST_MALFORMED',
  ],
  ['a length and chunks at once', () => issue({ 'Transfer-Encoding': 'chunked' }), '400 REQUEST_MALFORMED'],
  ['two lengths', () => issue({ 'Content-Length': '5\r\nContent-Length: 6' }), '400 REQUEST_MALFORMED'],
  ['a length below nothing', () => issue({ 'Content-Length': '-5' }), '400 REQUEST_MALFORMED'],
  ['a length beyond all numbers', () => issue({ 'Content-Length': '9'.repeat(20) }), '400 REQUEST_MALFORMED'],
  ['10 MB announced', () => issue({ 'Content-Length': '10000000' }), '413 BODY_TOO_LARGE'],
  ['chunks whose size is no number', () => issue(CHUNKED, 'zz\r\nabc\r\n0\r\n\r\n'), '400 REQUEST_MALFORMED'],
  [
    'chunks beyond all numbers',
    () => issue(CHUNKED, `${'f'.repeat(18)}\r\nabc\r\n`),
    '400 REQUEST_MALFORMED',
  ],
  [
    'chunks with endless extensions',
    () => issue(CHUNKED, `1;${'a'.repeat(20_000)}\r\n1\r\n`),
    '413 BODY_TOO_LARGE',
  ],
  ['chunks that stop coming', () => issue(CHUNKED, '5\r\nab'), '408 BODY_TIMEOUT'],
  [
    'chunks with endless trailers',
    () => issue(CHUNKED, `1\r\n1\r\n0\r\n${'X: y\r\n'.repeat(3_000)}`),
    '431 HEAD_TOO_LARGE',
  ],
  ['thousands of headers', () => GET('X: y\r\n'.repeat(3_000)), '431 HEAD_TOO_LARGE'],
  ['one endless header', () => GET(`X: ${'y'.repeat(20_000)}\r\n`), '431 HEAD_TOO_LARGE'],
  ['no host', () => 'GET /v1/network HTTP/1.1\r\nConnection: close\r\n\r\n', '400 undefined'],
  ['an unknown method', () => GET().replace('GET', 'FOO'), '400 REQUEST_MALFORMED'],
  ['a NUL in a header', () => GET('X: a\0b\r\n'), '400 REQUEST_MALFORMED'],
  ['line feeds alone', () => GET().replaceAll('\r', ''), '400 REQUEST_MALFORMED'],
  ['a header that goes on in the next line', () => GET('X: a\r\n b\r\n'), '400 REQUEST_MALFORMED'],
  ['the first bytes of TLS', () => Uint8Array.of(0x16, 3, 1, 0, 0xa5, 1), '400 REQUEST_MALFORMED'],
  [
    'a part of a page that there is not',
    () => GET('Range: bytes=9999999-\r\nConnection: close\r\n').replace('/v1/network', '/docs.js'),
    '400 REQUEST_MALFORMED',
  ],
  [
    'a page under a condition',
    () => GET('If-Match: "x"\r\nConnection: close\r\n').replace('/v1/network', '/docs.js'),
    '400 REQUEST_MALFORMED',
  ],
  ['a path of two slashes', () => GET('Connection: close\r\n').replace('/v1', '//v1'), '404 ROUTE_NOT_FOUND'],
];

describe('what a raw socket sends', () => {
  test.each(cases)('%s', async (_, bytes, refusal) => {
    expect(refusalIn(await answerTo(await bytes()))).toBe(refusal);
  });

  test('a compressed bomb is not opened', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const head = await issue({ 'Content-Encoding': 'gzip', 'Content-Length': String(bomb.length) }, '');
    expect(refusalIn(await answerTo(Buffer.concat([Buffer.from(head), bomb])))).toBe('415 MEDIA_TYPE');
  });

  test('a request inside the body of one that was refused is not answered', async () => {
    const answer = await answerTo(await issue({ Authorization: undefined }, GET()));
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(refusalIn(answer)).toBe('401 CREDENTIAL_INVALID');
  });

  test.each([
    ['a reading', () => GET('Content-Length: 50000\r\n')],
    ['lines', () => issue({ ...LINES, Connection: undefined, 'Content-Length': '100' }, '{"a')],
  ])('%s that announces a body and does not send it is answered, and then hung up on', async (_, bytes) => {
    expect(await answerTo(await bytes())).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('lines that end in what is no chunk end an answer that has begun, and no second head gets into it', async () => {
    const line = `${seller.bulkLine([draftOf(seller.code, { type: 'PERSON' })])}\n`;
    const chunk = `${Buffer.byteLength(line).toString(16)}\r\n${line}\r\n`;
    const { hostname, port } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(await issue({ ...LINES, ...CHUNKED }, chunk));
    let answer = '';
    for await (const piece of socket) {
      answer += piece.toString();
      if (answer.includes('"issuedAt"')) socket.write('zz\r\n');
    }
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('no request is given a time for the whole of it', async () => {
    const started = Promise.withResolvers<Server>();
    const listener = (message: unknown): void => started.resolve((message as { server: Server }).server);
    subscribe('http.server.request.start', listener);
    await gateway.anonymous('GET', '/healthz');
    const { requestTimeout, headersTimeout } = await started.promise;
    unsubscribe('http.server.request.start', listener);
    expect([requestTimeout, headersTimeout]).toEqual([0, 10_000]);
  });

  test('a stream of events has a head that can be asked for alone', async () => {
    const head = `HEAD /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${seller.token()}\r\nConnection: close\r\n\r\n`;
    expect(await answerTo(head)).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('none of it is an error of the gateway', () => {
    expect(gateway.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});
