import { canonicalJson, redFormDigest } from '@fapiao-ledger/core';
import { ManualClock, openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { delayedClient } from '../support/delayed-client.ts';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { embeddedAuthorities, LedgerWorld } from '../support/ledger-world.ts';
import { gate } from '../support/probe.ts';
import { file, fileCall, termsOf } from '../support/return-acts.ts';
import { issueCall, type Participant } from '../support/signed-calls.ts';

const JUNE = '2026-06';
/** The last second of June in Shanghai. */
const LAST_SECOND = new Date('2026-06-30T15:59:59Z');
/** 1,000 in `npm run test:long`. */
const ROUNDS = Number(process.env.TEST_RETURN_RACES ?? 5);

let clock: ManualClock;
let ledger: Awaited<ReturnType<typeof openEmbeddedLedger>>;
let world: LedgerWorld;
let shop: Participant;
let company: Participant;

beforeEach(async () => {
  clock = new ManualClock(LAST_SECOND);
  ledger = await openEmbeddedLedger({ clock });
  world = await LedgerWorld.open(ledger.client(), embeddedAuthorities(ledger), { now: () => clock.now() });
  shop = await world.register(enterpriseCode(1), 'GENERAL');
  company = await world.register(enterpriseCode(2), 'GENERAL');
  await world.openLane(shop, { credit: '100000.00' });
});

afterEach(async () => {
  await ledger.close();
});

type First = 'call' | 'filing';
const ORDERS: readonly First[] = ['call', 'filing'];

/**
 * Submits a call of the last second of June and the filing of June a second later. Both are endorsed before one is ordered, and the other one is
 * ordered when the first is committed.
 */
async function race(call: ContractCall, filing: ContractCall, first: First): Promise<readonly string[]> {
  const both = gate(2);
  const ahead = Promise.withResolvers<void>();
  const behind = async (): Promise<void> => {
    await both();
    await ahead.promise;
  };
  const [early, late] = first === 'call' ? [both, behind] : [behind, both];
  const later = { now: () => clock.now() + 1_000 };
  const sent = [
    delayedClient(ledger.peer, clock, early).submit(world.operator, call),
    delayedClient(ledger.peer, later, late).submit(world.operator, filing),
  ] as const;
  void Promise.allSettled([sent[first === 'call' ? 0 : 1]]).then(() => ahead.resolve());
  const results = await Promise.allSettled(sent);
  return results.map((result) =>
    result.status === 'fulfilled' ? 'done' : (result.reason as { code: string }).code,
  );
}

const ONE_OF_THEM = { call: ['done', 'LEDGER_CONFLICT'], filing: ['LEDGER_CONFLICT', 'done'] } as const;
/** A filing reads no invoice, so it may follow any act; an act that reads the filing may not follow it. */
const BOTH_IN_ORDER = { call: ['done', 'done'], filing: ['LEDGER_CONFLICT', 'done'] } as const;

test(
  `of an invoice of the last second and the filing of its month one wins, ${ROUNDS} times`,
  async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const seller = await world.register(enterpriseCode(10 + round), 'GENERAL');
      await world.openLane(seller, { credit: '100000.00', numbers: 10 });
      const issuing = issueCall(world, seller, [draftOf(seller.code, { type: 'PERSON' })]);
      const first = ORDERS[round % 2] as First;
      const filing = fileCall(world, seller, termsOf(JUNE));
      expect(await race(issuing, filing, first)).toEqual(ONE_OF_THEM[first]);
    }
  },
  20_000 + ROUNDS * 500,
);

test.each(ORDERS)(
  'of a lane that is opened in the last second and the filing of its month one wins: the %s first',
  async (first) => {
    const want = { seller: shop.code, lane: 'new', profile: 'DIGITAL', net: '0.00', numbers: 0, month: JUNE };
    await world.bureau('GrantSegment', { seller: shop.code, profile: 'DIGITAL', prefix: '26443', count: 10 });
    const allotment: ContractCall = {
      contract: 'bureau',
      function: 'AllotLane',
      args: [canonicalJson({ ...want, numbers: 10 })],
    };
    const filing = fileCall(world, shop, termsOf(JUNE));
    expect(await race(allotment, filing, first)).toEqual(ONE_OF_THEM[first]);
  },
);

test.each(ORDERS)(
  'no use is confirmed for a month after its filing, which may follow a confirmation: the %s first',
  async (first) => {
    const draft = draftOf(shop.code, enterprise(company.code), { type: 'SPECIAL' });
    const number = (await world.issue(shop, [draft])).invoices[0]?.number as string;
    const body = { purpose: 'DEDUCTION', period: JUNE, invoices: [{ number }] };
    const confirmation = await world.changeCall(company, 'confirm-use', body);
    // A return that is filed after the confirmation leaves it out, and the bureau names the difference.
    const filing = fileCall(world, company, termsOf(JUNE));
    expect(await race(confirmation, filing, first)).toEqual(BOTH_IN_ORDER[first]);
  },
);

test.each(ORDERS)(
  'a red-letter invoice and the filing of the buyer’s month never lose what is given back: the %s first',
  async (first) => {
    const draft = draftOf(shop.code, enterprise(company.code), { type: 'SPECIAL' });
    const number = (await world.issue(shop, [draft])).invoices[0]?.number as string;
    await world.change(company, 'confirm-use', {
      purpose: 'DEDUCTION',
      period: JUNE,
      invoices: [{ number }],
    });
    const { form } = await world.redLetter(shop, 'start-red-letter', { number, reason: '01', lane: 'main' });
    const body = { number, sequence: 1, terms: redFormDigest(form) };
    const confirmation = await world.redLetterCall(company, 'confirm-red-letter', body);
    const filing = fileCall(world, company, termsOf(JUNE, { input: '251.83' }));
    expect(await race(confirmation, filing, first)).toEqual(BOTH_IN_ORDER[first]);
    if (first === 'filing') {
      const again = await world.redLetter(company, 'confirm-red-letter', body);
      expect(again.status.use?.transfers).toMatchObject([{ period: '2026-07' }]);
    } else {
      expect((await world.read(number)).status.use?.transfers).toMatchObject([{ period: JUNE }]);
    }
  },
);

test('a page of the new month and the filing of the month before do not hinder each other', async () => {
  const number = { profile: 'DIGITAL', net: '0.00', numbers: 0 } as const;
  await world.bureau('GrantSegment', { seller: shop.code, profile: 'DIGITAL', prefix: '26443', count: 10 });
  await world.allot(shop, { ...number, lane: 'till', numbers: 10, month: JUNE });
  clock.advance(1_000);
  await world.bureau('GrantCredit', { seller: shop.code, month: '2026-07', net: '100000.00' });
  await world.allot(shop, { ...number, lane: 'main', net: '50000.00', month: '2026-07' });
  const issuing = issueCall(world, shop, [draftOf(shop.code, { type: 'PERSON' })]);
  expect(await race(issuing, fileCall(world, shop, termsOf(JUNE)), 'call')).toEqual(['done', 'done']);
  expect(await world.lane(shop, 'till')).toHaveProperty('closed', true);
  expect(await world.lane(shop)).not.toHaveProperty('closed');
});

test('a filing closes every lane of its month, and no lane of another seller', async () => {
  const lanes = Array.from({ length: 120 }, (_, index) => `till-${index}`);
  await world.bureau('GrantSegment', {
    seller: shop.code,
    profile: 'DIGITAL',
    prefix: '26443',
    count: 1_000,
  });
  for (const lane of lanes)
    await world.allot(shop, { lane, profile: 'DIGITAL', net: '0.00', numbers: 1, month: JUNE });
  const other = await world.register(`${enterpriseCode(3)}`, 'GENERAL');
  await world.openLane(other, { credit: '1.00', numbers: 1 });
  clock.advance(1_000);
  await file(world, shop, termsOf(JUNE));
  for (const lane of ['main', ...lanes]) expect(await world.lane(shop, lane)).toHaveProperty('closed', true);
  expect(await world.lane(other)).not.toHaveProperty('closed');
});
