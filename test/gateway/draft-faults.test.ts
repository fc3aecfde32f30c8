import { canonicalJson, requireDraftForm } from '@fapiao-ledger/core';
import { ManualClock } from '@fapiao-ledger/network/embedded';
import type { Identity } from '@fapiao-ledger/pki';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ContextVector, type DraftCase, spoil, vectors } from '../support/draft-vectors.ts';
import { enterpriseCode } from '../support/drafts.ts';
import { faultsOf } from '../support/faults.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient, ProblemBody } from '../support/merchant-client.ts';
import { withValue } from '../support/pointer.ts';

/** The day of nearly all vectors; the few of other days belong to the core's tests. */
const DAY = (vectors.contexts.general as ContextVector).date;

const refused = vectors.cases.filter(
  ({ want, context = {} }) => want.length > 0 && context.date === undefined,
);

let gateway: TestGateway;
/** Who issues in a context, by what the ledger has to know of a seller beforehand. */
const sellers = new Map<string, Promise<MerchantClient>>();
let serial = 4000;

beforeAll(async () => {
  gateway = await TestGateway.start({ clock: new ManualClock(new Date(`${DAY}T04:00:00Z`)) });
  await Promise.all(refused.map(async (spoiled) => await sellerFor(contextOf(spoiled))));
});
afterAll(async () => await gateway.close());

describe('a draft spoiled in one place, signed by its seller', () => {
  test.each(refused)('$desc', async (spoiled) => {
    const seller = await sellerFor(contextOf(spoiled));
    const base = withValue(vectors.bases[spoiled.base ?? 'ordinary'], '/seller', seller.code);
    const before = (await gateway.home.client.status()).height;
    const draft = spoil(base, spoiled);
    // The gateway refuses a malformed draft before it asks the ledger for what the rules need.
    const ofForm = faultsOf(() => requireDraftForm([draft], () => ''));
    const { status, body } = await issue(seller, draft);
    const faults = body.faults?.map(({ code, path }) => `${code} ${path}`);
    expect(faults).toEqual(ofForm.length > 0 ? ofForm : spoiled.want);
    expect(spoiled.want.slice(0, faults?.length)).toEqual(faults);
    expect([status, body.code]).toEqual([422, spoiled.want[0]?.split(' ')[0]]);
    expect((await gateway.home.client.status()).height).toBe(before);
  });
});

async function issue(seller: MerchantClient, draft: unknown): Promise<{ status: number; body: ProblemBody }> {
  const headers = await seller.statement('issue', { drafts: [draft] });
  return await seller.send<ProblemBody>('POST', '/v1/invoices', { raw: JSON.stringify(draft), headers });
}

function contextOf({ base = 'ordinary', context }: DraftCase): ContextVector {
  return { ...(vectors.contexts[vectors.contextOf[base] as string] as ContextVector), ...context };
}

async function sellerFor(context: ContextVector): Promise<MerchantClient> {
  const name = JSON.stringify(context);
  const known = sellers.get(name) ?? register(context);
  sellers.set(name, known);
  return await known;
}

async function register({ kind, singleLimit, rateGrants, profile }: ContextVector): Promise<MerchantClient> {
  serial += 1;
  const code = enterpriseCode(serial);
  const seller = await gateway.join({ code, kind, singleLimit, rateGrants, name: '示例企业' });
  const prefix = profile === 'DIGITAL' ? '26442' : `14403260900${serial % 10}`;
  await gateway.act('/v1/bureau/credits', { seller: code, month: gateway.month, net: '1000000.00' });
  await gateway.act('/v1/bureau/segments', { seller: code, profile, prefix, count: 10 });
  await gateway.home.client.submit(gateway.home.operator as Identity, {
    contract: 'bureau',
    function: 'AllotLane',
    args: [
      canonicalJson({ seller: code, lane: 'main', month: gateway.month, profile, net: '1.00', numbers: 1 }),
    ],
  });
  return seller;
}
