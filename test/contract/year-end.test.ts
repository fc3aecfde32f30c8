import { canonicalJson, type NumbersJson, type ReturnedNumbers } from '@fapiao-ledger/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterpriseCode } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { refusal } from '../support/refusal.ts';
import { ask } from '../support/replay-story.ts';
import { issueCall, type Participant } from '../support/signed-calls.ts';

const NEW_YEAR = new Date('2026-12-31T16:00:00Z');
let world: World;
let shop: Participant;
const lanes = ['a', 'main', 'z-9'];

beforeAll(async () => {
  world = await embeddedWorld(new Date('2026-12-31T04:00:00Z'));
  shop = await world.register(enterpriseCode(1), 'GENERAL');
  await world.openLane(shop, { credit: '100000.00', numbers: 10 });
  const grant = { seller: shop.code, profile: 'DIGITAL', prefix: '26442', count: 30 };
  await world.bureau('GrantSegment', grant);
  for (const lane of ['a', 'z-9'])
    await world.allot(shop, { lane, profile: 'DIGITAL', net: '0.00', numbers: 5 });
  await world.issue(
    shop,
    [1, 2, 3].map(() => draftOf(shop.code, { type: 'PERSON' })),
  );
});
afterAll(() => world.close());

const numbers = async (after?: string): Promise<NumbersJson> =>
  await ask<NumbersJson>(world, 'bureau:ReadNumbers', {
    seller: shop.code,
    year: '2026',
    ...(after === undefined ? {} : { after }),
  });

const giveBack = async (names: readonly string[], year = '2026'): Promise<ReturnedNumbers> =>
  await world.bureau<ReturnedNumbers>('ReturnNumbers', { seller: shop.code, year, lanes: [...names] });

describe('the numbers of a year', () => {
  test('are listed by lane, behind a name too, and none of other sellers', async () => {
    const other = await world.register(enterpriseCode(2), 'GENERAL');
    await world.openLane(other, { credit: '1.00', numbers: 4, lane: 'b' });
    const { stock, returned, lanes: found } = await numbers();
    expect(found.map(({ lane, segment: { next, last } }) => [lane, next, last])).toEqual([
      ['a', 11, 15],
      ['main', 4, 10],
      ['z-9', 16, 20],
    ]);
    expect([stock, returned]).toEqual([[expect.objectContaining({ next: 21, last: 40 })], []]);
    expect((await numbers('a')).lanes.map(({ lane }) => lane)).toEqual(['main', 'z-9']);
    expect((await numbers('zz')).lanes).toEqual([]);
  });

  test('are not returned before the year is over in Shanghai', async () => {
    world.clock.set(new Date(NEW_YEAR.getTime() - 1_000));
    expect(await refusal(giveBack(lanes))).toMatchObject({ code: 'YEAR_NOT_OVER' });
    expect(await refusal(giveBack(lanes, '2027'))).toMatchObject({ code: 'YEAR_NOT_OVER' });
  });

  test('are returned once, from the stock and the lanes that the officer names', async () => {
    world.clock.set(NEW_YEAR);
    expect(await refusal(giveBack(['nowhere']))).toMatchObject({ code: 'LANE_NOT_FOUND' });
    const many = Array.from({ length: 201 }, (_, index) => `l${index}`);
    expect(await refusal(giveBack(many))).toMatchObject({
      faults: [{ code: 'FIELD_VALUE', path: '/body/lanes' }],
    });
    const first = await giveBack(['a', 'a']);
    expect([first.count, first.segments.map(({ next, last }) => [next, last])]).toEqual([
      25,
      [
        [21, 40],
        [11, 15],
      ],
    ]);
    const second = await giveBack(['main', 'z-9', 'a']);
    expect([second.count, second.segments.map(({ next, last }) => [next, last])]).toEqual([12, [[4, 40]]]);
    expect(await numbers()).toMatchObject({ stock: [], lanes: [], returned: second.segments });
    expect((await giveBack(lanes)).count).toBe(0);
  });

  test('are gone for a late page of the year, and for another allotment', async () => {
    const late = issueCall(world, shop, [draftOf(shop.code, { type: 'PERSON' })]);
    const client = world.clientAt(-200_000);
    expect(await refusal(client.submit(world.operator, late))).toMatchObject({ code: 'NUMBERS_EXHAUSTED' });
    const allot = world.allot(shop, { lane: 'a', profile: 'DIGITAL', net: '0.00', numbers: 1 });
    expect(await refusal(allot)).toMatchObject({ code: 'NUMBERS_EXHAUSTED' });
  });

  test('conflict with a page of the year that is under way', async () => {
    const busy = await world.register(enterpriseCode(3), 'GENERAL');
    world.clock.set(new Date(NEW_YEAR.getTime() - 60_000));
    await world.openLane(busy, { credit: '1000.00', numbers: 9 });
    world.clock.set(NEW_YEAR);
    const page = issueCall(world, busy, [draftOf(busy.code, { type: 'PERSON' })]);
    const body = { seller: busy.code, year: '2026', lanes: ['main'] };
    const outcomes = await Promise.allSettled([
      world.clientAt(-100_000).submit(world.operator, page),
      world.bureau<ReturnedNumbers>('ReturnNumbers', body),
    ]);
    const issued = outcomes[0].status === 'fulfilled' ? 1 : 0;
    const after = await world.bureau<ReturnedNumbers>('ReturnNumbers', body);
    const left = after.segments.reduce((sum, { next, last }) => sum + last - next + 1, 0);
    expect(left + issued).toBe(9);
  });

  test('are returned by an officer alone', async () => {
    const call = world.bureauCall('ReturnNumbers', { seller: shop.code, year: '2026', lanes: [] });
    expect(await refusal(world.client.submit(world.operator, call))).toMatchObject({ code: 'ROLE_REQUIRED' });
    const own = { contract: 'bureau', function: 'ReturnNumbers', args: [canonicalJson({})] } as const;
    expect(await refusal(world.client.submit(world.operator, own))).toMatchObject({ code: 'FIELD_REQUIRED' });
  });
});
