import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MandatesJson, PaymentJson, PaymentTerms, RefundResult } from '@fapiao-ledger/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise, lineOfNet } from '../support/drafts.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import { readDocument, section, tableIn } from '../support/markdown.ts';
import type { MerchantClient, ProblemBody } from '../support/merchant-client.ts';
import { confirm, grant, pay, paymentTo, providerOf, refund } from '../support/paying-client.ts';
import { PAYMENT_RACES, racePayments } from '../support/payment-races.ts';
import { LINES, methodOf, RightRequests } from '../support/right-requests.ts';
import { RightsWorld } from '../support/rights-world.ts';

/** 1,000 in `npm run test:long`. */
const RACES = Number(process.env.TEST_PAYMENT_RACES ?? 2);

let gateway: TestGateway;
let shop: MerchantClient;
let company: MerchantClient;
let provider: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start();
  shop = await gateway.seller();
  company = await gateway.company();
  provider = await providerOf(gateway);
  expect((await grant(shop, provider.code)).status).toBe(201);
});
afterAll(async () => await gateway.close());

/** A draft over 106.00. */
const draft = (seller = shop) =>
  draftOf(seller.code, enterprise(company.code), { lines: [lineOfNet('100.00')] });
const order = (over: Partial<PaymentTerms> = {}) =>
  paymentTo(shop.code, '106.00', { now: gateway.home.now(), ...over });

async function payment({ id }: PaymentTerms, by = provider): Promise<PaymentJson> {
  return (await by.get<PaymentJson>(`/v1/payments/${provider.code}/${id}`)).body;
}

describe('a provider', () => {
  test('pays an order: its invoice names the payment, and the payee reads both', async () => {
    const paid = order();
    const { status, body } = await pay(provider, paid, [draft()], 'provider-0001');
    expect(status).toBe(201);
    const number = body.invoices[0]?.number ?? '';
    const view = await shop.get<{ invoice: { payment: unknown } }>(`/v1/invoices/${number}`);
    expect(view.body.invoice.payment).toEqual({ provider: provider.code, id: paid.id });
    expect(await payment(paid, shop)).toMatchObject({ ...paid, invoices: { first: number, count: 1 } });
    expect((await pay(provider, paid, [draft()], 'provider-0001')).body).toEqual(body);
    const repeated = await pay<ProblemBody>(provider, paid, [draft()]);
    expect(repeated.body).toMatchObject({ status: 409, code: 'PAYMENT_USED' });
    expect(repeated.body.detail).toContain(number);
  });

  test('reads its own requests and nothing of the parties', async () => {
    const { body } = await pay(provider, order(), [draft()], 'provider-0002');
    expect((await provider.get('/v1/requests/provider-0002')).status).toBe(200);
    expect((await provider.get('/v1/key')).body).toMatchObject({ actor: provider.code });
    const number = body.invoices[0]?.number ?? '';
    expect(refusalOf(await provider.get(`/v1/invoices/${number}`))).toBe('403 NOT_A_PARTY');
    expect(refusalOf(await provider.get(`/v1/taxpayers/${shop.code}`))).toBe('403 NOT_A_PARTY');
    expect(refusalOf(await provider.get('/v1/events'))).toBe('403 ROLE_REQUIRED');
    expect(refusalOf(await provider.get('/v1/mandates'))).toBe('403 ROLE_REQUIRED');
    expect(refusalOf(await provider.issue(draft()))).toBe('403 ROLE_REQUIRED');
    expect(refusalOf(await pay(shop, order(), [draft()]))).toBe('403 ROLE_REQUIRED');
  });

  test('reads and shows its payments to their payees alone', async () => {
    const paid = order();
    await confirm(provider, paid);
    const path = `/v1/payments/${provider.code}/${paid.id}`;
    for (const reader of [provider, shop, gateway.officer, gateway.auditor])
      expect((await reader.get(path)).status).toBe(200);
    const rival = await providerOf(gateway);
    for (const stranger of [company, rival, gateway.operator])
      expect(refusalOf(await stranger.get(path))).toBe('404 PAYMENT_NOT_FOUND');
    expect(refusalOf(await provider.get(`/v1/payments/${provider.code}/none`))).toBe('404 PAYMENT_NOT_FOUND');
  });

  test('gets every fault of its drafts, and the refusals of the mandate and the payment', async () => {
    const broken = { ...draft(), totals: { net: '100.00', tax: '6.00', gross: '107.00' } };
    const { body } = await pay<ProblemBody>(provider, order({ amount: '107.00' }), [broken]);
    expect(body).toMatchObject({ code: 'TOTALS_MISMATCH', faults: [{ path: '/invoices/0/totals/gross' }] });
    const refused = async (terms: PaymentTerms, drafts = [draft()]): Promise<string> =>
      refusalOf(await pay(provider, terms, drafts));
    expect(await refused(order({ amount: '107.00' }))).toBe('409 PAYMENT_AMOUNT');
    expect(await refused(order({ amount: '10000.01' }))).toBe('403 MANDATE_EXCEEDED');
    expect(await refused(order(), [draft(company)])).toBe('403 NOT_THE_SELLER');
    expect(await refused(order({ payee: company.code }))).toBe('404 MANDATE_NOT_FOUND');
    expect(await refused(order({ paidAt: '2020-01-01T00:00:00Z' }))).toBe('409 PAYMENT_TIME');
    expect(await refused(order({ id: 'a/b' }))).toBe('422 FIELD_VALUE');
  });

  test('issues from the lane that the mandate names now, and nothing once it is revoked', async () => {
    const seller = await gateway.seller();
    const paid = (): PaymentTerms => order({ payee: seller.code });
    await grant(seller, provider.code, { lane: 'old' });
    expect((await pay(provider, paid(), [draft(seller)])).status).toBe(201);
    await grant(seller, provider.code, { lane: 'new' });
    expect((await pay(provider, paid(), [draft(seller)])).status).toBe(201);
    const known = paid();
    const knownId = 'paid-before-the-end';
    const first = await pay(provider, known, [draft(seller)], knownId);
    const { body } = await seller.get<MandatesJson>('/v1/mandates');
    expect(body.mandates).toMatchObject([{ provider: provider.code, lane: 'new' }]);
    const headers = await seller.statement('revoke-mandate', { provider: provider.code });
    const revoke = `/v1/mandates/${provider.code}/revoke`;
    expect((await seller.send('POST', revoke, { body: {}, headers })).status).toBe(200);
    expect(refusalOf(await pay(provider, paid(), [draft(seller)]))).toBe('404 MANDATE_NOT_FOUND');
    const again = await pay(provider, known, [draft(seller)], knownId);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(refusalOf(await pay(provider, known, [draft(seller)]))).toBe('409 PAYMENT_USED');
  });

  test('is refused at once when the bureau revokes it or registers another key for it', async () => {
    const brief = await providerOf(gateway);
    await grant(shop, brief.code);
    expect((await pay(brief, order(), [draft()])).status).toBe(201);
    const renewed = await providerOf(gateway, brief.code);
    expect(refusalOf(await pay(brief, order(), [draft()]))).toBe('401 CREDENTIAL_INVALID');
    expect((await pay(renewed, order(), [draft()])).status).toBe(201);
    await gateway.officer.post(`/v1/bureau/providers/${brief.code}/revoke`, {});
    expect(refusalOf(await pay(renewed, order(), [draft()]))).toBe('401 CREDENTIAL_INVALID');
  });
});

describe('a seller', () => {
  test('issues from a payment that its provider confirmed, once', async () => {
    const paid = order();
    const reference = { provider: provider.code, id: paid.id };
    expect(refusalOf(await shop.issue(draft(), { payment: reference }))).toBe('404 PAYMENT_NOT_FOUND');
    expect((await confirm(provider, paid)).status).toBe(201);
    const { status, body } = await shop.issue(draft(), { payment: reference });
    expect(status).toBe(201);
    expect((await payment(paid)).invoices?.first).toBe(body.invoices[0]?.number);
    expect(refusalOf(await shop.issue(draft(), { payment: reference }))).toBe('409 PAYMENT_USED');
    expect(refusalOf(await company.issue(draft(company), { payment: reference }))).toBe(
      '404 PAYMENT_NOT_FOUND',
    );
  });

  test('cannot take the payment out of what it signed, nor put one in', async () => {
    const paid = order();
    await confirm(provider, paid);
    const headers = await shop.statement('issue', { drafts: [draft()] });
    const name = { 'Fapiao-Payment': `${provider.code}/${paid.id}` };
    const sent = await shop.send('POST', '/v1/invoices', { body: draft(), headers: { ...headers, ...name } });
    expect(refusalOf(sent)).toBe('403 SIGNATURE_INVALID');
    expect((await payment(paid)).invoices).toBeUndefined();
  });
});

test.each(Object.entries(PAYMENT_RACES))(
  `of %s one wins over HTTP, ${RACES} times`,
  async (_name, race) => {
    const cast = { seller: [shop, shop], provider: [provider, provider] } as const;
    const outcomes = await racePayments([cast], race, { rounds: RACES, now: () => gateway.home.now() });
    expect([...outcomes.values()]).toEqual([RACES]);
  },
  20_000 + RACES * 500,
);

test('a refund reverses the invoice from a lane that the gateway supplies, and once', async () => {
  const paid = order();
  const { body } = await pay(provider, paid, [draft()]);
  const number = body.invoices[0]?.number ?? '';
  const answers = await Promise.all([refund(provider, paid, number), refund(provider, paid, number)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const { body: done } = answers.find(({ status }) => status === 200) as { body: RefundResult };
  expect(done).toMatchObject({ status: { state: 'RED' }, form: { lane: 'reds', startedBy: 'SELLER' } });
  expect(done.red?.number).toMatch(/^[0-9]{20}$/);
  expect(refusalOf(await refund(provider, paid, number, { refund: 'another' }))).toBe(
    '409 REFUND_EXCEEDS_PAYMENT',
  );
  expect(refusalOf(await refund(provider, paid, number, { amount: '1.0' }))).toBe('422 MONEY_FORMAT');
});

describe('the table of providers’ rights', () => {
  const opened = new Set(
    tableIn(section(readDocument('rights.md'), '## Payment providers')).map(([route = '']) =>
      route.replaceAll('`', ''),
    ),
  );

  test('opens these routes, and no other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fapiao-providers-'));
    const world = await RightsWorld.open(join(folder, 'read-model.db'));
    const number = await world.invoice('issued', 'seller');
    const requests = await RightRequests.of(world, new Uint8Array());
    const client = await providerOf(world.gateway);
    Object.assign(world.people, { provider: { client, identity: world.identity('seller') } });
    const differing: string[] = [];
    for (const { method, path, access, body } of world.gateway.routes) {
      const what = `${method.toUpperCase()} ${path}${body?.type === LINES ? ` (${LINES})` : ''}`;
      if (access === 'public' || path === '/v1/events') continue;
      const about = what.includes('/invoices/{number}') ? number : undefined;
      const { path: sentTo, ...sent } = await requests.of(what, 'provider', about);
      const { status, body: answer } = await client.send<Partial<ProblemBody>>(methodOf(what), sentTo, sent);
      const isRefused = status === 403 && REFUSED.includes(answer.code ?? '');
      if (isRefused === opened.has(what)) differing.push(`${what}: ${status} ${answer.code ?? ''}`);
    }
    expect(differing).toEqual([]);
    expect(opened.size).toBe(8);
    await world.close();
    rmSync(folder, { recursive: true });
  });
});

const REFUSED: readonly string[] = ['ROLE_REQUIRED', 'NOT_A_PARTY'];
