import { randomUUID } from 'node:crypto';
import { formatInstant } from '@fapiao-ledger/core';
import { ManualClock } from '@fapiao-ledger/network/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quietMoment } from '../support/calendar.ts';
import { draftOf, enterprise, lineOfNet } from '../support/drafts.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import type { IssuedBody, MerchantClient, ProblemBody } from '../support/merchant-client.ts';

interface OutcomeBody {
  readonly state: string;
  readonly height: string;
  readonly invoices?: IssuedBody['invoices'];
  readonly request: { readonly record?: unknown };
}

let gateway: TestGateway;
let seller: MerchantClient;
let buyer: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start();
  seller = await gateway.seller();
  buyer = await gateway.company();
});
afterAll(async () => await gateway.close());

const draft = (over = {}) => draftOf(seller.code, enterprise(buyer.code), over);

describe('one draft', () => {
  test('is issued with a number and a check code', async () => {
    const reply = await seller.issue(draft(), { requestId: 'till-1:0001' });
    expect(reply.status).toBe(201);
    expect(reply.body).toEqual({
      requestId: 'till-1:0001',
      transactionId: expect.stringMatching(/^[0-9a-f]{64}$/),
      issuedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      invoices: [{ number: expect.stringMatching(/^\d{20}$/), checkCode: expect.stringMatching(/^\d{20}$/) }],
    });
  });

  test('is refused with every fault of form, then every broken rule, and pointers into the draft', async () => {
    const wrong = draft();
    const line = { ...wrong.lines[0], tax: '0.00', item: '' };
    const totals = { ...wrong.totals, net: 12 };
    const { status, type, body } = await seller.issue<ProblemBody>({
      ...wrong,
      lines: [line],
      totals,
    } as never);
    expect([status, type]).toEqual([422, 'application/problem+json']);
    const faults = body.faults?.map(({ code, path }) => `${code} ${path}`);
    expect(faults).toEqual(['TEXT_INVALID /lines/0/item', 'FIELD_TYPE /totals/net']);
    expect(body.code).toBe('TEXT_INVALID');
    const wellFormed = { ...wrong, lines: [{ ...line, item: '票' }], totals: { ...totals, net: '12.00' } };
    const second = await seller.issue<ProblemBody>(wellFormed as never);
    expect(second.body.faults?.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'TAX_DRIFT_EXCEEDED /lines',
      'TOTALS_MISMATCH /totals/net',
      'TOTALS_MISMATCH /totals/tax',
      'TOTALS_MISMATCH /totals/gross',
      'LINE_TAX_MISMATCH /lines/0/tax',
    ]);
  });

  test('costs no transaction when it is refused', async () => {
    const before = (await gateway.home.client.status()).height;
    await seller.issue({ ...draft(), totals: { net: '1.00', tax: '0.06', gross: '1.06' } });
    expect((await gateway.home.client.status()).height).toBe(before);
  });

  test('of another seller is refused', async () => {
    const other = await gateway.seller();
    const reply = await seller.issue(draftOf(other.code, enterprise(buyer.code)));
    expect(refusalOf(reply)).toBe('403 NOT_THE_SELLER');
  });

  test('signed by another taxpayer is refused', async () => {
    expect(refusalOf(await seller.issue(draft(), { signer: buyer }))).toBe('403 SIGNATURE_INVALID');
  });
});

describe('several drafts', () => {
  test('are issued together under consecutive numbers', async () => {
    const { status, body } = await seller.issue([draft(), draft(), draft()]);
    expect(status).toBe(201);
    const numbers = body.invoices.map(({ number }) => BigInt(number));
    expect(numbers).toEqual([0n, 1n, 2n].map((offset) => (numbers[0] as bigint) + offset));
  });

  test('are refused together, with a pointer to the bad one', async () => {
    const bad = { ...draft(), remark: '' };
    const { status, body } = await seller.issue<ProblemBody>([draft(), bad]);
    expect([status, body.faults]).toEqual([
      422,
      [{ code: 'TEXT_INVALID', path: '/invoices/1/remark', message: expect.any(String) }],
    ]);
  });

  test.each([
    ['none', { invoices: [] }, 'FIELD_VALUE', '/invoices'],
    ['no list', { invoices: 'x' }, 'FIELD_TYPE', '/invoices'],
    ['something beside', { invoices: [{}], more: 1 }, 'FIELD_UNKNOWN', '/more'],
    ['too many', { invoices: Array.from({ length: 501 }, () => ({})) }, 'FIELD_VALUE', '/invoices'],
  ])('%s of them are refused', async (_, body, code, path) => {
    const headers = await seller.statement('issue', {});
    const reply = await seller.send<ProblemBody>('POST', '/v1/invoices', { body, headers });
    expect(reply.body.faults?.map((fault) => [fault.code, fault.path])).toContainEqual([code, path]);
  });
});

describe('headers', () => {
  test.each([
    ['no request id', { 'Idempotency-Key': undefined }, 'FIELD_REQUIRED /Idempotency-Key'],
    ['a short request id', { 'Idempotency-Key': 'short' }, 'FIELD_VALUE /Idempotency-Key'],
    ['no signature', { 'Fapiao-Signature': undefined }, 'FIELD_REQUIRED /Fapiao-Signature'],
    ['no end', { 'Fapiao-Not-After': undefined }, 'FIELD_REQUIRED /Fapiao-Not-After'],
    ['an end without seconds', { 'Fapiao-Not-After': '2026-03-01T08:00Z' }, 'DATE_FORMAT /Fapiao-Not-After'],
    ['no registration', { 'Fapiao-Key-Epoch': undefined }, 'FIELD_REQUIRED /Fapiao-Key-Epoch'],
    ['no ledger', { 'Fapiao-Ledger': undefined }, 'FIELD_REQUIRED /Fapiao-Ledger'],
    ['half a ledger', { 'Fapiao-Ledger': 'ab'.repeat(32) }, 'FIELD_VALUE /Fapiao-Ledger'],
    ['a bad lane', { 'Fapiao-Lane': 'a b' }, 'FIELD_VALUE /Fapiao-Lane'],
  ])('%s', async (_, changes, fault) => {
    const statement = await seller.statement('issue', { drafts: [draft()] });
    const given = Object.entries({ ...statement, ...changes }).filter(([, value]) => value !== undefined);
    const headers = Object.fromEntries(given) as Record<string, string>;
    const reply = await seller.send<ProblemBody>('POST', '/v1/invoices', { body: draft(), headers });
    expect(refusalOf(reply)).toBe(`422 ${fault.split(' ')[0]}`);
    expect(reply.body.faults?.map(({ code, path }) => `${code} ${path}`)).toEqual([fault]);
  });

  test('for another ledger are refused before anything is asked of this one', async () => {
    const [id = '', contract = ''] = (await seller.terms()).ledger.split('/');
    for (const ledger of [`${'0'.repeat(64)}/${contract}`, `${id}/other`])
      expect(refusalOf(await seller.issue(draft(), { ledger }))).toBe('403 OTHER_LEDGER');
  });
});

describe('a statement', () => {
  test('that has ended, or ends too far ahead, is refused', async () => {
    const at = (seconds: number): string => formatInstant(Math.floor(gateway.home.now() / 1000) + seconds);
    expect(refusalOf(await seller.issue(draft(), { notAfter: at(-1) }))).toBe('403 STATEMENT_EXPIRED');
    expect(refusalOf(await seller.issue(draft(), { notAfter: at(8 * 86_400) }))).toBe(
      '403 STATEMENT_TOO_LONG',
    );
  });

  test('for another registration of the key is refused', async () => {
    expect(refusalOf(await seller.issue(draft(), { keyEpoch: 'f'.repeat(16) }))).toBe('403 KEY_EPOCH');
  });

  test('that replaces a request keeps it from ever taking effect', async () => {
    const [old, later] = [randomUUID(), randomUUID()];
    expect((await seller.issue(draft(), { requestId: later, replaces: old })).status).toBe(201);
    expect(refusalOf(await seller.issue(draft(), { requestId: old }))).toBe('409 REQUEST_REPLACED');
    const { body } = await seller.get<OutcomeBody>(`/v1/requests/${old}`);
    expect(body).toMatchObject({ state: 'REPLACED', request: { record: { replacedBy: later } } });
    expect(body.invoices).toBeUndefined();
  });

  test('that replaces a request which took effect is refused', async () => {
    const old = randomUUID();
    await seller.issue(draft(), { requestId: old });
    expect(refusalOf(await seller.issue(draft(), { replaces: old }))).toBe('409 REPLACED_REQUEST_USED');
  });
});

describe('a request that is looked up', () => {
  test('has its invoices, and the height of the ledger', async () => {
    const requestId = randomUUID();
    const { body: issued } = await seller.issue(draft(), { requestId });
    const { body } = await seller.get<OutcomeBody>(`/v1/requests/${requestId}`);
    expect(body).toMatchObject({ state: 'DONE', height: expect.stringMatching(/^\d+$/) });
    expect(body.invoices).toEqual(issued.invoices);
  });

  test('has no outcome when it was refused, or when another caller sent it', async () => {
    const [refused, sellers] = [randomUUID(), randomUUID()];
    await seller.issue({ ...draft(), remark: '' }, { requestId: refused });
    await seller.issue(draft(), { requestId: sellers });
    for (const [caller, id] of [
      [seller, refused],
      [buyer, sellers],
    ] as const) {
      const { body } = await caller.get<OutcomeBody>(`/v1/requests/${id}`);
      expect([body.state, body.invoices, body.request.record]).toEqual(['NOT_USED', undefined, undefined]);
    }
  });
});

describe('a request that is repeated', () => {
  test('gets the same answer', async () => {
    const requestId = randomUUID();
    const first = await seller.issue(draft(), { requestId });
    const second = await seller.issue(draft(), { requestId });
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
  });

  test('with other content is refused', async () => {
    const requestId = randomUUID();
    await seller.issue(draft(), { requestId });
    const other = await seller.issue(draft({ remark: '另一张' }), { requestId });
    expect(refusalOf(other)).toBe('409 REQUEST_ID_REUSED');
  });

  test('with content that would be refused by itself is answered with the reuse', async () => {
    const requestId = randomUUID();
    await seller.issue(draft(), { requestId });
    const other = await seller.issue(
      { ...draft(), totals: { ...draft().totals, net: '1.00' } },
      { requestId },
    );
    expect(refusalOf(other)).toBe('409 REQUEST_ID_REUSED');
  });

  test('many times at once issues one invoice', async () => {
    const requestId = randomUUID();
    const replies = await Promise.all(Array.from({ length: 20 }, () => seller.issue(draft(), { requestId })));
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.invoices[0]?.number}`)).size).toBe(1);
  });

  test('gets the same answer even when the seller is suspended meanwhile', async () => {
    const shortLived = await gateway.seller();
    const own = draftOf(shortLived.code, enterprise(buyer.code));
    const requestId = randomUUID();
    const first = await shortLived.issue(own, { requestId });
    await gateway.officer.send('PATCH', `/v1/bureau/taxpayers/${shortLived.code}`, {
      body: { status: 'SUSPENDED' },
    });
    expect((await shortLived.issue(own, { requestId })).body).toEqual(first.body);
    expect(refusalOf(await shortLived.issue(own))).toBe('403 TAXPAYER_SUSPENDED');
  });
});

describe('what the seller may still issue', () => {
  test('without credit is nothing', async () => {
    const poor = await gateway.company();
    expect(refusalOf(await poor.issue(draftOf(poor.code, enterprise(buyer.code))))).toBe(
      '404 CREDIT_NOT_FOUND',
    );
  });

  test('ends with the credit, to the fen', async () => {
    const seller = await gateway.seller({ credit: '100.00' });
    const of = (net: string) => draftOf(seller.code, enterprise(buyer.code), { lines: [lineOfNet(net)] });
    expect((await seller.issue(of('60.00'))).status).toBe(201);
    expect(refusalOf(await seller.issue(of('40.01')))).toBe('409 CREDIT_EXCEEDED');
    expect((await seller.issue(of('40.00'))).status).toBe(201);
    expect(refusalOf(await seller.issue(of('0.01')))).toBe('409 CREDIT_EXCEEDED');
  });

  test('ends with the numbers', async () => {
    const seller = await gateway.seller({ numbers: 2 });
    const one = draftOf(seller.code, enterprise(buyer.code));
    expect((await seller.issue([one, one])).status).toBe(201);
    expect(refusalOf(await seller.issue(one))).toBe('409 NUMBERS_EXHAUSTED');
  });

  test('continues when the bureau grants more', async () => {
    const seller = await gateway.seller({ credit: '100.00', numbers: 1 });
    const of = (net: string) => draftOf(seller.code, enterprise(buyer.code), { lines: [lineOfNet(net)] });
    expect((await seller.issue(of('100.00'))).status).toBe(201);
    await gateway.grant(seller, { credit: '150.00', numbers: 1 });
    expect((await seller.issue(of('50.00'))).status).toBe(201);
  });

  test('is shared by lanes', async () => {
    const gatewayOfSmallChunks = await TestGateway.start({
      limits: { creditChunk: '10.00', numbersChunk: 5 },
    });
    const seller = await gatewayOfSmallChunks.seller({ credit: '50.00', numbers: 100 });
    const of = (net: string) => draftOf(seller.code, enterprise(buyer.code), { lines: [lineOfNet(net)] });
    expect((await seller.issue(of('25.00'), { lane: 'till-1' })).status).toBe(201);
    expect((await seller.issue(of('25.00'), { lane: 'till-2' })).status).toBe(201);
    expect(refusalOf(await seller.issue(of('0.01'), { lane: 'till-3' }))).toBe('409 CREDIT_EXCEEDED');
    await gatewayOfSmallChunks.close();
  });
});

describe('rules', () => {
  test('are needed', async () => {
    const bare = await TestGateway.bare();
    const seller = await bare.seller();
    expect(refusalOf(await seller.issue(draftOf(seller.code, enterprise(seller.code))))).toBe(
      '404 RULE_SET_NOT_FOUND',
    );
    await bare.close();
  });

  test('of a closed period refuse every issue at once', async () => {
    const clock = new ManualClock(quietMoment());
    const closing = await TestGateway.start({ clock });
    const seller = await closing.seller();
    const own = draftOf(seller.code, enterprise(seller.code));
    const requestId = randomUUID();
    const first = await seller.issue(own, { requestId });
    const [before, month] = [new Date(clock.now()), closing.month];
    while (closing.month === month) clock.advance(86_400_000);
    await closing.act('/v1/bureau/periods', { month });
    clock.set(before);
    expect(refusalOf(await seller.issue(own))).toBe('409 PERIOD_CLOSED');
    expect((await seller.issue(own, { requestId })).body).toEqual(first.body);
    await closing.close();
  });
});
