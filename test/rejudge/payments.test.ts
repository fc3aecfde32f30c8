import type { PagePaymentJson, PaymentJson } from '@fapiao-ledger/core';
import { type Chain, type Difference, rejudge } from '@fapiao-ledger/network/rejudge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode, lineOfNet } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { type Forge, forged, forgedDocuments } from '../support/forged-blocks.ts';
import { Paying } from '../support/paying.ts';

let world: World;
let blocks: readonly Uint8Array[];
/** The invoices that one payment paid. */
let first: string;

beforeAll(async () => {
  world = await embeddedWorld();
  const shop = await world.register(enterpriseCode(1), 'GENERAL');
  const company = await world.register(enterpriseCode(2), 'GENERAL');
  await world.openLane(shop, { credit: '100000.00', numbers: 100 });
  const paying = new Paying(world);
  const provider = await paying.register('V-PAY');
  await paying.grant(shop, provider.code);
  const draft = draftOf(shop.code, enterprise(company.code), { lines: [lineOfNet('100.00')] });
  const order = paying.paymentTo(shop.code, 'order', '212.00');
  first = (await paying.issue(shop, provider, order, [draft, draft])).first;
  const refund = { payment: 'order', refund: 'r', amount: '106.00', number: first, reason: '01' };
  await paying.refund(provider, refund);
  await paying.confirm(provider, paying.paymentTo(shop.code, 'later', '106.00'));
  await world.issue(shop, [draft], { payment: { provider: provider.code, id: 'later' } });
  await world.issue(shop, [draft]);
  const { height } = await world.client.status();
  blocks = await Promise.all(
    Array.from({ length: Number(height) }, (_, number) => world.block(BigInt(number))),
  );
});

afterAll(() => world.close());

/** The differences that a forger's change makes, as "number code path". */
async function found(forge: Forge): Promise<readonly string[]> {
  const bytes = forged(blocks, forge);
  const chain: Chain = {
    first: 0,
    last: bytes.length - 1,
    block: (number) => bytes[number] ?? new Uint8Array(),
    close: () => undefined,
  };
  const { differences } = await rejudge(chain, { selection: {}, contract: 'fapiao', threads: 2 });
  return differences.map(({ number, code, path }: Difference) => `${number} ${code} ${path}`);
}

const forgedPayment = (changes: Partial<PaymentJson>): Forge =>
  forgedDocuments('PAYMENT', (payment) =>
    payment.id === 'order' && payment.refunds.length === 0 ? { ...payment, ...changes } : payment,
  );
const forgedHead = (change: (payment: PagePaymentJson) => readonly PagePaymentJson[]): Forge =>
  forgedDocuments('PAGE', (page) =>
    page.first === first ? { ...page, payments: (page.payments ?? []).flatMap(change) } : page,
  );

test('invoices with and without payments have no difference', async () => {
  expect(await found((_key, value) => value)).toEqual([]);
});

test.each([
  ['another amount', forgedPayment({ amount: '212.01' })],
  ['another payee', forgedPayment({ payee: enterpriseCode(2) })],
  ['other invoices', forgedPayment({ invoices: { page: '1'.repeat(20), first: '1'.repeat(20), count: 2 } })],
  ['a name that no payment has', forgedHead((payment) => [{ ...payment, id: 'other' }])],
  ['fewer invoices', forgedHead((payment) => [{ ...payment, count: 1 }])],
  ['no name', forgedHead(() => [])],
])('a payment with %s is found out', async (_what, forge) => {
  expect(new Set(await found(forge))).toEqual(new Set([`${first} INVOICE_DIFFERS /payment`]));
});
