import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RULE_SET_2026 } from '@fapiao-ledger/chaincode/core';
import { generateKeyPair } from '@fapiao-ledger/network/ca';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import type { TestGateway } from '../support/gateway.ts';
import { type MerchantClient, type ProblemBody, type SendOptions, send } from '../support/merchant-client.ts';
import { CALLERS, INVOICE_RIGHTS, OTHER_RIGHTS, type Right, STATES } from '../support/rights.ts';
import { isChange, OPENING, RightsWorld } from '../support/rights-world.ts';

const LINES = 'application/x-ndjson';

let folder: string;
let world: RightsWorld;
let gateway: TestGateway;
let facts: string;
let receipt: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fapiao-rights-'));
  world = await RightsWorld.open(join(folder, 'read-model.db'));
  gateway = world.gateway;
  for (const caller of ['seller', 'buyer', 'elsewhere', 'suspended'])
    for (const state of STATES) await world.invoice(state, caller);
  await world.suspend();
  const number = await world.invoice('issued', 'seller');
  receipt = (await world.client('seller').get<Uint8Array<ArrayBuffer>>(`/v1/invoices/${number}/receipt.pdf`))
    .body;
  facts = new URLSearchParams({ number, date: '2026-01-01', net: '1.00', check: '000000' }).toString();
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

/** What a caller sends: by itself, or by the seller's name where it can sign nothing of its own. */
interface Sent extends SendOptions {
  readonly path: string;
}

type Compose = (self: MerchantClient) => Sent;

/** Requests that are right in everything but, perhaps, who sends them. */
const OTHERS: Readonly<Record<string, Compose>> = {
  'POST /v1/invoices': (self) => issueOne(self),
  'POST /v1/invoices (application/x-ndjson)': (self) => ({
    path: '/v1/invoices',
    raw: self.bulkLine([draftBy(self)]),
    headers: { 'Content-Type': LINES },
  }),
  'GET /v1/invoices': () => ({ path: '/v1/invoices?role=seller' }),
  'GET /v1/events': () => ({ path: '/v1/events' }),
  'GET /v1/taxpayers/{code}': () => ({ path: `/v1/taxpayers/${seller().code}` }),
  'GET /v1/credits/{seller}/{month}': () => ({ path: `/v1/credits/${seller().code}/${gateway.month}` }),
  'GET /v1/verify': () => ({ path: `/v1/verify?${facts}` }),
  'POST /v1/verify': () => ({
    path: '/v1/verify',
    raw: receipt,
    headers: { 'Content-Type': 'application/pdf' },
  }),
  'GET /v1/network': () => ({ path: '/v1/network' }),
  'GET /v1/bureau/invoices': () => ({ path: '/v1/bureau/invoices' }),
  'GET /v1/bureau/statistics': () => ({ path: '/v1/bureau/statistics?by=month' }),
  'POST /v1/bureau/taxpayers': () => ({ path: '/v1/bureau/taxpayers', body: registration() }),
  'PATCH /v1/bureau/taxpayers/{code}': () => ({
    path: `/v1/bureau/taxpayers/${seller().code}`,
    body: { contact: '示例路1号' },
  }),
  'POST /v1/bureau/rule-sets': () => ({
    path: '/v1/bureau/rule-sets',
    body: { ...RULE_SET_2026, version: 'later', validFrom: '2099-01-01' },
  }),
  'POST /v1/bureau/credits': () => ({
    path: '/v1/bureau/credits',
    body: { seller: seller().code, month: gateway.month, net: '20000000.00' },
  }),
  'POST /v1/bureau/segments': () => ({
    path: '/v1/bureau/segments',
    body: { seller: seller().code, profile: 'DIGITAL', prefix: `${gateway.month.slice(2, 4)}443`, count: 5 },
  }),
  'POST /v1/bureau/periods': () => ({ path: '/v1/bureau/periods', body: { month: '2020-01' } }),
};

const seller = (): MerchantClient => world.client('seller');

/** Sellers issue as themselves, whether they may or not; everybody else in the seller's name. */
function draftBy(self: MerchantClient) {
  const isSeller = self === world.client('elsewhere') || self === world.client('suspended');
  return draftOf((isSeller ? self : seller()).code, enterprise(world.client('buyer').code));
}

function registration(): unknown {
  const publicKey = Buffer.from(generateKeyPair().publicKey.replaceAll(/-.*-|\s/g, ''), 'base64');
  return {
    code: enterpriseCode(90_002),
    kind: 'GENERAL',
    name: '示例企业',
    publicKey: publicKey.toString('base64'),
  };
}

function issueOne(self: MerchantClient): Sent {
  const requestId = randomUUID();
  const drafts = [draftBy(self)];
  return { path: '/v1/invoices', body: drafts[0], headers: signedBy(self, 'issue', requestId, { drafts }) };
}

function signedBy(
  self: MerchantClient,
  operation: Parameters<MerchantClient['sign']>[0],
  requestId: string,
  body: unknown,
): Record<string, string> {
  return { 'Idempotency-Key': requestId, 'Fapiao-Signature': self.sign(operation, requestId, body) };
}

function aboutInvoice(what: string, number: string, caller: string, self: MerchantClient): Sent {
  const path = what.split(' ')[1]?.replace('{number}', number) as string;
  const act = what.slice(what.lastIndexOf('/') + 1);
  if (isChange(act)) {
    const { fields, signed } = world.statementOf(act, number, caller);
    return { path, body: fields, headers: signedBy(self, act, randomUUID(), signed) };
  }
  return what.startsWith('GET') ? { path } : { path, body: BODIES[act] };
}

const BODIES: Readonly<Record<string, unknown>> = {
  freeze: { reason: '核查' },
  release: {},
  'receipt.pdf': { opening: OPENING },
};

/** "200 OK", or the status and code of a refusal, also of the only line of a bulk answer. */
async function answerTo(caller: string, method: string, { path, headers, ...sent }: Sent): Promise<string> {
  const credential: Record<string, string> =
    caller === 'nobody' ? {} : { Authorization: `Bearer ${world.client(caller).token()}` };
  const all = { ...credential, ...headers };
  if (path === '/v1/events') return await openedBy(all);
  const { status, type, body } = await send(gateway.url, method, path, { ...sent, headers: all });
  if (status >= 400) return `${status} ${(body as ProblemBody).code}`;
  if (!type.startsWith(LINES)) return `${status} done`;
  const { problem } = JSON.parse(Buffer.from(body as Uint8Array).toString()) as { problem?: ProblemBody };
  return problem === undefined ? `${status} done` : `${problem.status} ${problem.code}`;
}

/** A stream of events would not end: it is enough that it begins. */
async function openedBy(headers: Record<string, string>): Promise<string> {
  const leave = new AbortController();
  const response = await fetch(`${gateway.url}/v1/events`, { headers, signal: leave.signal });
  const code = response.ok ? 'done' : ((await response.json()) as ProblemBody).code;
  leave.abort();
  return `${response.status} ${code}`;
}

async function ledgerHeight(): Promise<bigint> {
  return (await gateway.home.client.status()).height;
}

const wanted = ({ refusal }: Right): unknown =>
  refusal ?? (expect.stringMatching(/^20[01] done$/) as unknown);

const grouped = (rights: readonly Right[], by: (right: Right) => string) =>
  Object.entries(Object.groupBy(rights, by)) as [string, readonly Right[]][];

const WRITES = /\/(transfer|lock|unlock|redeem|freeze|release)$/;

/** Who may, and who may not: these are tried first, and leave nothing on the ledger. */
function parted(rights: readonly Right[]): readonly [readonly Right[], readonly Right[]] {
  const { allowed = [], refused = [] } = Object.groupBy(rights, ({ refusal }) =>
    refusal === undefined ? 'allowed' : 'refused',
  );
  return [allowed, refused];
}

describe('about one invoice', () => {
  const rows = grouped(INVOICE_RIGHTS, ({ what, state }) => `${what}, ${state}`);
  test.each(rows)('%s', async (_, rights) => {
    const before = await ledgerHeight();
    const told: Record<string, string> = {};
    const [allowed, refused] = parted(rights);
    for (const { what, state = '', caller } of refused)
      told[caller] = await ask(what, caller, await world.invoice(state, caller));
    expect(await ledgerHeight()).toBe(before);
    for (const { what, state = '', caller } of allowed) {
      const number = await (WRITES.test(what) ? world.fresh(state, caller) : world.invoice(state, caller));
      told[caller] = await ask(what, caller, number);
    }
    expect(told).toEqual(Object.fromEntries(rights.map((right) => [right.caller, wanted(right)])));
  });
});

describe('everything else', () => {
  test.each(grouped(OTHER_RIGHTS, ({ what }) => what))('%s', async (what, rights) => {
    const before = await ledgerHeight();
    const told: Record<string, string> = {};
    const [allowed, refused] = parted(rights);
    for (const { caller } of refused) told[caller] = await ask(what, caller);
    expect(await ledgerHeight()).toBe(before);
    for (const { caller } of allowed) told[caller] = await ask(what, caller);
    expect(told).toEqual(Object.fromEntries(rights.map((right) => [right.caller, wanted(right)])));
  });
});

async function ask(what: string, caller: string, number?: string): Promise<string> {
  const self = world.client(caller === 'nobody' ? 'seller' : caller);
  const sent = number === undefined ? OTHERS[what]?.(self) : aboutInvoice(what, number, caller, self);
  if (sent === undefined) throw new Error(`this test knows no request for ${what}`);
  return await answerTo(caller, what.split(' ')[0] as string, sent);
}

describe('the tables', () => {
  test('have every operation of the API, for every caller and in every state', async () => {
    const { body } = await gateway.anybody<ApiDocument>('GET', '/openapi.json');
    const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { requestBody }]) => {
        const name = `${method.toUpperCase()} ${path}`;
        const hasLines = requestBody !== undefined && LINES in requestBody.content;
        return hasLines ? [name, `${name} (${LINES})`] : [name];
      }),
    );
    const cells = operations.flatMap((what) =>
      (what.includes('/invoices/{number}') ? STATES : [undefined]).flatMap((state) =>
        CALLERS.map((caller) => `${what}, ${state}, ${caller}`),
      ),
    );
    const told = [...INVOICE_RIGHTS, ...OTHER_RIGHTS].map(
      ({ what, state, caller }) => `${what}, ${state}, ${caller}`,
    );
    expect(told.toSorted()).toEqual(cells.toSorted());
  });
});

interface ApiDocument {
  readonly paths: Readonly<
    Record<string, Record<string, { readonly requestBody?: { readonly content: object } }>>
  >;
}
