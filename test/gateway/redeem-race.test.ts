import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';

const CLIENTS = 64;
/** 1,000 in `npm run test:long`. */
const INVOICES = Number(process.env.TEST_REDEEMED_INVOICES ?? 100);
const PAGE = 500;

let gateway: TestGateway;
let seller: MerchantClient;
let buyer: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start();
  [seller, buyer] = [await gateway.seller(), await gateway.company()];
});
afterAll(async () => await gateway.close());

test(
  `${CLIENTS} clients redeem the same ${INVOICES} invoices: each is redeemed once, the others hear why not`,
  async () => {
    const draft = draftOf(seller.code, enterprise(buyer.code));
    const numbers: string[] = [];
    while (numbers.length < INVOICES) {
      const length = Math.min(PAGE, INVOICES - numbers.length);
      const { body } = await seller.issue(Array.from({ length }, () => draft));
      numbers.push(...body.invoices.map(({ number }) => number));
    }
    await Promise.all(numbers.map((number) => buyer.change('lock', number, { company: buyer.code })));

    const successes: string[] = [];
    const refusals = new Set<string>();
    const redeemAll = async (): Promise<void> => {
      for (const number of numbers) {
        const reply = await buyer.change('redeem', number, { amount: '4449.00' });
        if (reply.status === 200) successes.push(number);
        else refusals.add(refusalOf(reply));
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, redeemAll));

    expect(successes.sort()).toEqual([...numbers].sort());
    // The gateway sends a change that lost the race again; it then finds the invoice redeemed.
    expect([...refusals]).toEqual(['409 INVOICE_REDEEMED']);
  },
  60_000 + CLIENTS * INVOICES * 20,
);
