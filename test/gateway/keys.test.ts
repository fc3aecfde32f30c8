import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KEY_SCOPES, type KeyScope, type ScopedKeyJson } from '@fapiao-ledger/core';
import { ManualClock } from '@fapiao-ledger/network/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quietMoment } from '../support/calendar.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { EventStream, type HeardEvent } from '../support/event-stream.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import { readDocument, section, tableIn } from '../support/markdown.ts';
import type { MerchantClient, ProblemBody } from '../support/merchant-client.ts';
import { LINES, methodOf, RightRequests } from '../support/right-requests.ts';
import { RightsWorld } from '../support/rights-world.ts';
import { newKey, sendKey, sendRevocation, tillOf } from '../support/scoped-keys.ts';

let gateway: TestGateway;
let shop: MerchantClient;
let company: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start();
  shop = await gateway.seller();
  company = await gateway.company();
});
afterAll(async () => await gateway.close());

const draft = () => draftOf(shop.code, enterprise(company.code));

describe('a till', () => {
  test('issues with its own key, alone and line by line, and cannot list what it issued', async () => {
    const till = await tillOf(gateway, shop, { scopes: ['issue'] });
    expect((await till.issue(draft())).status).toBe(201);
    await till.terms();
    const [line] = await till.bulk(`${till.bulkLine([draft()])}\n`);
    expect(line?.invoices).toHaveLength(1);
    const number = line?.invoices?.[0]?.number ?? '';
    expect(refusalOf(await till.get(`/v1/invoices/${number}`))).toBe('403 KEY_SCOPE');
    const reader = await tillOf(gateway, shop, { scopes: ['read'] });
    expect((await reader.get(`/v1/invoices/${number}`)).status).toBe(200);
    expect(refusalOf(await reader.issue(draft()))).toBe('403 KEY_SCOPE');
  });

  test('is told its own registration', async () => {
    const till = await tillOf(gateway, shop, { name: 'told', scopes: ['circulate'] });
    const { body } = await till.get<{ keyEpoch: string; key: ScopedKeyJson }>('/v1/key');
    expect(body).toMatchObject({ keyEpoch: till.registration, key: { name: 'told', scopes: ['circulate'] } });
    expect((await shop.get('/v1/key')).body).not.toHaveProperty('key');
  });

  test('keeps to its lanes and its largest amount, also before the ledger is asked', async () => {
    const till = await tillOf(gateway, shop, { scopes: ['issue'], lanes: ['till-1'], amountMax: '1.00' });
    const height = async () => (await gateway.home.client.status()).height;
    await till.terms();
    const before = await height();
    expect(refusalOf(await till.issue(draft()))).toBe('403 KEY_SCOPE');
    const { status, body } = await till.issue<ProblemBody>([draft(), draft()], { lane: 'till-1' });
    expect([status, body.code]).toEqual([422, 'KEY_AMOUNT']);
    expect(body.faults?.map(({ path }) => path)).toEqual(['/invoices/0', '/invoices/1']);
    expect(await height()).toBe(before);
  });

  test('sends what it has signed itself, and nothing that its company signed', async () => {
    const till = await tillOf(gateway, shop, { scopes: ['issue'] });
    const { keyEpoch } = await shop.terms();
    expect(refusalOf(await till.issue(draft(), { signer: shop, keyEpoch }))).toBe('403 KEY_EPOCH');
    const foreign = await tillOf(gateway, company, { scopes: ['issue'] });
    expect(refusalOf(await foreign.issue(draft()))).toBe('403 NOT_THE_SELLER');
  });

  test('is refused at once when it is revoked: its requests, its answers, its streams', async () => {
    const till = await tillOf(gateway, shop, { name: 'gone' });
    await till.terms();
    const token = till.token();
    const stream = await EventStream.open(gateway.url, token);
    expect((await till.issue(draft())).status).toBe(201);
    expect((await sendRevocation(shop, 'gone')).status).toBe(200);
    expect(refusalOf(await till.issue(draft()))).toBe('401 CREDENTIAL_INVALID');
    expect(refusalOf(await till.get('/v1/key'))).toBe('401 CREDENTIAL_INVALID');
    const headers = { Authorization: `Bearer ${token}` };
    expect(refusalOf(await gateway.anonymous('GET', '/v1/key', { headers }))).toBe('401 CREDENTIAL_INVALID');
    await expect(lastOf(stream)).resolves.toMatchObject({
      name: 'end',
      data: { reason: 'CREDENTIAL_INVALID' },
    });
  });
});

test('the thief of a till’s key cannot keep its owner from revoking it', async () => {
  const narrow = await TestGateway.start({ limits: { refusedBytesPerMinute: 5_000 } });
  const owner = await narrow.seller();
  const till = await tillOf(narrow, owner, { name: 'stolen', scopes: ['issue'] });
  const own = draftOf(owner.code, { type: 'PERSON' });
  const broken = { ...own, totals: { ...own.totals, net: '0.01' } };
  const refusals: string[] = [];
  while (refusals.at(-1) !== '429 QUOTA_EXCEEDED' && refusals.length < 20)
    refusals.push(refusalOf(await till.issue(broken)));
  expect(refusals.at(-1)).toBe('429 QUOTA_EXCEEDED');
  expect((await owner.issue(own)).status).toBe(201);
  expect((await sendRevocation(owner, 'stolen')).status).toBe(200);
  await narrow.close();
});

describe('keys over HTTP', () => {
  test('are listed for their taxpayer and the bureau, and for no stranger', async () => {
    const owner = await gateway.company();
    const till = await tillOf(gateway, owner, { name: 'till-1', scopes: ['read'] });
    const own = await owner.get<{ keys: readonly ScopedKeyJson[] }>('/v1/keys');
    expect(own.body.keys).toMatchObject([{ name: 'till-1', keyEpoch: till.registration }]);
    const path = `/v1/taxpayers/${owner.code}/keys`;
    for (const reader of [owner, gateway.officer, gateway.auditor, till])
      expect((await reader.get(path)).body).toMatchObject({ keys: own.body.keys });
    expect(refusalOf(await shop.get(path))).toBe('403 NOT_A_PARTY');
  });

  test('are refused with faults that point into what was sent', async () => {
    const person = await gateway.person();
    const { publicKey } = newKey();
    const odd = await sendKey<ProblemBody>(person, { name: 'a', publicKey, scopes: ['issue'] });
    expect(odd.body.faults).toMatchObject([{ code: 'FIELD_VALUE', path: '/scopes' }]);
    const lanes = await sendKey<ProblemBody>(shop, { name: 'a', publicKey, scopes: ['read'], lanes: ['b'] });
    expect(lanes.body.faults).toMatchObject([{ code: 'FIELD_VALUE', path: '/lanes' }]);
  });

  test('are registered once, however often the request is sent', async () => {
    const body = { name: 'once', publicKey: newKey().publicKey, scopes: ['read'] } as const;
    const headers = await shop.statement('register-key', body);
    const [first, again] = [
      await shop.send('POST', '/v1/keys', { body, headers }),
      await shop.send('POST', '/v1/keys', { body, headers }),
    ];
    expect(again).toMatchObject({ status: 201, body: first.body });
  });
});

describe('a token without a certificate', () => {
  test.each<[string, (till: MerchantClient) => string]>([
    ['of the own key of the taxpayer', () => ''],
    ['of an unknown registration', () => `${shop.code}/${'0'.repeat(16)}`],
    ['of another taxpayer', (till) => `${company.code}/${till.registration ?? ''}`],
    ['of an officer', (till) => `O0001/${till.registration ?? ''}`],
    ['of no code', (till) => `/${till.registration ?? ''}`],
    ['of no registration', () => shop.code],
    ['of three parts', (till) => `${shop.code}/${till.registration ?? ''}/x`],
  ])('%s is refused', async (_, kidOf) => {
    const till = await tillOf(gateway, shop);
    const { keyEpoch } = await shop.terms();
    const own = `${shop.code}/${keyEpoch}`;
    const kid = kidOf(till);
    const token =
      kid === '' ? shop.token({ header: { x5c: undefined, kid: own } }) : till.token({ header: { kid } });
    const headers = { Authorization: `Bearer ${token}` };
    expect(refusalOf(await gateway.anonymous('GET', '/v1/key', { headers }))).toBe('401 CREDENTIAL_INVALID');
  });

  test('by another key of the same taxpayer is refused', async () => {
    const [till, other] = [await tillOf(gateway, shop), await tillOf(gateway, shop)];
    const token = till.token({ header: { kid: `${shop.code}/${other.registration ?? ''}` } });
    const headers = { Authorization: `Bearer ${token}` };
    expect(refusalOf(await gateway.anonymous('GET', '/v1/key', { headers }))).toBe('401 CREDENTIAL_INVALID');
  });

  test('with a certificate is a token of the certificate', async () => {
    const till = await tillOf(gateway, shop, { scopes: ['read'] });
    const token = shop.token({ header: { kid: `${shop.code}/${till.registration ?? ''}` } });
    const headers = { Authorization: `Bearer ${token}` };
    const { body } = await gateway.anonymous('GET', '/v1/key', { headers });
    expect(body).not.toHaveProperty('key');
  });
});

test('a key is a caller until its last second', async () => {
  const clock = new ManualClock(quietMoment());
  const timed = await TestGateway.start({ clock });
  const owner = await timed.seller();
  const until = new Date(clock.now() + 60_000).toISOString().replace(/\.[0-9]+Z$/, 'Z');
  const till = await tillOf(timed, owner, { until });
  clock.advance(60_000);
  expect((await till.get('/v1/key')).status).toBe(200);
  clock.advance(1_000);
  expect(refusalOf(await till.get('/v1/key'))).toBe('401 CREDENTIAL_INVALID');
  const { body } = await owner.get<{ keys: readonly ScopedKeyJson[] }>('/v1/keys');
  expect(body.keys).toHaveLength(1);
  await timed.close();
});

describe('the table of scopes', () => {
  const rows = tableIn(section(readDocument('rights.md'), '## Further keys of a taxpayer'));
  const opened = new Map(
    rows.map(([route = '', ...marks]) => [
      route.replaceAll('`', ''),
      KEY_SCOPES.filter((_, index) => marks[index] === '✓'),
    ]),
  );
  const scopesOf = (what: string): readonly KeyScope[] =>
    opened.get(what) ?? (what.startsWith('GET ') ? (opened.get('every other GET') ?? []) : []);

  test('opens these routes to each scope, and no other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fapiao-keys-'));
    const world = await RightsWorld.open(join(folder, 'read-model.db'));
    const number = await world.invoice('issued', 'seller');
    const requests = await RightRequests.of(world, new Uint8Array());
    const tills = await Promise.all(
      KEY_SCOPES.map(
        async (scope) =>
          [scope, await tillOf(world.gateway, world.client('seller'), { scopes: [scope] })] as const,
      ),
    );
    const differing: string[] = [];
    for (const { method, path, access, body } of world.gateway.routes) {
      if (access === 'public') continue;
      const what = `${method.toUpperCase()} ${path}${body?.type === LINES ? ` (${LINES})` : ''}`;
      for (const [scope, till] of tills) {
        const name = `key ${scope}`;
        Object.assign(world.people, { [name]: { client: till, identity: world.identity('seller') } });
        const isAboutInvoice = what.includes('/invoices/{number}');
        const answer = await codeOf(
          world.gateway.url,
          till,
          methodOf(what),
          await requests.of(what, name, isAboutInvoice ? number : undefined),
        );
        const isOfTaxpayer = ['taxpayer', 'signer', 'authenticated'].includes(access);
        const want = !isOfTaxpayer
          ? 'ROLE_REQUIRED'
          : scopesOf(what).includes(scope)
            ? 'opened'
            : 'KEY_SCOPE';
        const is = answer === 'ROLE_REQUIRED' || answer === 'KEY_SCOPE' ? answer : 'opened';
        if (is !== want && !(want === 'opened' && answer === 'ROLE_REQUIRED'))
          differing.push(`${what} by ${scope}: ${answer}`);
      }
    }
    expect(differing).toEqual([]);
    await world.close();
    rmSync(folder, { recursive: true });
  });
});

/** Returns the last event of a stream, which must end. */
async function lastOf(stream: EventStream): Promise<HeardEvent | undefined> {
  let last: HeardEvent | undefined;
  for (let event = await stream.next(); event !== undefined; event = await stream.next()) last = event;
  return last;
}

/** Returns the code of a refusal, or "done". */
async function codeOf(
  url: string,
  client: MerchantClient,
  method: string,
  { path, ...sent }: Awaited<ReturnType<RightRequests['of']>>,
): Promise<string> {
  if (path === '/v1/events') {
    const leave = new AbortController();
    const headers = { Authorization: `Bearer ${client.token()}` };
    const response = await fetch(`${url}${path}`, { headers, signal: leave.signal });
    const code = response.ok ? 'done' : ((await response.json()) as ProblemBody).code;
    leave.abort();
    return code;
  }
  const { status, body } = await client.send<Partial<ProblemBody>>(method, path, sent);
  return status < 400 ? 'done' : (body.code ?? 'no code');
}
