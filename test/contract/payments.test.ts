import type {
  DraftJson,
  IssueOutcome,
  LaneJson,
  MandatesJson,
  PaymentTerms,
  TaxpayerJson,
} from '@fapiao-ledger/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode, lineOfNet } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { Paying, type Provider } from '../support/paying.ts';
import { refusal } from '../support/refusal.ts';
import { type Participant, pageCallOf } from '../support/signed-calls.ts';

let world: World;
let paying: Paying;
let shop: Participant;
let rival: Participant;
let company: Participant;
let provider: Provider;
let other: Provider;
let serial = 0;

beforeAll(async () => {
  world = await embeddedWorld();
  paying = new Paying(world);
  shop = await world.register(enterpriseCode(1), 'GENERAL');
  rival = await world.register(enterpriseCode(2), 'GENERAL');
  company = await world.register(enterpriseCode(3), 'GENERAL');
  await world.openLane(shop, { credit: '10000000.00', numbers: 1_000 });
  const prefix = `${world.month.slice(2, 4)}443`;
  await world.bureau('GrantSegment', { seller: shop.code, profile: 'DIGITAL', prefix, count: 100 });
  await world.allot(shop, { lane: 'reds', profile: 'DIGITAL', net: '0.00', numbers: 100 });
  await world.openLane(rival, { credit: '10000000.00', numbers: 1_000 });
  provider = await paying.register('V-PAY');
  other = await paying.register('V-OTHER');
});

afterAll(async () => {
  await world.close();
});

beforeEach(async () => {
  await paying.grant(shop, provider.code, { refundLane: 'reds' });
});

/** A draft over 106.00. */
function draft(seller = shop, over: Partial<Omit<DraftJson, 'lines'>> = {}): DraftJson {
  return draftOf(seller.code, enterprise(company.code), { lines: [lineOfNet('100.00')], ...over });
}

function nextId(): string {
  serial += 1;
  return `order-${serial}`;
}

function paid(amount = '106.00', over: Partial<PaymentTerms> = {}): PaymentTerms {
  return paying.paymentTo(shop.code, nextId(), amount, over);
}

describe('a confirmation with drafts', () => {
  test('issues by the mandate, and the invoice names the payment', async () => {
    const payment = paid();
    const { first, page, invoices } = await paying.issue(shop, provider, payment, [draft()]);
    const { invoice } = await world.read(first);
    expect(invoice).toMatchObject({
      checkCode: invoices[0]?.checkCode,
      payment: { provider: provider.code, id: payment.id },
    });
    expect(invoice).not.toHaveProperty('payments');
    expect(await paying.payment({ provider: provider.code, id: payment.id })).toEqual({
      provider: provider.code,
      ...payment,
      invoices: { page, first, count: 1 },
      refunds: [],
    });
  });

  test('issues several invoices that amount to the payment exactly', async () => {
    const drafts = [draft(), draft()];
    const { first } = await paying.issue(shop, provider, paid('212.00'), drafts);
    const { invoice } = await world.read(first);
    for (const amount of ['211.99', '212.01', '106.00'])
      expect(await refusal(paying.issue(shop, provider, paid(amount), drafts))).toMatchObject({
        code: 'PAYMENT_AMOUNT',
      });
    expect(invoice.totals.gross).toBe('106.00');
  });

  test('gets its first answer again under its request id, and under another one the name of its invoice', async () => {
    const payment = paid();
    const first = await paying.issue(shop, provider, payment, [draft()], { requestId: 'provider-1' });
    const again = await paying.issue(shop, provider, payment, [draft()], { requestId: 'provider-1' });
    expect(again).toEqual(first);
    const repeated = await refusal(paying.issue(shop, provider, payment, [draft()]));
    expect(repeated).toMatchObject({ code: 'PAYMENT_USED' });
    expect(repeated.message).toContain(first.first);
    const more = { ...payment, amount: '212.00' };
    expect(await refusal(paying.issue(shop, provider, more, [draft(), draft()]))).toMatchObject({
      code: 'PAYMENT_DIFFERS',
    });
    expect(await refusal(paying.confirm(provider, payment))).toMatchObject({ code: 'PAYMENT_USED' });
  });

  test('requests of one page see the payments of those before, and each other kind of request stands beside them', async () => {
    const payment = paid();
    const requests = [
      paying.request(shop, provider, payment, [draft()]),
      paying.request(shop, provider, payment, [draft()]),
      paying.request(shop, provider, paid('200.00'), [draft()]),
      paying.request(shop, provider, paid(), [draft()]),
      paying.request(shop, other, paid(), [draft()]),
    ];
    const call = pageCallOf(world.ledger, { seller: shop.code, lane: 'main' }, requests);
    const { outcomes } = await world.submit<{ outcomes: IssueOutcome[] }>(world.operator, call);
    expect(outcomes.map((outcome) => ('error' in outcome ? outcome.error.code : outcome.count))).toEqual([
      1,
      'PAYMENT_USED',
      'PAYMENT_AMOUNT',
      1,
      'MANDATE_NOT_FOUND',
    ]);
    const firsts = outcomes.flatMap((outcome) => ('first' in outcome ? [outcome.first] : []));
    const payments = [requests[0], requests[3]].map((request) => request?.payment?.id);
    for (const [index, number] of firsts.entries())
      expect((await world.read(number)).invoice.payment?.id).toBe(payments[index]);
  });

  test('issues nothing beyond the mandate', async () => {
    const issue = async (payment = paid(), drafts = [draft()], lane = 'main'): Promise<string> =>
      (await refusal(paying.issue(shop, provider, payment, drafts, { lane }))).code;
    await paying.grant(shop, provider.code, { amountMax: '105.99' });
    expect(await issue()).toBe('MANDATE_EXCEEDED');
    await paying.grant(shop, provider.code, { types: ['SPECIAL'] });
    expect(await issue()).toBe('MANDATE_EXCEEDED');
    await paying.grant(shop, provider.code);
    expect(await issue(paid(), [draft()], 'reds')).toBe('MANDATE_EXCEEDED');
    await paying.grant(shop, provider.code, { until: paying.instant(-1) });
    expect(await issue()).toBe('MANDATE_ENDED');
    await paying.act<MandatesJson>(shop, 'revoke-mandate', { provider: provider.code });
    expect(await issue()).toBe('MANDATE_NOT_FOUND');
    expect(await refusal(paying.act(shop, 'revoke-mandate', { provider: provider.code }))).toMatchObject({
      code: 'MANDATE_NOT_FOUND',
    });
    await paying.grant(shop, provider.code);
    expect(await issue(paid('106.00', { paidAt: paying.instant(900) }))).toBe('PAYMENT_TIME');
    expect(await issue(paid('106.00', { paidAt: paying.instant(-401 * 86_400) }))).toBe('PAYMENT_TIME');
  });

  test('issues nothing in the name of another seller', async () => {
    const payment = paid();
    const refused = async (call: Promise<unknown>): Promise<string> => (await refusal(call)).code;
    expect(await refused(paying.issue(shop, provider, payment, [draft(rival)]))).toBe('NOT_THE_SELLER');
    // The rival has granted no mandate, and a statement for the shop is none for the rival.
    expect(await refused(paying.issue(rival, provider, payment, [draft(rival)]))).toBe('MANDATE_NOT_FOUND');
    const request = paying.request(shop, provider, payment, [draft()]);
    const forged = pageCallOf(world.ledger, { seller: rival.code, lane: 'main' }, [request]);
    expect(await refused(world.submit(world.operator, forged))).toBe('SIGNATURE_INVALID');
    const moved = { ...request, payment: { ...request.payment, provider: other.code } } as typeof request;
    const stolen = pageCallOf(world.ledger, { seller: shop.code, lane: 'main' }, [moved]);
    expect(await refused(world.submit(world.operator, stolen))).toBe('KEY_EPOCH');
    const byRival = { provider: { ...provider, identity: rival.identity } };
    expect(await refused(paying.issue(shop, provider, payment, [draft()], byRival))).toBe(
      'SIGNATURE_INVALID',
    );
    const unknown = { ...provider, code: 'V-NONE' };
    expect(await refused(paying.issue(shop, unknown, payment, [draft()], { provider: unknown }))).toBe(
      'PROVIDER_NOT_FOUND',
    );
  });

  test('issues nothing of a suspended seller, and nothing by a revoked provider or a former key', async () => {
    const seller = await world.register(enterpriseCode(7), 'GENERAL');
    await world.openLane(seller, { credit: '1000.00', numbers: 10 });
    const brief = await paying.register('V-BRIEF');
    await paying.grant(seller, brief.code);
    const payment = paying.paymentTo(seller.code, 'one', '106.00');
    const issue = async (by = brief): Promise<string> =>
      (await refusal(paying.issue(seller, by, payment, [draft(seller)]))).code;
    await world.bureau('AmendTaxpayer', { code: seller.code, status: 'SUSPENDED' });
    expect(await issue()).toBe('TAXPAYER_SUSPENDED');
    await world.bureau('AmendTaxpayer', { code: seller.code, status: 'ACTIVE' });
    const renewed = await paying.register('V-BRIEF');
    expect(await issue()).toBe('KEY_EPOCH');
    await world.bureau('RevokeProvider', { code: brief.code });
    expect(await issue(renewed)).toBe('PROVIDER_REVOKED');
    expect(await refusal(paying.grant(seller, brief.code))).toMatchObject({ code: 'PROVIDER_REVOKED' });
    expect(await refusal(paying.grant(seller, 'V-NONE'))).toMatchObject({ code: 'PROVIDER_NOT_FOUND' });
  });
});

describe('a confirmation without drafts', () => {
  test('is used once, by a request of the payee, for its exact amount', async () => {
    const payment = paid();
    const reference = { provider: provider.code, id: payment.id };
    const pay = async (drafts = [draft()], seller = shop): Promise<unknown> =>
      await world.issue(seller, drafts, { payment: reference });
    expect(await refusal(pay())).toMatchObject({ code: 'PAYMENT_NOT_FOUND' });
    const { payment: recorded } = await paying.confirm(provider, payment);
    expect((await paying.confirm(provider, payment)).payment).toEqual(recorded);
    expect(await refusal(pay([draft(), draft()]))).toMatchObject({ code: 'PAYMENT_AMOUNT' });
    expect(await refusal(pay([draft(rival)], rival))).toMatchObject({ code: 'PAYMENT_NOT_FOUND' });
    expect(await refusal(paying.confirm(provider, { ...payment, amount: '1.00' }))).toMatchObject({
      code: 'PAYMENT_DIFFERS',
    });
    const { first } = (await pay()) as { first: string };
    expect((await world.read(first)).invoice.payment).toEqual(reference);
    expect(await refusal(pay())).toMatchObject({ code: 'PAYMENT_USED' });
    expect(await refusal(paying.issue(shop, provider, payment, [draft()]))).toMatchObject({
      code: 'PAYMENT_USED',
    });
  });

  test('can be confirmed again with drafts, which then issues', async () => {
    const payment = paid();
    await paying.confirm(provider, payment);
    const { first } = await paying.issue(shop, provider, payment, [draft()]);
    expect((await paying.payment({ provider: provider.code, id: payment.id })).invoices?.first).toBe(first);
  });

  test('is read from the ledger, and an unknown one is not found', async () => {
    expect(await refusal(paying.payment({ provider: provider.code, id: 'none' }))).toMatchObject({
      code: 'PAYMENT_NOT_FOUND',
    });
    await expect(world.evaluate('ReadPayment', { provider: 'X', id: '~' })).rejects.toMatchObject({
      faults: [{ path: '/provider' }, { path: '/id' }],
    });
  });
});

describe('a refund', () => {
  const credits = async (): Promise<LaneJson> => await world.lane(shop, 'reds');

  async function sold(count = 1): Promise<{ payment: PaymentTerms; first: string }> {
    const payment = paid(`${106 * count}.00`);
    const drafts = Array.from({ length: count }, () => draft());
    const { first } = await paying.issue(shop, provider, payment, drafts);
    return { payment, first };
  }

  test('reverses the invoice of the payment, from the lane that the mandate names', async () => {
    const { payment, first } = await sold();
    const before = await credits();
    const body = { payment: payment.id, refund: 'r-1', amount: '106.00', number: first, reason: '01' };
    const result = await paying.refund(provider, body, { requestId: 'refund-0001' });
    expect(result).toMatchObject({
      form: { state: 'UNCONDITIONAL', startedBy: 'SELLER', signers: [shop.code], lane: 'reds' },
      status: { state: 'RED', rest: '0.00' },
      payment: { refunds: [{ id: 'r-1', amount: '106.00', number: first, sequence: 1 }] },
    });
    expect((await credits()).segment.next).toBe(before.segment.next + 1);
    expect(await paying.refund(provider, body, { requestId: 'refund-0001', refundedAt: at(result) })).toEqual(
      result,
    );
    expect(await refusal(paying.refund(provider, body, { refundedAt: at(result) }))).toMatchObject({
      code: 'REFUND_USED',
    });
    expect(await refusal(paying.refund(provider, { ...body, amount: '1.00' }))).toMatchObject({
      code: 'PAYMENT_DIFFERS',
    });
    expect(await refusal(paying.refund(provider, { ...body, refund: 'r-2' }))).toMatchObject({
      code: 'REFUND_EXCEEDS_PAYMENT',
    });
  });

  const at = ({ payment }: { payment: { refunds: readonly { refundedAt: string }[] } }): string =>
    payment.refunds[0]?.refundedAt as string;

  test('reverses a part of its amount, and never more than is left', async () => {
    const { payment, first } = await sold(2);
    const lines = [{ line: 1, net: '50.00', tax: '3.00' }];
    const part = { payment: payment.id, number: first, reason: '04', lines };
    await paying.refund(provider, { ...part, refund: 'a', amount: '53.00' });
    expect(await refusal(paying.refund(provider, { ...part, refund: 'b', amount: '52.99' }))).toMatchObject({
      code: 'PAYMENT_AMOUNT',
    });
    await paying.refund(provider, { ...part, refund: 'b', amount: '53.00' });
    expect((await world.read(first)).status.state).toBe('RED');
    expect(await refusal(paying.refund(provider, { ...part, refund: 'c', amount: '53.00' }))).toMatchObject({
      code: 'INVOICE_RED',
    });
    expect((await paying.payment({ provider: provider.code, id: payment.id })).refunds).toHaveLength(2);
  });

  test('is of an invoice of its payment, confirmed by its provider, and within the mandate', async () => {
    const { payment, first } = await sold();
    const elsewhere = await sold();
    const body = { payment: payment.id, refund: 'r', amount: '106.00', number: first, reason: '01' };
    const refused = async (over: object, by = provider): Promise<string> =>
      (await refusal(paying.refund(by, { ...body, ...over }))).code;
    expect(await refused({ number: elsewhere.first })).toBe('INVOICE_NOT_PAID');
    expect(await refused({ payment: 'none' })).toBe('PAYMENT_NOT_FOUND');
    expect(await refused({}, other)).toBe('PAYMENT_NOT_FOUND');
    expect(await refused({ reason: '09' })).toBe('RED_REASON');
    expect(await refused({ refundedAt: paying.instant(900) })).toBe('PAYMENT_TIME');
    await paying.grant(shop, provider.code);
    await paying.act(shop, 'revoke-mandate', { provider: provider.code });
    expect(await refused({})).toBe('MANDATE_NOT_FOUND');
    await paying.act(shop, 'grant-mandate', {
      provider: provider.code,
      lane: 'main',
      amountMax: '1.00',
      until: paying.instant(60),
    });
    expect(await refused({})).toBe('MANDATE_EXCEEDED');
    await paying.grant(shop, provider.code, { until: paying.instant(-1) });
    expect(await refused({})).toBe('MANDATE_ENDED');
    expect((await world.read(first)).status.state).toBe('OPEN');
  });

  test('starts a form that waits for the buyer of a booked invoice, and never a second one beside it', async () => {
    const { payment, first } = await sold();
    await world.lock(company, company.code, first);
    await world.redeem(company, first, '106.00');
    const body = { payment: payment.id, refund: 'r', amount: '106.00', number: first, reason: '02' };
    const { form, red } = await paying.refund(provider, body);
    expect(form).toMatchObject({ state: 'AWAITS_BUYER', startedBy: 'SELLER' });
    expect(red).toBeUndefined();
    const running = await refusal(paying.refund(provider, { ...body, refund: 's', amount: '0.00' }));
    expect(running).toMatchObject({ code: 'RED_FORM_RUNS' });
    expect((await paying.payment({ provider: provider.code, id: payment.id })).refunds).toHaveLength(1);
  });
});

test('a mandate ends when the bureau registers another key of the seller', async () => {
  const mover = await world.register(enterpriseCode(20), 'GENERAL');
  await world.openLane(mover, { credit: '100000.00', numbers: 10 });
  await paying.grant(mover, provider.code);
  const order = (): PaymentTerms => paying.paymentTo(mover.code, nextId(), '106.00');
  await paying.issue(mover, provider, order(), [draft(mover)]);
  const { publicKey } = mover.taxpayer;
  const { keyEpoch } = await world.bureau<TaxpayerJson>('AmendTaxpayer', { code: mover.code, publicKey });
  const refused = await refusal(paying.issue(mover, provider, order(), [draft(mover)]));
  expect(refused).toMatchObject({ code: 'MANDATE_NOT_FOUND' });
  await paying.grant({ ...mover, keyEpoch }, provider.code);
  await paying.issue(mover, provider, order(), [draft(mover)]);
});

test('a confirmation that is repeated writes nothing of the payment, so it makes no page conflict', async () => {
  const payment = paid();
  await paying.confirm(provider, payment);
  const { height } = await world.client.status();
  await paying.confirm(provider, payment);
  for await (const { transactions } of world.client.blocks(height, new AbortController().signal)) {
    const keys = transactions.flatMap(({ writes }) => writes.map(({ key }) => key));
    expect(keys.filter((key) => key.startsWith('PAYMENT~'))).toEqual([]);
    break;
  }
});
