import { shanghaiDate } from '@fapiao-ledger/core';
import { ManualClock } from '@fapiao-ledger/network/embedded';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, enterprise, lineOfNet } from '../support/drafts.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';

const DAY_MS = 86_400_000;

let gateway: TestGateway;
let seller: MerchantClient;
const clock = new ManualClock(new Date());

beforeAll(async () => {
  gateway = await TestGateway.start({ clock });
  seller = await gateway.seller({ credit: '1000.00', numbers: 10 });
});
afterAll(async () => await gateway.close());

const draft = () => draftOf(seller.code, enterprise(seller.code), { lines: [lineOfNet('100.00')] });

/** Moves the ledger to the first day that differs in month, or in year. */
function moveTo(next: 'month' | 'year'): void {
  const digits = next === 'month' ? 7 : 4;
  const period = (): string => shanghaiDate(Math.floor(clock.now() / 1000)).slice(0, digits);
  const before = period();
  while (period() === before) clock.advance(DAY_MS);
}

test('credit ends with its month, and the lane continues with the credit of the next', async () => {
  expect((await seller.issue(draft())).status).toBe(201);
  moveTo('month');
  expect(refusalOf(await seller.issue(draft()))).toBe('404 CREDIT_NOT_FOUND');
  // Numbers too: after December it is another year.
  await gateway.grant(seller, { credit: '150.00', numbers: 10 });
  expect((await seller.issue(draft())).status).toBe(201);
  expect(refusalOf(await seller.issue(draft()))).toBe('409 CREDIT_EXCEEDED');
});

test('numbers end with their year', async () => {
  moveTo('year');
  await gateway.act('/v1/bureau/credits', { seller: seller.code, month: gateway.month, net: '500.00' });
  expect(refusalOf(await seller.issue(draft()))).toBe('409 NUMBERS_EXHAUSTED');
  await gateway.grant(seller, { credit: '500.00', numbers: 5 });
  const { status, body } = await seller.issue(draft());
  expect([status, body.invoices[0]?.number.slice(0, 2)]).toEqual([201, gateway.month.slice(2, 4)]);
});
