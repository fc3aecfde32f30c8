import {
  addLane,
  allotCredit,
  type CreditJson,
  cutSegment,
  grantCredit,
  isLaneName,
  prefixCapacity,
  putIntoStock,
  takeFromLane,
  takeFromStock,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { DATE, fenOf, laneOf, segmentOf } from '../support/allowance.ts';
import { SELLER } from '../support/draft.ts';
import { codeOf } from '../support/faults.ts';

describe('takeFromLane', () => {
  test('moves the next number and the credit used', () => {
    const taken = takeFromLane(laneOf(), { date: DATE, count: 3, net: fenOf(10_050) });
    expect(taken.first).toBe('26441000000000000001');
    expect(taken.lane).toEqual(laneOf({ used: '100.50', segment: segmentOf({ next: 4 }) }));
  });

  test('gives the last number and the last fen, and then nothing', () => {
    const last = laneOf({ cap: '1.00', segment: segmentOf({ next: 1_000 }) });
    const { lane } = takeFromLane(last, { date: DATE, count: 1, net: fenOf(100) });
    expect(codeOf(() => takeFromLane(lane, { date: DATE, count: 1, net: fenOf(0) }))).toBe(
      'NUMBERS_EXHAUSTED',
    );
    expect(
      codeOf(() => takeFromLane({ ...lane, segment: segmentOf() }, { date: DATE, count: 1, net: fenOf(1) })),
    ).toBe('CREDIT_EXCEEDED');
  });

  test('an amount beyond any other is refused with its code, even near the largest credit', () => {
    const lane = laneOf({ cap: '999999999999999.99', used: '999999999999999.98' });
    expect(codeOf(() => takeFromLane(lane, { date: DATE, count: 1, net: fenOf(10n ** 17n - 1n) }))).toBe(
      'CREDIT_EXCEEDED',
    );
  });

  /** A lane with every fault at once, less one each time. */
  test.each([
    ['LANE_MONTH', {}],
    ['NUMBER_YEAR', { month: '2026-03' }],
    ['NUMBERS_EXHAUSTED', { month: '2026-03', segment: segmentOf({ next: 1_001 }) }],
    ['CREDIT_EXCEEDED', { month: '2026-03', segment: segmentOf() }],
    [undefined, { month: '2026-03', segment: segmentOf(), used: '0.00' }],
  ])('reports in the order documented: %s', (want, repaired) => {
    const worst = laneOf({
      month: '2026-02',
      used: '100000.00',
      segment: segmentOf({ prefix: '25441', next: 1_001 }),
    });
    expect(
      codeOf(() => takeFromLane({ ...worst, ...repaired }, { date: DATE, count: 1, net: fenOf(1) })),
    ).toBe(want);
  });

  test.each([
    ['DIGITAL', '25441'],
    ['DIGITAL', '27441'],
    ['SHENZHEN_2018', '144031809110'],
  ] as const)('%s numbers under %s are not of 2026', (profile, prefix) => {
    const lane = laneOf({ segment: segmentOf({ profile, prefix }) });
    expect(codeOf(() => takeFromLane(lane, { date: DATE, count: 1, net: fenOf(1) }))).toBe('NUMBER_YEAR');
  });

  test('numbers of the 2018 profile have a code and eight digits', () => {
    const segment = segmentOf({ profile: 'SHENZHEN_2018', prefix: '144032609110', next: 42 });
    expect(takeFromLane(laneOf({ segment }), { date: DATE, count: 1, net: fenOf(1) }).first).toBe(
      '14403260911000000042',
    );
  });
});

describe('credit of a month', () => {
  const credit: CreditJson = { seller: SELLER, month: '2026-03', granted: '100.00', allotted: '0.00' };

  test('is allotted to the last fen', () => {
    expect(allotCredit(credit, fenOf(10_000))).toEqual({ ...credit, allotted: '100.00' });
    expect(codeOf(() => allotCredit(credit, fenOf(10_001)))).toBe('CREDIT_EXCEEDED');
  });

  test('refuses the largest amount with its code', () => {
    const used = { ...credit, granted: '999999999999999.99', allotted: '0.01' };
    expect(codeOf(() => allotCredit(used, fenOf(10n ** 17n - 1n)))).toBe('CREDIT_EXCEEDED');
  });

  test('can be set again, but not below the credit of its lanes', () => {
    const allotted = allotCredit(credit, fenOf(5_000));
    expect(grantCredit(allotted, fenOf(5_000)).granted).toBe('50.00');
    expect(codeOf(() => grantCredit(allotted, fenOf(4_999)))).toBe('CREDIT_BELOW_ALLOTTED');
  });
});

describe('segments', () => {
  test('are cut one behind the other', () => {
    const first = cutSegment({ prefix: '26441', next: 1 }, 'DIGITAL', 100);
    const second = cutSegment(first.at, 'DIGITAL', 50);
    expect([first.segment, second.segment]).toEqual([
      segmentOf({ next: 1, last: 100 }),
      segmentOf({ next: 101, last: 150 }),
    ]);
    expect(second.at).toEqual({ prefix: '26441', next: 151 });
  });

  test('end where the digits end', () => {
    const prefix = '144032609110';
    expect(prefixCapacity(prefix)).toBe(99_999_999n);
    expect(cutSegment({ prefix, next: 99_999_999 }, 'SHENZHEN_2018', 1).segment.last).toBe(99_999_999);
    expect(codeOf(() => cutSegment({ prefix, next: 99_999_999 }, 'SHENZHEN_2018', 2))).toBe(
      'NUMBERS_EXHAUSTED',
    );
    expect(codeOf(() => cutSegment({ prefix: '26441', next: 10 ** 15 }, 'DIGITAL', 1))).toBe(
      'NUMBERS_EXHAUSTED',
    );
  });

  test('two grants in a row are one segment, from which a lane takes across the border', () => {
    const stock = putIntoStock([segmentOf({ next: 1, last: 100 })], segmentOf({ next: 101, last: 200 }));
    expect(stock).toEqual([segmentOf({ next: 1, last: 200 })]);
    expect(takeFromStock(stock, { profile: 'DIGITAL', year: '2026', count: 150 }).segment.last).toBe(150);
  });

  test('returned numbers close the gap between two other segments', () => {
    const stock = [segmentOf({ next: 1, last: 10 }), segmentOf({ next: 21, last: 30 })];
    expect(putIntoStock(stock, segmentOf({ next: 11, last: 20 }))).toEqual([
      segmentOf({ next: 1, last: 30 }),
    ]);
  });

  test('of other prefixes stay apart', () => {
    const stock = putIntoStock(
      [segmentOf({ next: 1, last: 10 })],
      segmentOf({ prefix: '26442', next: 11, last: 20 }),
    );
    expect(stock).toHaveLength(2);
  });

  test('an empty one adds nothing', () => {
    const stock = [segmentOf()];
    expect(putIntoStock(stock, segmentOf({ next: 5, last: 4 }))).toBe(stock);
  });

  test.each([
    ['too many', { count: 1_001 }],
    ['another year', { year: '2027' }],
    ['another profile', { profile: 'SHENZHEN_2018' as const }],
  ])('a stock without what is asked for refuses: %s', (_, change) => {
    const want = { profile: 'DIGITAL' as const, year: '2026', count: 1, ...change };
    expect(codeOf(() => takeFromStock([segmentOf()], want))).toBe('NUMBERS_EXHAUSTED');
  });
});

test.each([
  ['till-1', true],
  ['A', true],
  ['x'.repeat(20), true],
  ['x'.repeat(21), false],
  ['', false],
  ['till 1', false],
  ['till_1', false],
  ['till\u0000', false],
  ['收银台', false],
])('lane name %s: %s', (name, want) => {
  expect(isLaneName(name)).toBe(want);
});

test('at most 2,000 lanes carry credit of one month, listed in order (T37)', () => {
  const lanes = Array.from({ length: 1_999 }, (_, index) => `till-${10_000 + index}`);
  expect(addLane(lanes, 'a')).toEqual(['a', ...lanes]);
  expect(codeOf(() => addLane(['a', ...lanes], 'b'))).toBe('LANE_COUNT');
});
