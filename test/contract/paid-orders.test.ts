import type { IssueOutcome, IssueRequest, PaymentTerms } from '@fapiao-ledger/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode, lineOfNet } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { Paying, type Provider } from '../support/paying.ts';
import { refusal } from '../support/refusal.ts';
import { SEED, Seeded } from '../support/seeded.ts';
import { type Participant, pageCallOf } from '../support/signed-calls.ts';

/** Orders that a provider confirms; of each tenth it then confirms a refund. */
const ORDERS = Number(process.env.TEST_PAID_ORDERS ?? 100);
const PAGE = 50;

const random = new Seeded(SEED);
let world: World;
let paying: Paying;
let shop: Participant;
let rival: Participant;
let provider: Provider;
let other: Provider;
let expired: Provider;

beforeAll(async () => {
  world = await embeddedWorld();
  paying = new Paying(world);
  shop = await world.register(enterpriseCode(1), 'GENERAL');
  rival = await world.register(enterpriseCode(2), 'GENERAL');
  await world.openLane(shop, { credit: '99000000.00', numbers: 10_000 });
  provider = await paying.register('V-PAY');
  other = await paying.register('V-OTHER');
  expired = await paying.register('V-EXPIRED');
  await paying.grant(shop, provider.code);
  await paying.grant(shop, expired.code, { until: paying.instant(-60) });
});

afterAll(async () => {
  await world.close();
});

/** A message of the provider about an order, or one that is no such message. */
interface Message {
  readonly request: IssueRequest;
  /** Place of the order; absent for a forgery, which must not issue. */
  readonly order?: number;
  /** The refusal that a forgery must meet. */
  readonly refusal?: string;
}

const draft = (seller = shop) =>
  draftOf(seller.code, enterprise(enterpriseCode(3)), { lines: [lineOfNet('100.00')] });

function messagesOf(payment: PaymentTerms, order: number): readonly Message[] {
  const first = paying.request(shop, provider, payment, [draft()]);
  const again = paying.request(shop, provider, payment, [draft()]);
  return random.chance(0.5)
    ? [
        { request: first, order },
        { request: first, order },
      ]
    : [
        { request: first, order },
        { request: again, order },
      ];
}

/** A forged confirmation, and the refusal that it must meet. */
function forgeryOf(payment: PaymentTerms): Message {
  const fresh = { ...payment, id: `${payment.id}-forged` };
  const byRival = { provider: { ...provider, identity: rival.identity } };
  const honest = paying.request(shop, provider, fresh, [draft()]);
  const forgeries: readonly (readonly [refusal: string, forge: () => IssueRequest])[] = [
    ['PAYMENT_AMOUNT', () => paying.request(shop, provider, { ...fresh, amount: '105.99' }, [draft()])],
    ['NOT_THE_SELLER', () => paying.request(shop, provider, fresh, [draft(rival)])],
    ['SIGNATURE_INVALID', () => paying.request(shop, provider, fresh, [draft()], byRival)],
    ['MANDATE_ENDED', () => paying.request(shop, expired, fresh, [draft()])],
    ['MANDATE_NOT_FOUND', () => paying.request(shop, other, fresh, [draft()])],
    ['SIGNATURE_INVALID', () => paying.request(rival, provider, { ...fresh, payee: rival.code }, [draft()])],
    [
      'SIGNATURE_INVALID',
      () => ({
        ...honest,
        payment: { provider: provider.code, id: payment.id, amount: '106.00', paidAt: payment.paidAt },
      }),
    ],
    [
      'SIGNATURE_INVALID',
      () => ({
        ...honest,
        payment: { ...honest.payment, amount: '0.01' } as IssueRequest['payment'] & object,
      }),
    ],
  ];
  const [refusal, forge] = random.pick(forgeries);
  return { request: forge(), refusal };
}

/** The messages in an order that the seed decides. */
function shuffled(messages: readonly Message[]): readonly Message[] {
  return messages
    .map((message) => ({ message, place: random.whole(0, 1_000_000_000) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ message }) => message);
}

async function submit(messages: readonly Message[]): Promise<readonly IssueOutcome[]> {
  const requests = messages.map(({ request }) => request);
  const call = pageCallOf(world.ledger, { seller: shop.code, lane: 'main' }, requests);
  return (await world.submit<{ outcomes: IssueOutcome[] }>(world.operator, call)).outcomes;
}

test(`${ORDERS} orders that are confirmed again, out of order and among forgeries become one invoice each`, async () => {
  const payments = Array.from({ length: ORDERS }, (_, index) =>
    paying.paymentTo(shop.code, `order-${index}`, '106.00'),
  );
  const messages = shuffled(
    payments.flatMap((payment, index) => [...messagesOf(payment, index), forgeryOf(payment)]),
  );
  const numbers = new Map<number, Set<string>>();
  for (let start = 0; start < messages.length; start += PAGE) {
    const page = messages.slice(start, start + PAGE);
    const outcomes = await submit(page);
    for (const [index, outcome] of outcomes.entries()) {
      const { order, refusal } = page[index] as Message;
      if (order === undefined) expect(outcome).toMatchObject({ error: { code: refusal } });
      else if ('first' in outcome)
        numbers.set(order, new Set([...(numbers.get(order) ?? []), outcome.first]));
      else expect(outcome.error.code).toBe('PAYMENT_USED');
    }
  }
  expect([...numbers.values()].map(({ size }) => size)).toEqual(payments.map(() => 1));
  const all = [...numbers.values()].flatMap((set) => [...set]);
  expect(new Set(all).size).toBe(ORDERS);
  expect((await world.lane(shop)).used).toBe(`${ORDERS * 100}.00`);
  await refundTenth(payments, numbers);
});

/** Confirms a refund of each tenth order twice, and of another order's invoice once. */
async function refundTenth(
  payments: readonly PaymentTerms[],
  numbers: ReadonlyMap<number, ReadonlySet<string>>,
): Promise<void> {
  const before = (await world.lane(shop)).segment.next;
  for (const [index, { id }] of payments.entries()) {
    if (index % 10 !== 0) continue;
    const [number = ''] = numbers.get(index) ?? [];
    const [foreign = ''] = numbers.get(index + 1) ?? [];
    const body = { payment: id, refund: 'refund', amount: '106.00', number, reason: '01' };
    const options = { refundedAt: paying.instant(-30), requestId: `refund-${index}-first` };
    const done = await paying.refund(provider, body, options);
    expect(done.status.state).toBe('RED');
    expect(await paying.refund(provider, body, options)).toEqual(done);
    const again = { ...options, requestId: `refund-${index}-again` };
    expect(await refusal(paying.refund(provider, body, again))).toMatchObject({ code: 'REFUND_USED' });
    const wrong = { ...body, refund: 'other', number: foreign };
    expect(await refusal(paying.refund(provider, wrong))).toMatchObject({ code: 'INVOICE_NOT_PAID' });
  }
  const lane = await world.lane(shop);
  expect(lane.segment.next - before).toBe(Math.ceil(ORDERS / 10));
  expect(lane.restored).toBe(`${Math.ceil(ORDERS / 10) * 100}.00`);
}
