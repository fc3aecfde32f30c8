import type { InvoiceViewJson } from '@fapiao-ledger/core';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { monthAt } from '../support/calendar.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { refusalOf } from '../support/gateway.ts';
import { HTTP_RACES, raceOverHttp } from '../support/http-races.ts';
import type { Credential, MerchantClient } from '../support/merchant-client.ts';
import { grant } from '../support/paying-client.ts';
import { PAYMENT_RACES, type PaymentCast, racePayments } from '../support/payment-races.ts';
import { conflictsSince } from './conflicts.ts';
import { NetworkGateway } from './gateways.ts';
import { ADAPTERS, openLedger } from './network.ts';

const home = inject('fabricHome') ?? '';
/** 1,000 in long runs. */
const RACES = Number(process.env.TEST_RACES ?? 20);
const RACE_MS = 1000;
const AT_ONCE = 10;
/** Sellers with a provider each: two payments of one seller wait for one lane. */
const PAIRS = 6;
const GROSS = '4449.00';

describe.skipIf(home === '')(`two gateways on one network${inject('fabricMissing')}`, () => {
  let gateways: readonly NetworkGateway[];
  let ledger: LedgerClient;

  beforeAll(async () => {
    gateways = await Promise.all(ADAPTERS.map((adapter) => NetworkGateway.start(home, adapter)));
    ledger = await openLedger('fabric-gateway', home);
  });
  afterAll(async () => {
    await ledger?.close();
    for (const gateway of gateways ?? []) await gateway.close();
  });

  test(
    `redeem the same invoice at the same moment: one wins, ${RACES} times`,
    async () => {
      const seller = await (gateways[0] as NetworkGateway).seller();
      const rivals = await Promise.all(gateways.map((gateway) => gateway.client(seller)));
      const numbers = await lockedInvoices(rivals[0] as MerchantClient);
      const { height } = await ledger.status();
      const began = performance.now();
      const losers = new Map<string, number>();

      await eachOf(numbers, async (number) => {
        const replies = await Promise.all(
          rivals.map((rival) => rival.change('redeem', number, { amount: GROSS })),
        );
        const [winner, ...more] = replies.filter(({ status }) => status === 200);
        expect(winner?.body).toMatchObject({ status: { state: 'REDEEMED', rest: '0.00' } });
        expect(more).toEqual([]);
        for (const reply of replies.filter((each) => each !== winner))
          losers.set(refusalOf(reply), (losers.get(refusalOf(reply)) ?? 0) + 1);
      });

      const seconds = (performance.now() - began) / 1000;
      const inBlocks = await conflictsSince(ledger, height);
      console.log(
        `${RACES} races in ${seconds.toFixed(1)} s, ${inBlocks} decided by the order in a block; losers: ${JSON.stringify([...losers])}`,
      );
      expect([...losers]).toEqual([['409 INVOICE_REDEEMED', RACES]]);
      await eachOf(numbers, async (number) => {
        for (const rival of rivals) {
          const { body } = await rival.get<InvoiceViewJson>(`/v1/invoices/${number}`);
          expect(body.status.redemptions).toHaveLength(1);
        }
      });
    },
    60_000 + RACES * RACE_MS,
  );

  test.each(Object.entries(HTTP_RACES))(
    `of %s one wins, or both in an order that the rules allow, ${RACES} times`,
    async (name, race) => {
      const [first] = gateways as readonly [NetworkGateway];
      const cast = {
        seller: await atBoth(await first.seller()),
        company: await atBoth(await first.seller()),
        employee: await atBoth(await first.person()),
      };
      const period = monthAt(Date.now());
      const { height } = await ledger.status();
      const heard = await raceOverHttp(cast, race, { rounds: RACES, period });
      await report(name, heard, height);
    },
    60_000 + RACES * RACE_MS,
  );

  describe('payments', () => {
    let casts: readonly PaymentCast[];

    beforeAll(async () => {
      casts = await Promise.all(Array.from({ length: PAIRS }, payingPair));
    });

    test.each(Object.entries(PAYMENT_RACES))(
      `of %s one wins, ${RACES} times`,
      async (name, race) => {
        const { height } = await ledger.status();
        await report(name, await racePayments(casts, race, { rounds: RACES }), height);
      },
      60_000 + RACES * RACE_MS,
    );
  });

  async function atBoth(credential: Credential): Promise<readonly [MerchantClient, MerchantClient]> {
    const [first, second] = gateways as readonly [NetworkGateway, NetworkGateway];
    return [await first.client(credential), await second.client(credential)];
  }

  /** A seller and a provider to which it has granted a mandate. */
  async function payingPair(): Promise<PaymentCast> {
    const [first] = gateways as readonly [NetworkGateway];
    const [seller, provider] = [await atBoth(await first.seller()), await atBoth(await first.provider())];
    expect((await grant(seller[0], provider[0].code)).status).toBe(201);
    return { seller, provider };
  }

  async function report(name: string, outcomes: ReadonlyMap<string, number>, from: bigint): Promise<void> {
    const conflicts = await conflictsSince(ledger, from);
    console.log(`${name}: ${JSON.stringify([...outcomes])}, ${conflicts} in a block`);
    expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(RACES);
  }
});

/** Returns invoices that a seller issued to itself and locked for itself. */
async function lockedInvoices(seller: MerchantClient): Promise<readonly string[]> {
  const draft = draftOf(seller.code, enterprise(seller.code));
  const numbers: string[] = [];
  while (numbers.length < RACES) {
    const drafts = Array.from({ length: Math.min(100, RACES - numbers.length) }, () => draft);
    const { body } = await seller.issue(drafts);
    numbers.push(...body.invoices.map(({ number }) => number));
  }
  await eachOf(numbers, async (number) => {
    expect((await seller.change('lock', number, { company: seller.code })).status).toBe(200);
  });
  return numbers;
}

/** A few at once. */
async function eachOf(numbers: readonly string[], act: (number: string) => Promise<void>): Promise<void> {
  const left = numbers.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const number of left) await act(number);
    }),
  );
}
