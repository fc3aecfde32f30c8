import { canonicalJson, encodeDrafts, type IssueOutcome } from '@fapiao-ledger/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blocksOf, textBlock } from '../support/compact-drafts.ts';
import { draftOf, enterprise, enterpriseCode, lineOfNet, personId } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { refusal } from '../support/refusal.ts';
import { issueCall, type Participant, pageCallOf, signedRequest } from '../support/signed-calls.ts';

const BUYER = enterprise(enterpriseCode(900));

let world: World;
let serial = 0;

beforeAll(async () => {
  world = await embeddedWorld();
});

afterAll(async () => {
  await world.close();
});

/** A seller of its own for each test, with an open lane. */
async function seller(credit = '1000000.00', numbers = 10_000): Promise<Participant> {
  serial += 1;
  const registered = await world.register(enterpriseCode(serial), 'GENERAL');
  await world.openLane(registered, { credit, numbers });
  return registered;
}

describe('issue', () => {
  test('gives numbers in order, check codes, and the invoice as drafted', async () => {
    const shop = await seller();
    const draft = draftOf(shop.code, BUYER, { remark: '合同 2026-001' });
    const { invoices, transactionId } = await world.issue(shop, [draft, draft, draft]);
    const numbers = invoices.map(({ number }) => BigInt(number));
    expect(numbers).toEqual([0n, 1n, 2n].map((offset) => (numbers[0] as bigint) + offset));
    const { invoice, status } = await world.read(invoices[1]?.number as string);
    expect(invoice).toMatchObject({
      number: invoices[1]?.number,
      checkCode: invoices[1]?.checkCode,
      lines: draft.lines,
      totals: { net: '4197.17', tax: '251.83', gross: '4449.00' },
      seller: { code: shop.code, name: shop.taxpayer.name },
      ruleSet: { version: '2026.1' },
      remark: '合同 2026-001',
      transactionId,
    });
    expect(invoice.checkCode).toMatch(/^[0-9]{20}$/);
    expect(status).toEqual({
      state: 'OPEN',
      holder: BUYER.type === 'ENTERPRISE' ? BUYER.code : '',
      rest: '4449.00',
      redemptions: [],
    });
  });

  test('repeats the first answer for the same request, in another transaction, and issues nothing', async () => {
    const shop = await seller();
    const drafts = [draftOf(shop.code, BUYER)];
    const first = await world.issue(shop, drafts, { requestId: 'request-0001' });
    const again = await world.issue(shop, drafts, { requestId: 'request-0001' });
    expect(again).toEqual(first);
    const next = await world.issue(shop, drafts);
    expect(BigInt(next.invoices[0]?.number as string)).toBe(BigInt(first.invoices[0]?.number as string) + 1n);
  });

  test('refuses a request id with other content', async () => {
    const shop = await seller();
    await world.issue(shop, [draftOf(shop.code, BUYER)], { requestId: 'request-0002' });
    const other = world.issue(shop, [draftOf(shop.code, BUYER, { remark: 'x' })], {
      requestId: 'request-0002',
    });
    expect(await refusal(other)).toMatchObject({ code: 'REQUEST_ID_REUSED' });
  });

  test('lets a request id be used by two sellers', async () => {
    const [one, two] = [await seller(), await seller()];
    const a = await world.issue(one, [draftOf(one.code, BUYER)], { requestId: 'request-0003' });
    const b = await world.issue(two, [draftOf(two.code, BUYER)], { requestId: 'request-0003' });
    expect(a.invoices[0]?.number).not.toBe(b.invoices[0]?.number);
  });

  test('takes credit exactly to the fen and no further', async () => {
    const shop = await seller('100.00');
    await world.issue(shop, [draftOf(shop.code, BUYER, { lines: [lineOfNet('99.99')] })]);
    expect(
      await refusal(world.issue(shop, [draftOf(shop.code, BUYER, { lines: [lineOfNet('0.02')] })])),
    ).toMatchObject({
      code: 'CREDIT_EXCEEDED',
    });
    await world.issue(shop, [draftOf(shop.code, BUYER, { lines: [lineOfNet('0.01')] })]);
    const lane = JSON.parse(
      await world.client.evaluate(world.operator, {
        contract: 'invoice',
        function: 'ReadLane',
        args: [canonicalJson({ seller: shop.code, lane: 'main' })],
      }),
    ) as { used: string; cap: string };
    expect(lane).toMatchObject({ used: '100.00', cap: '100.00' });
  });

  test('refuses when the lane has no numbers left', async () => {
    const shop = await seller('1000000.00', 2);
    await world.issue(shop, [draftOf(shop.code, BUYER)]);
    const two = [draftOf(shop.code, BUYER), draftOf(shop.code, BUYER)];
    expect(await refusal(world.issue(shop, two))).toMatchObject({ code: 'NUMBERS_EXHAUSTED' });
    await world.issue(shop, [draftOf(shop.code, BUYER)]);
  });

  test('reports every fault of every draft with its pointer', async () => {
    const shop = await seller();
    const good = draftOf(shop.code, BUYER);
    const bad = {
      ...good,
      totals: { ...good.totals, gross: '1.00' },
      type: 'SPECIAL' as const,
      buyer: { type: 'PERSON' as const },
    };
    const refused = await refusal(world.issue(shop, [good, bad]));
    expect(refused.faults).toEqual([
      expect.objectContaining({ code: 'SPECIAL_NOT_ALLOWED', path: '/invoices/1/type' }),
      expect.objectContaining({ code: 'TOTALS_MISMATCH', path: '/invoices/1/totals/gross' }),
    ]);
  });

  test('a page of several requests answers each; a bad request is refused alone', async () => {
    const shop = await seller();
    const good = draftOf(shop.code, BUYER);
    const bad = { ...good, totals: { ...good.totals, net: '1.00' } };
    const forged = signedRequest(world, shop, [good], { signature: 'MEUCIQ==' });
    const requests = [[good], [bad], [good, good]].map((drafts) => signedRequest(world, shop, drafts));
    const call = pageCallOf(world.ledger, { seller: shop.code, lane: 'main' }, [...requests, forged]);
    const { outcomes } = await world.submit<{ outcomes: IssueOutcome[] }>(world.operator, call);
    expect(outcomes.map((outcome) => ('error' in outcome ? outcome.error.code : outcome.count))).toEqual([
      1,
      'TOTALS_MISMATCH',
      2,
      'SIGNATURE_INVALID',
    ]);
  });

  test('issues 500 invoices in one page and refuses 501', async () => {
    const shop = await seller('10000000.00');
    const drafts = Array.from({ length: 501 }, () => draftOf(shop.code, BUYER));
    const { invoices } = await world.issue(shop, drafts.slice(1));
    expect(new Set(invoices.map(({ number }) => number)).size).toBe(500);
    const last = invoices[499]?.number as string;
    expect((await world.read(last)).invoice.number).toBe(last);
    expect(await refusal(world.issue(shop, drafts))).toMatchObject({ code: 'FIELD_VALUE' });
  });

  test('carries 2,000 lines and refuses 2,001', async () => {
    const shop = await seller('10000000.00');
    const lines = Array.from({ length: 2001 }, () => lineOfNet('1.00'));
    await world.issue(shop, [draftOf(shop.code, BUYER, { lines: lines.slice(1) })]);
    expect(await refusal(world.issue(shop, [draftOf(shop.code, BUYER, { lines })]))).toMatchObject({
      code: 'LINE_COUNT',
    });
  });

  test('two transactions on one lane at once cannot both spend its credit', async () => {
    const shop = await seller('100.00');
    const draft = (): unknown =>
      world.issue(shop, [draftOf(shop.code, BUYER, { lines: [lineOfNet('60.00')] })]);
    const results = await Promise.allSettled([draft(), draft(), draft()]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('refuses an argument that is not canonical JSON', async () => {
    const shop = await seller();
    const call = issueCall(world, shop, [draftOf(shop.code, BUYER)]);
    const spaced = { ...call, args: [call.args[0]?.replace('{', '{ ') as string] };
    expect(await refusal(world.client.submit(world.operator, spaced))).toMatchObject({
      code: 'JSON_INVALID',
    });
    const doubled = {
      ...call,
      args: [call.args[0]?.replace('"lane":"main"', '"lane":"main","lane":"main"') as string],
    };
    expect(await refusal(world.client.submit(world.operator, doubled))).toMatchObject({
      code: 'JSON_INVALID',
    });
  });

  test.each<[what: string, change: (drafts: Buffer) => Uint8Array | undefined, code: string, path: string]>([
    ['absent', () => undefined, 'FIELD_REQUIRED', '/drafts'],
    ['cut off', (drafts) => drafts.subarray(0, -1), 'JSON_INVALID', '/drafts'],
    ['JSON', () => Buffer.from('[[{}]]'), 'JSON_INVALID', '/drafts'],
    ['followed by bytes', (drafts) => Buffer.concat([drafts, Buffer.of(0, 0)]), 'JSON_INVALID', '/drafts'],
    ['not canonical', () => blocksOf(textBlock('{"b":1,"a":2}')), 'JSON_INVALID', '/drafts'],
    ['with a number that is none of JSON here', () => blocksOf(textBlock('1.5')), 'JSON_INVALID', '/drafts'],
    [
      'nested without end',
      () => blocksOf(textBlock('['.repeat(1e5) + ']'.repeat(1e5))),
      'JSON_INVALID',
      '/drafts',
    ],
    [
      'of more requests than the argument has',
      (drafts) => Buffer.concat([drafts, drafts]),
      'FIELD_VALUE',
      '/drafts',
    ],
    ['of fewer requests', () => Buffer.of(), 'FIELD_VALUE', '/drafts'],
    ['of a request that has none', () => blocksOf(encodeDrafts([])), 'FIELD_VALUE', '/drafts/0'],
    [
      'of more invoices than a page has',
      () => blocksOf(encodeDrafts(Array.from({ length: 501 }, () => ({})))),
      'FIELD_VALUE',
      '/drafts',
    ],
  ])('refuses transient drafts that are %s', async (_what, change, code, path) => {
    const shop = await seller();
    const call = issueCall(world, shop, [draftOf(shop.code, BUYER)]);
    const drafts = change(Buffer.from(call.transient?.['drafts'] ?? []));
    const changed = { ...call, transient: drafts === undefined ? {} : { drafts } };
    const { faults } = await refusal(world.client.submit(world.operator, changed));
    expect(faults).toEqual([expect.objectContaining({ code, path })]);
  });

  test('gives the token to the named holder, else to the buyer, else to the seller', async () => {
    const shop = await seller();
    const holder = personId(1);
    const drafts = [
      draftOf(shop.code, BUYER, { holder }),
      draftOf(shop.code, BUYER),
      draftOf(shop.code, { type: 'PERSON' }),
    ];
    const { invoices } = await world.issue(shop, drafts);
    const holders = await Promise.all(
      invoices.map(async ({ number }) => (await world.read(number)).status.holder),
    );
    expect(holders).toEqual([holder, BUYER.type === 'ENTERPRISE' ? BUYER.code : '', shop.code]);
  });
});

describe('issue is refused', () => {
  test('to a seller that is not registered', async () => {
    const stranger = { ...(await seller()), code: enterpriseCode(5000) };
    expect(await refusal(world.issue(stranger, [draftOf(stranger.code, BUYER)]))).toMatchObject({
      code: 'TAXPAYER_NOT_FOUND',
    });
  });

  test('to a suspended seller, until it is reinstated', async () => {
    const shop = await seller();
    const request = [shop, [draftOf(shop.code, BUYER)], { requestId: 'before-suspension' }] as const;
    const first = await world.issue(...request);
    await world.bureau('AmendTaxpayer', { code: shop.code, status: 'SUSPENDED' });
    expect(await refusal(world.issue(shop, [draftOf(shop.code, BUYER)]))).toMatchObject({
      code: 'TAXPAYER_SUSPENDED',
    });
    // What was issued before was issued: the retry of a lost answer hears of it.
    expect(await world.issue(...request)).toEqual(first);
    await world.bureau('AmendTaxpayer', { code: shop.code, status: 'ACTIVE' });
    await world.issue(shop, [draftOf(shop.code, BUYER)]);
  });

  test('when another taxpayer’s key signed', async () => {
    const [shop, other] = [await seller(), await seller()];
    const forged = world.issue(shop, [draftOf(shop.code, BUYER)], { signer: other });
    expect(await refusal(forged)).toMatchObject({ code: 'SIGNATURE_INVALID' });
  });

  test('when the draft names another seller', async () => {
    const [shop, other] = [await seller(), await seller()];
    expect(await refusal(world.issue(shop, [draftOf(other.code, BUYER)]))).toMatchObject({
      code: 'NOT_THE_SELLER',
    });
  });

  test('to the certificate of a taxpayer, the seller’s own too, even with a genuine signature', async () => {
    const [shop, other] = [await seller(), await seller()];
    for (const { identity } of [shop, other]) {
      const direct = world.issue(shop, [draftOf(shop.code, BUYER)], { as: identity });
      expect(await refusal(direct)).toMatchObject({ code: 'CREDENTIAL_INVALID' });
    }
  });

  test('above the limit of one invoice', async () => {
    serial += 1;
    const shop = await world.register(enterpriseCode(serial), 'GENERAL', { singleLimit: '4448.99' });
    await world.openLane(shop, { credit: '100000.00' });
    expect(await refusal(world.issue(shop, [draftOf(shop.code, BUYER)]))).toMatchObject({
      code: 'SINGLE_LIMIT_EXCEEDED',
    });
  });

  test('for special invoices under numbers of the 2018 profile', async () => {
    serial += 1;
    const shop = await world.register(enterpriseCode(serial), 'GENERAL');
    const yy = world.month.slice(2, 4);
    await world.openLane(shop, { credit: '100000.00', profile: 'SHENZHEN_2018', prefix: `14403${yy}09110` });
    expect(await refusal(world.issue(shop, [draftOf(shop.code, BUYER, { type: 'SPECIAL' })]))).toMatchObject({
      code: 'ORDINARY_ONLY',
    });
    const { invoices } = await world.issue(shop, [draftOf(shop.code, BUYER)]);
    expect(invoices[0]?.number).toMatch(new RegExp(`^14403${yy}09110[0-9]{8}$`));
  });

  test('in a lane that carries credit of another month', async () => {
    serial += 1;
    const shop = await world.register(enterpriseCode(serial), 'GENERAL');
    const month = `${world.month.slice(0, 4)}-${world.month.endsWith('12') ? '11' : '12'}`;
    await world.bureau('GrantCredit', { seller: shop.code, month, net: '100.00' });
    await world.bureau('GrantSegment', {
      seller: shop.code,
      profile: 'DIGITAL',
      prefix: `${month.slice(2, 4)}443`,
      count: 10,
    });
    await world.allot(shop, { lane: 'main', profile: 'DIGITAL', net: '100.00', numbers: 10, month });
    expect(await refusal(world.issue(shop, [draftOf(shop.code, BUYER)]))).toMatchObject({
      code: 'LANE_MONTH',
    });
  });
});
