import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../support/changed-client.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';

let gateway: TestGateway;
let seller: MerchantClient;
let buyer: MerchantClient;
/** Invoices that were read from the ledger. */
let reads = 0;
let status: LedgerClient['status'] | undefined;

beforeAll(async () => {
  gateway = await TestGateway.start({
    wrap: (home) =>
      withClient(home, (client) => ({
        evaluate: async (identity, call) => {
          if (call.function === 'ReadInvoice') reads += 1;
          return await client.evaluate(identity, call);
        },
        status: async () => await (status ?? client.status.bind(client))(),
        heightNow: () => (status === undefined ? client.heightNow?.() : undefined),
      })),
  });
  seller = await gateway.seller();
  buyer = await gateway.company();
});
afterAll(async () => await gateway.close());

interface Shown {
  readonly status: { readonly state: string };
  readonly height: string;
}

const issue = async (): Promise<string> => {
  const { body } = await seller.issue(draftOf(seller.code, enterprise(buyer.code)));
  return body.invoices[0]?.number as string;
};
const show = async (number: string): Promise<Shown> =>
  (await buyer.get<Shown>(`/v1/invoices/${number}`)).body;

/** Shows an invoice until that costs no read: until the blocks heard of have caught up. */
async function remembered(number: string): Promise<void> {
  let before: number;
  do {
    before = reads;
    await show(number);
  } while (reads > before);
}

describe('an invoice that is read again', () => {
  test('comes from memory while it does not change', async () => {
    const number = await issue();
    await remembered(number);
    const before = reads;
    for (let count = 0; count < 5; count += 1) expect((await show(number)).status.state).toBe('OPEN');
    expect(reads).toBe(before);
    await issue();
    await remembered(number);
    // The feed may be behind for a moment; then the ledger is asked.
    expect((await show(number)).status.state).toBe('OPEN');
  });

  test('is current immediately after each change', async () => {
    const number = await issue();
    const states: string[] = [];
    for (let count = 0; count < 10; count += 1) {
      await show(number);
      await buyer.change('lock', number, { company: buyer.code });
      states.push((await show(number)).status.state);
      await buyer.change('unlock', number);
      states.push((await show(number)).status.state);
    }
    expect(states).toEqual(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 'LOCKED' : 'OPEN')));
  });

  test('comes from the ledger while the received blocks are behind it', async () => {
    const number = await issue();
    await show(number);
    const known = await gateway.home.client.status();
    status = () => Promise.resolve({ ...known, height: known.height + 5n });
    const before = reads;
    expect((await show(number)).height).toBe(String(known.height + 5n));
    status = undefined;
    expect(reads - before).toBe(1);
  });

  test('is still no business of others', async () => {
    const number = await issue();
    await show(number);
    const stranger = await gateway.company();
    expect((await stranger.get(`/v1/invoices/${number}`)).status).toBe(403);
  });
});
