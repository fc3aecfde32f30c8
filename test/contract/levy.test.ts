import { type Json, RULE_SET_2026_12, type TaxpayerJson } from '@fapiao-ledger/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterpriseCode, lineOfNet, personId } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { arrange } from '../support/own-acts.ts';
import { refusal } from '../support/refusal.ts';
import type { Participant } from '../support/signed-calls.ts';

let world: World;
let shop: Participant;
const CLASS_OF_RENT = '3040502020100000000';

beforeAll(async () => {
  world = await embeddedWorld();
  await world.bureau('PublishRuleSet', { ...RULE_SET_2026_12, validFrom: '2026-06-15' } as unknown as Json);
  shop = await world.register(enterpriseCode(1), 'GENERAL');
  await world.openLane(shop, { credit: '1000000.00' });
});
afterAll(() => world.close());

/** Issues one line of 100.00 at a rate. */
async function issue(
  seller: Participant,
  rate: string,
  over: { readonly taxClass?: string } = {},
): Promise<unknown> {
  const tax = `${Number(rate) * 100}.00`;
  return await world.issue(seller, [
    draftOf(seller.code, { type: 'PERSON' }, { lines: [{ ...lineOfNet('100.00'), rate, tax, ...over }] }),
  ]);
}

describe('the election of the levy', () => {
  test('lets a general taxpayer issue at 3 %, from its month until it is ended', async () => {
    expect(await refusal(issue(shop, '0.03'))).toMatchObject({ faults: [{ code: 'RATE_NOT_ALLOWED' }] });
    const entry = await arrange(world, shop, 'elect-levy', { row: 'L03', since: '2026-06' });
    expect(entry).toMatchObject({ code: shop.code, levy: { row: 'L03', since: '2026-06' } });
    await issue(shop, '0.03');
    await issue(shop, '0.13');
    expect(await refusal(arrange(world, shop, 'elect-levy', { row: 'L03', since: '2026-06' }))).toMatchObject(
      {
        code: 'LEVY_ELECTED',
      },
    );
    expect(await refusal(arrange(world, shop, 'end-levy', {}))).toMatchObject({
      code: 'LEVY_LOCKED',
      message: 'the election since 2026-06 may end in 2029-06 or later',
    });
  });

  test('stays when the bureau amends the taxpayer', async () => {
    const amended = await world.bureau<TaxpayerJson>('AmendTaxpayer', {
      code: shop.code,
      singleLimit: '9000.00',
    });
    expect(amended.levy).toEqual({ row: 'L03', since: '2026-06' });
  });

  test('begins next month at the latest, and holds from then on', async () => {
    const other = await world.register(enterpriseCode(2), 'GENERAL');
    await world.openLane(other, { credit: '1000.00' });
    for (const since of ['2026-05', '2026-08'])
      expect(await refusal(arrange(world, other, 'elect-levy', { row: 'L03', since }))).toMatchObject({
        code: 'LEVY_MONTH',
      });
    await arrange(world, other, 'elect-levy', { row: 'L03', since: '2026-07' });
    expect(await refusal(issue(other, '0.03'))).toMatchObject({ faults: [{ code: 'RATE_NOT_ALLOWED' }] });
  });

  test('is open to general taxpayers and to rows of the rule set alone', async () => {
    const small = await world.register(enterpriseCode(3), 'SMALL_SCALE');
    const person = await world.register(personId(1), 'PERSON');
    const general = await world.register(enterpriseCode(4), 'GENERAL');
    for (const [actor, row] of [
      [small, 'L03'],
      [person, 'L03'],
      [general, 'L01'],
      [general, 'G13'],
      [general, 'XX'],
    ] as const)
      expect(await refusal(arrange(world, actor, 'elect-levy', { row, since: '2026-06' }))).toMatchObject({
        code: 'LEVY_NOT_ALLOWED',
      });
    expect(await refusal(arrange(world, general, 'end-levy', {}))).toMatchObject({
      code: 'LEVY_NOT_ELECTED',
    });
    await world.openLane(small, { credit: '1000.00' });
    await issue(small, '0.03');
  });

  test('cannot be made by another taxpayer, nor with fields that it does not have', async () => {
    const general = await world.register(enterpriseCode(5), 'GENERAL');
    const stolen = arrange(world, general, 'elect-levy', { row: 'L03', since: '2026-06' }, { signer: shop });
    expect(await refusal(stolen)).toMatchObject({ code: 'SIGNATURE_INVALID' });
    const odd = { row: 'L03', since: '2026-06', until: '2026-07' };
    expect(await refusal(arrange(world, general, 'elect-levy', odd))).toMatchObject({
      faults: [{ code: 'FIELD_UNKNOWN', path: '/body/until' }],
    });
  });
});

describe('the tax classes that a row excludes', () => {
  test('are refused for the levy of 1 %, and not for 3 %', async () => {
    const small = await world.register(enterpriseCode(6), 'SMALL_SCALE');
    await world.openLane(small, { credit: '10000.00' });
    for (const taxClass of [CLASS_OF_RENT, '5010100000000000000', '4050101000000000000'])
      expect(await refusal(issue(small, '0.01', { taxClass }))).toMatchObject({
        faults: [{ code: 'TAX_CLASS_EXCLUDED', path: '/invoices/0/lines/0/rate' }],
      });
    await issue(small, '0.01', { taxClass: '3040502010000000000' });
    await issue(small, '0.03', { taxClass: CLASS_OF_RENT });
  });
});

test('the election ends in the month that the rule set of the day names', async () => {
  const rules = { ...RULE_SET_2026_12, version: 'short', validFrom: '2026-07-01', levyMonths: 1 };
  await world.bureau('PublishRuleSet', rules as unknown as Json);
  world.clock.set(new Date('2026-06-30T15:59:59Z'));
  expect(await refusal(arrange(world, shop, 'end-levy', {}))).toMatchObject({ code: 'LEVY_LOCKED' });
  world.clock.set(new Date('2026-06-30T16:00:00Z'));
  expect(await arrange(world, shop, 'end-levy', {})).not.toHaveProperty('levy');
});
