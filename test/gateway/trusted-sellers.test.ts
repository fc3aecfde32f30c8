import { randomUUID } from 'node:crypto';
import {
  addFen,
  type DraftJson,
  formatInstant,
  formatYuan,
  parseYuan,
  requireDraftForm,
  ZERO_FEN,
} from '@fapiao-ledger/core';
import { SellerTrust } from '@fapiao-ledger/gateway/issuing/seller-trust';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../support/changed-client.ts';
import { spoil, vectors } from '../support/draft-vectors.ts';
import { draftOf, enterprise, lineOfNet } from '../support/drafts.ts';
import { faultsOf } from '../support/faults.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import type { MerchantClient, ProblemBody, Reply, StatementChanges } from '../support/merchant-client.ts';
import { grant, pay, paymentTo, providerOf } from '../support/paying-client.ts';
import { withValue } from '../support/pointer.ts';
import { tillOf } from '../support/scoped-keys.ts';
import { Seeded } from '../support/seeded.ts';

let gateway: TestGateway;
/** A seller that has issued nothing, so that the gateway judges its drafts early. */
let fresh: MerchantClient;
/** A seller whose drafts the gateway leaves to the contract. */
let trusted: MerchantClient;
/** Pages that the gateway has submitted, and how often it has read the policy. */
let [submitted, policiesRead] = [0, 0];

beforeAll(async () => {
  gateway = await TestGateway.start({
    wrap: (home) =>
      withClient(home, (client) => ({
        submit: async (identity, call) => {
          submitted += call.function === 'IssueInvoices' ? 1 : 0;
          return await client.submit(identity, call);
        },
        evaluate: async (identity, call) => {
          policiesRead += call.function === 'ReadPolicy' ? 1 : 0;
          return await client.evaluate(identity, call);
        },
      })),
  });
  [fresh, trusted] = [await gateway.seller(), await gateway.seller()];
});
afterAll(async () => await gateway.close());

const sound = (own: MerchantClient, net = '0.10'): DraftJson =>
  draftOf(own.code, enterprise(own.code), { lines: [lineOfNet(net)] });

/** A draft whose totals break a rule. */
const bad = (own: MerchantClient): DraftJson => ({
  ...sound(own),
  totals: { net: '1.00', tax: '0.06', gross: '1.06' },
});

/** Lets a seller issue a full page, which makes up for the refusal of a request of one draft. */
async function earnTrust(own: MerchantClient): Promise<void> {
  const reply = await own.issue(Array.from({ length: 300 }, () => sound(own)));
  expect(reply.status).toBe(201);
}

/** Broken rules of a draft that is well formed, for a seller without special terms. */
const broken = vectors.cases.filter((spoiled) => {
  const { base = 'ordinary', want, context } = spoiled;
  if (want.length === 0 || base !== 'ordinary' || context !== undefined) return false;
  const draft = spoil(vectors.bases.ordinary, spoiled);
  return faultsOf(() => requireDraftForm([draft], () => '')).length === 0;
});

describe('a refused draft', () => {
  test.each(broken)(
    'gets the same faults whether it is judged early or by the contract: $desc',
    async (spoiled) => {
      const draftFor = ({ code }: MerchantClient): DraftJson =>
        spoil(withValue(vectors.bases.ordinary, '/seller', code), spoiled) as DraftJson;
      await earnTrust(trusted);
      const [early, earlyCost] = await costOf(() => fresh.issue<ProblemBody>(draftFor(fresh)));
      const [late, lateCost] = await costOf(() => trusted.issue<ProblemBody>(draftFor(trusted)));
      expect([late.status, late.body.code, late.body.faults]).toEqual([
        early.status,
        early.body.code,
        early.body.faults,
      ]);
      expect(early.status).toBe(422);
      expect([earlyCost, lateCost]).toEqual([0, 1]);
    },
  );
});

describe('another refusal', () => {
  const past = formatInstant(Math.floor(Date.now() / 1000) - 86_400);
  const refusals: readonly (readonly [string, StatementChanges & { readonly lane?: string }, string])[] = [
    ['an expired statement', { notAfter: past }, '403 STATEMENT_EXPIRED'],
    ['a statement that ends too late', { notAfter: '2099-01-01T00:00:00Z' }, '403 STATEMENT_TOO_LONG'],
    ['another registration of the key', { keyEpoch: '0'.repeat(16) }, '403 KEY_EPOCH'],
  ];
  test.each(refusals)('is the same for a trusted seller: %s', async (_name, changes, want) => {
    await earnTrust(trusted);
    for (const own of [fresh, trusted]) {
      expect(refusalOf(await own.issue(bad(own), changes))).toBe(want);
    }
  });

  test('is that of the drafts, not of a lane that is new or without credit', async () => {
    const poor = await gateway.seller({ credit: '100.00' });
    await earnTrust(poor);
    const dear = sound(poor, '1000.00');
    const before = (await gateway.home.client.status()).height;
    expect(refusalOf(await poor.issue(bad(poor), { lane: 'another' }))).toBe('422 TOTALS_MISMATCH');
    expect((await gateway.home.client.status()).height).toBe(before);
    await earnTrust(poor);
    expect(refusalOf(await poor.issue(dear, { lane: 'another' }))).toBe('409 CREDIT_EXCEEDED');
  });

  test('is that of a reused request id, also when the drafts are bad', async () => {
    await earnTrust(trusted);
    const requestId = randomUUID();
    await trusted.issue(sound(trusted), { requestId });
    expect(refusalOf(await trusted.issue(bad(trusted), { requestId }))).toBe('409 REQUEST_ID_REUSED');
  });
});

describe('requests of a trusted seller', () => {
  test('are refused alone among others of their page', async () => {
    await earnTrust(trusted);
    const makers = [...Array.from({ length: 10 }, () => sound), bad, sound];
    const replies: Reply[] = await Promise.all(makers.map((make) => trusted.issue(make(trusted))));
    expect(replies.map(({ status }) => status)).toEqual(makers.map((make) => (make === bad ? 422 : 201)));
  });

  test('are judged early again after a refusal', async () => {
    await earnTrust(trusted);
    const costs: number[] = [];
    for (let index = 0; index < 4; index += 1) {
      const [reply, cost] = await costOf(() => trusted.issue(bad(trusted)));
      expect(refusalOf(reply)).toBe('422 TOTALS_MISMATCH');
      costs.push(cost);
    }
    expect(costs).toEqual([1, 0, 0, 0]);
  });
});

describe('drafts of others than the seller', () => {
  /** A seller with credit of its own, a caller that issues for it and has issued a full page, and the lane of both. */
  const others: readonly (readonly [string, (owner: MerchantClient) => Promise<Other>])[] = [
    [
      'a till',
      async (owner) => {
        const till = await tillOf(gateway, owner, { scopes: ['issue'] });
        return async (drafts) => await till.issue<ProblemBody>(drafts, { lane: LANE });
      },
    ],
    [
      'a provider',
      async (owner) => {
        const provider = await providerOf(gateway);
        await grant(owner, provider.code, { lane: LANE, amountMax: '99999999.00', now: gateway.home.now() });
        return async (drafts) =>
          await pay<ProblemBody>(
            provider,
            paymentTo(owner.code, grossOf(drafts), { now: gateway.home.now() }),
            drafts,
          );
      },
    ],
  ];
  const LANE = 'till-1';
  type Other = (drafts: readonly DraftJson[]) => Promise<Reply<ProblemBody>>;

  test.each(others)(
    'are judged early however much was issued: %s moves no credit by drafts that are refused',
    async (_, become) => {
      const owner = await gateway.seller();
      const issueAs = await become(owner);
      const page = Array.from({ length: 300 }, () => sound(owner));
      expect((await issueAs(page)).status).toBe(201);
      const grantOf = async (): Promise<unknown> =>
        (await owner.get(`/v1/credits/${owner.code}/${gateway.month}`)).body;
      const before = await grantOf();
      const dear = {
        ...sound(owner, '900000.00'),
        totals: { net: '900000.00', tax: '1.00', gross: '900001.00' },
      };
      const [reply, cost] = await costOf(() => issueAs([dear]));
      expect([refusalOf(reply), cost]).toEqual(['422 TOTALS_MISMATCH', 0]);
      expect(await grantOf()).toEqual(before);
    },
  );
});

test('many refused lines of a bulk body share the fresh facts by which they are refused', async () => {
  await fresh.terms();
  const lines = Array.from({ length: 400 }, () => fresh.bulkLine([bad(fresh)]));
  policiesRead = 0;
  const answers = await fresh.bulk(lines.join('\n'));
  expect(new Set(answers.map(({ problem }) => problem?.code))).toEqual(new Set(['TOTALS_MISMATCH']));
  expect(answers).toHaveLength(400);
  expect(policiesRead).toBeLessThan(100);
});

describe('trust', () => {
  test('is given for what was issued, and no more than the largest body', () => {
    const trust = new SellerTrust();
    expect(trust.take('S', 1)).toBe(false);
    trust.issued('S', 500);
    expect([trust.take('S', 1_001), trust.take('S', 1_000), trust.take('S', 1)]).toEqual([
      false,
      true,
      false,
    ]);
    for (let page = 0; page < 100; page += 1) trust.issued('S', 500_000);
    expect([trust.take('S', 2_000_000), trust.take('S', 1)]).toEqual([true, false]);
    expect(trust.take('another', 1)).toBe(false);
  });

  test('lets an attacker waste at most a sixteenth of what it issues, besides the first burst', () => {
    const random = new Seeded();
    const trust = new SellerTrust();
    let [issued, wasted] = [0, 0];
    for (let step = 0; step < 20_000; step += 1) {
      // The attacker knows the rule, and sends bad requests only when they reach the ledger.
      const burst = Array.from({ length: random.whole(1, 8) }, () => random.whole(1, 400_000));
      const unjudged = burst.filter((characters) => trust.take('S', characters));
      for (const characters of unjudged) {
        trust.refused('S', characters);
        wasted += characters;
      }
      const characters = random.whole(1, 400_000);
      trust.issued('S', characters);
      issued += characters;
    }
    expect(wasted).toBeGreaterThan(0);
    expect(wasted * 16).toBeLessThanOrEqual(issued + 16 * 2_000_000);
  });
});

/** Returns the gross of drafts, as they say it. */
function grossOf(drafts: readonly DraftJson[]): string {
  return formatYuan(drafts.reduce((sum, { totals }) => addFen(sum, parseYuan(totals.gross)), ZERO_FEN));
}

/** Returns a reply, and how many pages its request cost the ledger. */
async function costOf<T>(request: () => Promise<T>): Promise<readonly [T, number]> {
  const before = submitted;
  const reply = await request();
  return [reply, submitted - before];
}
