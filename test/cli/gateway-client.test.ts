import { createHash, generateKeyPairSync, verify, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { digestOfRequest, followsLostAttempt, GatewayClient } from '@fapiao-ledger/client';
import { statementText } from '@fapiao-ledger/core';
import { createAuthority, validFor } from '@fapiao-ledger/network/ca';
import { createCsr } from '@fapiao-ledger/pki/csr';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clientIdentity, type Identity } from '../../cli/src/identity/identity-file.ts';
import { SELLER } from '../support/draft.ts';

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Reply = (response: ServerResponse) => void;

let identity: Identity;
let server: Server | undefined;
let received: Received[];
let pauses: number[];
/** Number of questions for the registration of the key; each answer is another one. */
let keysTold: number;

const EPOCHS = ['0123456789abcdef', 'fedcba9876543210'];
const LEDGER = { id: 'a'.repeat(64), contract: 'fapiao' };

beforeAll(async () => {
  const validity = validFor(30, new Date());
  const authority = await createAuthority({ mspId: 'PlatformMSP', organization: '示范开票平台', validity });
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const certificate = await authority.enroll({
    csr: await createCsr({ commonName: SELLER, privateKey: pem }),
    commonName: SELLER,
    ou: 'client',
    validity,
    attributes: { role: 'taxpayer', 'taxpayer.id': SELLER },
  });
  identity = {
    file: 'shop.json',
    mspId: 'PlatformMSP',
    code: SELLER,
    role: 'taxpayer',
    certificate,
    key: privateKey,
  };
});

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Starts a gateway that answers requests in the given ways, the last way forever. */
async function clientOf(...replies: readonly Reply[]): Promise<GatewayClient> {
  // Short only where it must run out: a busy machine may be slow to answer.
  const timeoutMs = replies.includes(silence) ? 1_500 : 60_000;
  received = [];
  pauses = [];
  keysTold = 0;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/base/v1/key') {
        answer(200, { keyEpoch: EPOCHS[Math.min(keysTold, EPOCHS.length - 1)] })(response);
        keysTold += 1;
        return;
      }
      const reply = replies[Math.min(received.length, replies.length - 1)] as Reply;
      received.push({ ...pick(request), body: Buffer.concat(chunks).toString('utf8') });
      reply(response);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const gateway = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/base/`);
  const pause = async (milliseconds: number): Promise<void> => {
    pauses.push(milliseconds);
  };
  const ledger = async (): Promise<typeof LEDGER> => LEDGER;
  return new GatewayClient({
    gateway,
    channel: 'fapiao',
    timeoutMs,
    identity: clientIdentity(identity),
    ledger,
    pause,
  });
}

function pick({ method, url, headers }: IncomingMessage): Omit<Received, 'body'> {
  return { method, url, headers };
}

function decoded(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}

const answer =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
const problem = (status: number, code: string, headers: Record<string, string> = {}): Reply =>
  answer(status, { code, status, title: code, detail: `detail of ${code}` }, headers);
const cutOff: Reply = (response) => response.socket?.destroy();
const halfAnswer: Reply = (response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{"requestId":');
  response.socket?.end();
};
const silence: Reply = () => undefined;

const REQUEST = {
  request: {
    operation: 'transfer',
    actor: SELLER,
    requestId: 'request-0001',
    body: { to: 'P00000000000000001', invoices: [{ number: '26442000000000000001' }] },
  },
  path: '/invoices/26442000000000000001/transfer',
  body: { to: 'P00000000000000001' },
} as const;

describe('credentials', () => {
  it('are a token signed by the certificate’s key for one channel and a short time', async () => {
    const client = await clientOf(answer(200, {}));
    await client.read('/network');
    const token = (received[0]?.headers.authorization ?? '').replace('Bearer ', '');
    const [header = '', payload = '', signature = ''] = token.split('.');
    const { alg, x5c } = decoded(header) as { alg: string; x5c: readonly string[] };
    const { aud, iat, exp } = decoded(payload) as { aud: string; iat: number; exp: number };
    const leaf = new X509Certificate(Buffer.from(x5c[0] ?? '', 'base64'));
    const key = { key: leaf.publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect({ alg, aud }).toEqual({ alg: 'ES256', aud: 'fapiao' });
    expect(
      verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url')),
    ).toBe(true);
    expect(exp - iat).toBeGreaterThan(0);
    expect(exp - iat).toBeLessThanOrEqual(300);
    expect(leaf.toString()).toBe(new X509Certificate(identity.certificate).toString());
  });

  it('are for the request alone when something is sent with it, another one each time', async () => {
    const client = await clientOf(problem(503, 'LEDGER_BUSY'), answer(200, {}));
    await client.write('POST', '/bureau/periods', { month: '2026-01' });
    const claims = received.map(
      ({ headers }) => decoded(headers.authorization?.split('.')[1] ?? '') as Record<string, string>,
    );
    const body = createHash('sha256').update('{"month":"2026-01"}').digest('base64url');
    const named = { method: 'POST', path: '/v1/bureau/periods', body, jti: expect.stringMatching(/^.{36}$/) };
    expect(claims).toMatchObject([named, named]);
    expect(claims[0]?.jti).not.toBe(claims[1]?.jti);
  });

  it('name the request id, what it replaces and the lane that stand in the headers', async () => {
    const client = await clientOf(answer(200, {}), answer(200, {}));
    const replaces = 'request-0000';
    await client.submit(REQUEST);
    await client.submit({ ...REQUEST, request: { ...REQUEST.request, replaces }, lane: 'till-7' });
    const named = received.map(({ headers }) => [
      decoded(headers.authorization?.split('.')[1] ?? ''),
      headers['idempotency-key'],
      headers['fapiao-replaces'],
      headers['fapiao-lane'],
    ]);
    expect(named).toMatchObject([
      [{ requestId: 'request-0001' }, 'request-0001', undefined, undefined],
      [{ requestId: 'request-0001', replaces, lane: 'till-7' }, 'request-0001', replaces, 'till-7'],
    ]);
    expect(named[0]?.[0]).not.toHaveProperty('lane');
    expect(named[0]?.[0]).not.toHaveProperty('replaces');
  });

  it('sign what is asked with the key the bureau registered', async () => {
    const client = await clientOf(answer(200, {}));
    await client.submit(REQUEST);
    const { headers } = received[0] as Received;
    expect(headers).toMatchObject({ 'fapiao-ledger': `${LEDGER.id}/fapiao`, 'fapiao-key-epoch': EPOCHS[0] });
    expect(headers).not.toHaveProperty('fapiao-replaces');
    const notAfter = String(headers['fapiao-not-after']);
    const terms = { ledger: LEDGER.id, contract: 'fapiao', keyEpoch: String(EPOCHS[0]), notAfter };
    const bytes = Buffer.from(statementText(terms, await digestOfRequest(REQUEST.request)));
    const signature = Buffer.from(String(headers['fapiao-signature']), 'base64');
    const { publicKey } = new X509Certificate(identity.certificate);
    expect(verify('sha256', bytes, publicKey, signature)).toBe(true);
    expect(received[0]).toMatchObject({
      method: 'POST',
      url: '/base/v1/invoices/26442000000000000001/transfer',
    });
  });
});

describe('a statement', () => {
  it('names what it replaces, and is told before it leaves', async () => {
    const client = await clientOf(answer(200, {}));
    const notes: unknown[] = [];
    const leaving = async (notAfter: string | undefined): Promise<void> => {
      notes.push(notAfter, received.length);
      await Promise.resolve();
    };
    const request = { ...REQUEST.request, replaces: 'request-0000' };
    await client.submit({ ...REQUEST, request, leaving });
    expect(received[0]?.headers).toMatchObject({ 'fapiao-replaces': 'request-0000' });
    expect(notes).toEqual([received[0]?.headers['fapiao-not-after'], 0]);
    expect(await digestOfRequest(request)).not.toBe(await digestOfRequest(REQUEST.request));
  });

  it('is signed anew when the bureau has registered the key anew, once', async () => {
    const client = await clientOf(answer(200, {}), problem(403, 'KEY_EPOCH'), answer(200, { fine: true }));
    await client.submit(REQUEST);
    await expect(client.submit(REQUEST)).resolves.toEqual({ fine: true });
    expect(received.map(({ headers }) => headers['fapiao-key-epoch'])).toEqual([
      EPOCHS[0],
      EPOCHS[0],
      EPOCHS[1],
    ]);
    const refused = await clientOf(answer(200, {}), problem(403, 'KEY_EPOCH'));
    await refused.submit(REQUEST);
    await expect(refused.submit(REQUEST)).rejects.toMatchObject({ code: 'KEY_EPOCH' });
    expect(received).toHaveLength(3);
  });
});

describe('a signed request', () => {
  it.each([
    ['the connection breaks', cutOff],
    ['the answer is cut off', halfAnswer],
    ['no answer comes in time', silence],
    ['the outcome is unknown to the gateway', problem(504, 'LEDGER_OUTCOME_UNKNOWN')],
    ['the ledger is busy', problem(503, 'LEDGER_BUSY')],
    ['a proxy in between fails', answer(502, 'bad gateway')],
    ['the quota is used up', problem(429, 'QUOTA_EXCEEDED')],
  ])('is repeated under the same id when %s', async (_desc, failure) => {
    const client = await clientOf(failure, failure, answer(200, { fine: true }));
    await expect(client.submit(REQUEST)).resolves.toEqual({ fine: true });
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ headers }) => headers['idempotency-key']))).toEqual(
      new Set(['request-0001']),
    );
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  });

  it('has no unknown outcome when it only reads, and its answer is cut off', async () => {
    const client = await clientOf(halfAnswer);
    await expect(client.read('/rule-sets')).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
    expect(received).toHaveLength(4);
  });

  it('ends as unknown when no attempt was answered', async () => {
    const client = await clientOf(cutOff);
    await expect(client.submit(REQUEST)).rejects.toMatchObject({
      code: 'LEDGER_OUTCOME_UNKNOWN',
      kind: 'ledger',
    });
    expect(received).toHaveLength(4);
  });

  it('waits as long as the gateway asks, within reason', async () => {
    const client = await clientOf(
      problem(503, 'LEDGER_BUSY', { 'retry-after': '2' }),
      problem(503, 'LEDGER_BUSY', { 'retry-after': '9999' }),
      answer(200, {}),
    );
    await client.submit(REQUEST);
    expect(pauses).toEqual([2_000, 10_000]);
  });

  it('remembers that an attempt was lost before another was refused', async () => {
    const client = await clientOf(cutOff, problem(409, 'CREDIT_EXCEEDED'));
    const refusal: unknown = await client.submit(REQUEST).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'CREDIT_EXCEEDED' });
    expect(followsLostAttempt(refusal)).toBe(true);
    const plain = await (await clientOf(problem(409, 'CREDIT_EXCEEDED')))
      .submit(REQUEST)
      .catch((error: unknown) => error);
    expect(followsLostAttempt(plain)).toBe(false);
  });

  it('is not repeated when it is refused', async () => {
    const client = await clientOf(problem(409, 'INVOICE_LOCKED'));
    await expect(client.submit(REQUEST)).rejects.toMatchObject({
      code: 'INVOICE_LOCKED',
      message: 'detail of INVOICE_LOCKED',
    });
    expect(received).toHaveLength(1);
  });
});

describe('an act that the ledger does not remember by an id', () => {
  it.each([
    ['the connection breaks', cutOff],
    ['no answer comes in time', silence],
    ['the gateway does not know the outcome', problem(504, 'LEDGER_OUTCOME_UNKNOWN')],
  ])('is not repeated when %s', async (_desc, failure) => {
    const client = await clientOf(failure);
    await expect(client.write('POST', '/bureau/segments', {})).rejects.toMatchObject({
      code: 'LEDGER_OUTCOME_UNKNOWN',
    });
    expect(received).toHaveLength(1);
  });

  it('is repeated when it certainly changed nothing', async () => {
    const client = await clientOf(problem(503, 'LEDGER_CONFLICT'), answer(201, {}));
    await client.write('POST', '/bureau/segments', {});
    expect(received).toHaveLength(2);
  });
});

describe('pages', () => {
  it.each([
    [undefined, ['', '&cursor=b']],
    ['a', ['&cursor=a', '&cursor=b']],
  ])('begin at the cursor %s and end without another one', async (cursor, rests) => {
    const client = await clientOf(answer(200, { invoices: [], next: 'b' }), answer(200, { invoices: [] }));
    const fields = { role: 'holder', ...(cursor !== undefined && { cursor }) } as const;
    const pages: unknown[] = [];
    for await (const page of client.pages('/v1/invoices', fields)) pages.push(page);
    expect(pages).toHaveLength(2);
    expect(received.map(({ url }) => url)).toEqual(
      rests.map((rest) => `/base/v1/invoices?role=holder${rest}`),
    );
  });
});

describe('problems', () => {
  it('become the error of their code, faults included', async () => {
    const faults = [{ code: 'MONEY_FORMAT', path: '/lines/0/net', message: 'not money' }];
    const client = await clientOf(answer(422, { code: 'MONEY_FORMAT', detail: 'x', faults }));
    await expect(client.read('/x')).rejects.toMatchObject({ name: 'ValidationError', faults });
  });

  it.each([
    ['a code of a later version', problem(500, 'NEVER_HEARD_OF')],
    ['no problem document', answer(500, [1, 2])],
  ])('without a known code mean that the gateway failed: %s', async (_desc, reply) => {
    const client = await clientOf(reply);
    await expect(client.read('/x')).rejects.toMatchObject({
      code: 'LEDGER_UNAVAILABLE',
      message: expect.stringContaining('500'),
    });
  });

  it('are raised for redirects: a signed request goes where it was meant to go', async () => {
    const client = await clientOf((response) =>
      response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
    );
    await expect(client.write('POST', '/x', {})).rejects.toMatchObject({ kind: 'ledger' });
  });
});
