import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  type CreditJson,
  canonicalJson,
  type Json,
  RULE_SET_2026,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode, lineOfNet } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { refusal } from '../support/refusal.ts';
import { issueCall } from '../support/signed-calls.ts';

const BUYER_CODE = enterpriseCode(900);
const BUYER = enterprise(BUYER_CODE);
let world: World;

beforeAll(async () => {
  world = await embeddedWorld();
});

afterAll(async () => {
  await world.close();
});

/** The same point as X9.62 also allows: both coordinates, and the sign of the second in the first byte. */
function hybrid(der: Buffer): Buffer {
  const point = Buffer.from(der.subarray(-65));
  point[0] = 0x06 | ((point.at(-1) as number) & 1);
  return Buffer.concat([der.subarray(0, -65), point]);
}

/** A P-256 key whose point is written as its x and a sign: the same key, in a form that the ledger does not keep. */
function compressed(spki: Buffer): Buffer {
  const y = spki.subarray(-32);
  const sign = 2 + ((y[31] as number) & 1);
  const head = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex');
  return Buffer.concat([head, Buffer.of(sign), spki.subarray(-64, -32)]);
}

async function creditOf(seller: string): Promise<CreditJson> {
  const args = [canonicalJson({ seller, month: world.month })];
  const call = { contract: 'bureau', function: 'ReadCredit', args } as const;
  return JSON.parse(await world.client.evaluate(world.officer, call)) as CreditJson;
}

/** What the bureau signs to register a taxpayer: the ledger adds the rest. */
function registrationOf(taxpayer: TaxpayerJson): { readonly [field: string]: Json } {
  const { status: _status, keyEpoch: _keyEpoch, ...registration } = taxpayer;
  return registration as unknown as { [field: string]: Json };
}

function ruleSet(over: object): Json {
  return { ...RULE_SET_2026, ...over } as unknown as Json;
}

/** A day so many days after the ledger's today, in Shanghai. */
function day(offset: number): string {
  return new Date(world.clock.now() + (offset * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
}

describe('rule sets', () => {
  test('are published once a version, never into the past, and judge from their first day on', async () => {
    expect(await refusal(world.bureau('PublishRuleSet', ruleSet({})))).toMatchObject({
      code: 'RULE_SET_CONFLICT',
    });
    const past = ruleSet({ version: '2026.past', validFrom: day(-1) });
    expect(await refusal(world.bureau('PublishRuleSet', past))).toMatchObject({ code: 'RULE_SET_CONFLICT' });
    const distant = ruleSet({ version: '2026.distant', validFrom: '9999-01-01' });
    expect(await refusal(world.bureau('PublishRuleSet', distant))).toMatchObject({
      code: 'RULE_SET_CONFLICT',
    });
    const rates = RULE_SET_2026.rates
      .map((row) => (row.code === 'G06' ? { ...row, rate: '0.05' } : row))
      .filter(({ code }) => code !== 'L05');
    await world.bureau('PublishRuleSet', ruleSet({ version: '2026.next', validFrom: day(2), rates }));

    const shop = await world.register(enterpriseCode(1), 'GENERAL');
    await world.openLane(shop, { credit: '10000.00' });
    const before = await world.issue(shop, [draftOf(shop.code, BUYER)]);
    expect((await world.read(before.invoices[0]?.number as string)).invoice.ruleSet.version).toBe('2026.1');
    world.clock.advance(2 * 86_400_000);
    expect(await refusal(world.issue(shop, [draftOf(shop.code, BUYER)]))).toMatchObject({
      code: 'RATE_NOT_ALLOWED',
    });
    world.clock.advance(-2 * 86_400_000);
  });

  test('are refused with every fault at once', async () => {
    const rates = [{ code: 'G13', rate: '13%', kinds: ['ANY'], types: [], source: 'x' }];
    const refused = await refusal(
      world.bureau(
        'PublishRuleSet',
        ruleSet({ version: 'x y', validFrom: '2026-02-30', rates, linesMax: 0 }),
      ),
    );
    expect(refused.faults.map(({ path }) => path)).toEqual([
      '/body/version',
      '/body/validFrom',
      '/body/linesMax',
      '/body/rates/0/rate',
      '/body/rates/0/kinds',
      '/body/rates/0/types',
    ]);
  });
});

describe('the register', () => {
  test('has each taxpayer once', async () => {
    const { taxpayer } = await world.register(enterpriseCode(10), 'GENERAL');
    expect(await refusal(world.bureau('RegisterTaxpayer', registrationOf(taxpayer)))).toMatchObject({
      code: 'TAXPAYER_EXISTS',
    });
  });

  test('refuses a key that is not on P-256, or not in its one form', async () => {
    const { taxpayer } = await world.register(enterpriseCode(15), 'GENERAL');
    const base = registrationOf({ ...taxpayer, code: enterpriseCode(16) });
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey;
    const edwards = generateKeyPairSync('ed25519').publicKey;
    const spki = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('base64');
    const der = Buffer.from(taxpayer.publicKey, 'base64');
    for (const publicKey of [
      spki(p384),
      spki(edwards),
      compressed(der).toString('base64'),
      hybrid(der).toString('base64'),
      Buffer.concat([der, Buffer.of(0)]).toString('base64'),
      `${taxpayer.publicKey}\n`,
      der.toString('hex'),
      '',
    ]) {
      const refused = await refusal(world.bureau('RegisterTaxpayer', { ...base, publicKey }));
      expect(
        refused.faults.map(({ code, path }) => `${code} ${path}`),
        publicKey,
      ).toEqual(['FIELD_VALUE /body/publicKey']);
    }
    await world.bureau('RegisterTaxpayer', base);
  });

  test('refuses a person with a credit code, and a name that cannot be printed', async () => {
    const { taxpayer } = await world.register(enterpriseCode(11), 'GENERAL');
    const base = registrationOf(taxpayer);
    const attempt = async (over: object): Promise<unknown> =>
      (
        await refusal(world.bureau('RegisterTaxpayer', { ...base, code: enterpriseCode(12), ...over }))
      ).faults.map(({ path }) => path);
    expect(await attempt({ kind: 'PERSON' })).toEqual(expect.arrayContaining(['/body/code']));
    expect(await attempt({ name: 'a\u202eb' })).toEqual(['/body/name']);
  });

  test('replaces a key: the old one signs nothing any more', async () => {
    const shop = await world.register(enterpriseCode(13), 'GENERAL');
    const other = await world.register(enterpriseCode(14), 'GENERAL');
    await world.openLane(shop, { credit: '10000.00' });
    const change = { code: shop.code, publicKey: other.taxpayer.publicKey };
    const { keyEpoch } = await world.bureau<TaxpayerJson>('AmendTaxpayer', change);
    const drafts = [draftOf(shop.code, BUYER)];
    expect(await refusal(world.issue(shop, drafts))).toMatchObject({ code: 'KEY_EPOCH' });
    expect(await refusal(world.issue(shop, drafts, { keyEpoch }))).toMatchObject({
      code: 'SIGNATURE_INVALID',
    });
    await world.issue(shop, drafts, { signer: other, keyEpoch });
  });
});

describe('credit and numbers', () => {
  test('are spread over lanes, never beyond the grant', async () => {
    const shop = await world.register(enterpriseCode(20), 'GENERAL');
    await world.bureau('GrantCredit', { seller: shop.code, month: world.month, net: '100.00' });
    await world.bureau('GrantSegment', {
      seller: shop.code,
      profile: 'DIGITAL',
      prefix: `${world.month.slice(2, 4)}442`,
      count: 100,
    });
    const lane = { profile: 'DIGITAL', numbers: 40 } as const;
    await world.allot(shop, { ...lane, lane: 'till-1', net: '60.00' });
    expect(await refusal(world.allot(shop, { ...lane, lane: 'till-2', net: '40.01' }))).toMatchObject({
      code: 'CREDIT_EXCEEDED',
    });
    await world.allot(shop, { ...lane, lane: 'till-2', net: '40.00' });
    expect(await refusal(world.allot(shop, { ...lane, lane: 'till-3', net: '0.00' }))).toMatchObject({
      code: 'NUMBERS_EXHAUSTED',
    });
    const lower = { seller: shop.code, month: world.month, net: '99.99' };
    expect(await refusal(world.bureau('GrantCredit', lower))).toMatchObject({
      code: 'CREDIT_BELOW_ALLOTTED',
    });

    const draft = draftOf(shop.code, BUYER, { lines: [lineOfNet('40.00')] });
    const [one, two] = [
      await world.issue(shop, [draft], { lane: 'till-1' }),
      await world.issue(shop, [draft], { lane: 'till-2' }),
    ];
    expect(one.invoices[0]?.number).not.toBe(two.invoices[0]?.number);
    expect(await refusal(world.issue(shop, [draft], { lane: 'till-1' }))).toMatchObject({
      code: 'CREDIT_EXCEEDED',
    });
    expect(await refusal(world.issue(shop, [draft], { lane: 'till-9' }))).toMatchObject({
      code: 'LANE_NOT_FOUND',
    });
  });

  test('go back to the grant when a lane takes up another month', async () => {
    const shop = await world.register(enterpriseCode(21), 'GENERAL');
    await world.openLane(shop, { credit: '100.00', numbers: 50, lane: 'mistyped' });
    const draft = draftOf(shop.code, BUYER, { lines: [lineOfNet('40.00')] });
    await world.issue(shop, [draft], { lane: 'mistyped' });
    const month = `${world.month.slice(0, 4)}-12`;
    await world.bureau('GrantCredit', { seller: shop.code, month, net: '0.00' });
    const nothing = { lane: 'mistyped', profile: 'DIGITAL', net: '0.00', numbers: 0 } as const;
    expect(await world.allot(shop, { ...nothing, month })).toMatchObject({
      month,
      cap: '0.00',
      used: '0.00',
    });
    expect(await creditOf(shop.code)).toMatchObject({ granted: '100.00', allotted: '40.00' });

    const lane = { lane: 'main', profile: 'DIGITAL', numbers: 0 } as const;
    await world.allot(shop, { ...nothing, lane: 'mistyped', numbers: 1, month });
    expect(await refusal(world.allot(shop, { ...lane, numbers: 20, net: '60.01' }))).toMatchObject({
      code: 'CREDIT_EXCEEDED',
    });
    await world.allot(shop, { ...lane, numbers: 20, net: '60.00' });
    expect(await creditOf(shop.code)).toMatchObject({ allotted: '100.00' });
  });

  test('are asked for in the order of the documented errors', async () => {
    const shop = await world.register(enterpriseCode(22), 'GENERAL');
    const want = { lane: 'main', profile: 'DIGITAL', net: '0.01', numbers: 1 } as const;
    expect(await refusal(world.allot(shop, want))).toMatchObject({ code: 'CREDIT_NOT_FOUND' });
    await world.bureau('GrantCredit', { seller: shop.code, month: world.month, net: '0.00' });
    expect(await refusal(world.allot(shop, want))).toMatchObject({ code: 'CREDIT_EXCEEDED' });
    await world.bureau('GrantCredit', { seller: shop.code, month: world.month, net: '0.01' });
    expect(await refusal(world.allot(shop, want))).toMatchObject({ code: 'NUMBERS_EXHAUSTED' });
    await world.bureau('AmendTaxpayer', { code: shop.code, status: 'SUSPENDED' });
    expect(await refusal(world.allot(shop, want))).toMatchObject({ code: 'TAXPAYER_SUSPENDED' });
  });

  test('are granted once for one request id', async () => {
    const shop = await world.register(enterpriseCode(32), 'GENERAL');
    const prefix = `${world.month.slice(2, 4)}448`;
    const grant = { seller: shop.code, profile: 'DIGITAL', prefix, count: 25 };
    const id = { requestId: 'segment-0001' };
    const first = await world.bureau('GrantSegment', grant, id);
    expect(await world.bureau('GrantSegment', grant, id)).toEqual(first);
    expect(await refusal(world.bureau('GrantSegment', { ...grant, count: 26 }, id))).toMatchObject({
      code: 'REQUEST_ID_REUSED',
    });
    expect(await world.bureau('GrantSegment', grant)).toMatchObject({ next: 26, last: 50 });
  });

  test('of one prefix are never granted twice', async () => {
    const prefix = `${world.month.slice(2, 4)}449`;
    const sellers = [
      await world.register(enterpriseCode(30), 'GENERAL'),
      await world.register(enterpriseCode(31), 'GENERAL'),
    ];
    const segments: { next: number; last: number }[] = [];
    for (const { code } of [...sellers, ...sellers]) {
      segments.push(
        await world.bureau('GrantSegment', { seller: code, profile: 'DIGITAL', prefix, count: 25 }),
      );
    }
    expect(segments.map(({ next, last }) => [next, last])).toEqual([
      [1, 25],
      [26, 50],
      [51, 75],
      [76, 100],
    ]);
  });
});

describe('a tax period', () => {
  test('that is closed takes no invoice any more but lets claims go on, and cannot be closed twice', async () => {
    const closing = await embeddedWorld();
    const shop = await closing.register(enterpriseCode(40), 'GENERAL');
    await closing.openLane(shop, { credit: '10000.00' });
    const buyer = await closing.register(BUYER_CODE, 'GENERAL');
    const before = await closing.issue(shop, [draftOf(shop.code, BUYER)]);
    const current = closing.bureau('ClosePeriod', { month: closing.month });
    expect(await refusal(current)).toMatchObject({ code: 'PERIOD_NOT_OVER' });
    closing.clock.set(new Date(Date.parse('2026-07-01T00:00:00+08:00') + 60_000));
    await closing.bureau('ClosePeriod', { month: closing.month });
    const late = closing.clientAt(-61_000);
    const call = issueCall(closing, shop, [draftOf(shop.code, BUYER)]);
    expect(await refusal(late.submit(closing.operator, call))).toMatchObject({ code: 'PERIOD_CLOSED' });
    const { number } = before.invoices[0] as (typeof before.invoices)[0];
    const body = { company: BUYER_CODE, invoices: [{ number }] };
    await late.submit(closing.operator, await closing.changeCall(buyer, 'lock', body));
    expect((await closing.read(number)).status.lock?.lockedAt).toBe('2026-06-30T15:59:59Z');
    expect(await refusal(closing.bureau('ClosePeriod', { month: closing.month }))).toMatchObject({
      code: 'PERIOD_CLOSED',
    });
    await closing.close();
  });
});

describe('the clock', () => {
  test('of an endorser refuses a transaction time more than five minutes away', async () => {
    const shop = await world.register(enterpriseCode(50), 'GENERAL');
    await world.openLane(shop, { credit: '10000.00' });
    const height = (await world.client.status()).height;
    for (const skewMs of [301_000, -301_000]) {
      const call = issueCall(world, shop, [draftOf(shop.code, BUYER)]);
      expect(await refusal(world.clientAt(skewMs).submit(world.operator, call))).toMatchObject({
        code: 'TIMESTAMP_SKEW',
      });
    }
    expect((await world.client.status()).height).toBe(height);
    for (const skewMs of [300_000, -300_000]) {
      const call = issueCall(world, shop, [draftOf(shop.code, BUYER)]);
      await world.clientAt(skewMs).submit(world.operator, call);
    }
  });
});
