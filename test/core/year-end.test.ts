import {
  accountForNumbers,
  type LaneJson,
  type NumbersReturn,
  returnNumbers,
  type SegmentJson,
  takeFromLane,
} from '@fapiao-ledger/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const SELLER = '91440300708461136T';
const segment = (next: number, last: number, prefix = '26440'): SegmentJson => ({
  profile: prefix.length === 12 ? 'SHENZHEN_2018' : 'DIGITAL',
  prefix,
  next,
  last,
});
const lane = (name: string, held: SegmentJson): LaneJson => ({
  seller: SELLER,
  lane: name,
  month: '2026-12',
  cap: '1000.00',
  used: '0.00',
  segment: held,
});
const held = (changes: Partial<NumbersReturn> = {}): NumbersReturn => ({
  before: { seller: SELLER, year: '2026', segments: [] },
  stock: [],
  lanes: [],
  ...changes,
});

describe('the return of numbers', () => {
  test('takes the numbers of the year alone, and joins neighbors', () => {
    const lanes = [lane('a', segment(5, 9)), lane('b', segment(1, 9, '27440')), lane('c', segment(10, 9))];
    const stock = [segment(10, 20), segment(1, 9, '27440'), segment(3, 7, '144032609110')];
    const after = returnNumbers(held({ stock, lanes }), '2027-01-01');
    expect(after.count).toBe(21);
    expect(after.before.segments).toEqual([segment(3, 7, '144032609110'), segment(5, 20)]);
    expect(after.stock).toEqual([segment(1, 9, '27440')]);
    expect(after.lanes).toEqual([lane('a', segment(5, 4))]);
  });

  test('leaves a late page of the year without numbers', () => {
    const { lanes } = returnNumbers(held({ lanes: [lane('a', segment(1, 9))] }), '2027-01-01');
    const take = (): unknown => takeFromLane(lanes[0] as LaneJson, { date: '2026-12-31', count: 1, net: 1n });
    expect(take).toThrow(expect.objectContaining({ code: 'NUMBERS_EXHAUSTED' }));
  });

  test.each(['2026-12-31', '2026-01-01', '2025-12-31'])('is refused on %s', (today) => {
    expect(() => returnNumbers(held({ stock: [segment(1, 9)] }), today)).toThrow(
      expect.objectContaining({ code: 'YEAR_NOT_OVER' }),
    );
  });

  test('returns nothing twice', () => {
    const first = returnNumbers(
      held({ stock: [segment(1, 9)], lanes: [lane('a', segment(20, 30))] }),
      '2027-01-01',
    );
    const second = returnNumbers({ ...first, lanes: first.lanes }, '2027-01-01');
    expect(second).toEqual({ ...first, lanes: [], count: 0 });
  });

  test('accounts for every number, whatever was issued and returned before', () => {
    const counts = fc.array(fc.record({ issued: fc.nat(5), left: fc.nat(5) }), { maxLength: 8 });
    fc.assert(
      fc.property(counts, fc.nat(20), fc.nat(8), (lanesOf, inStock, named) => {
        let next = 1;
        const take = (count: number): SegmentJson => {
          next += count;
          return segment(next - count, next - 1);
        };
        const lanes = lanesOf.map(({ issued, left }, index) => {
          take(issued);
          return lane(`lane-${index}`, take(left));
        });
        const stock = [take(inStock)];
        const issued = lanesOf.reduce((sum, each) => sum + each.issued, 0);
        const granted = [{ prefix: '26440', count: next - 1 }];
        const after = returnNumbers(held({ stock, lanes: lanes.slice(0, named) }), '2027-01-01');
        const changed = new Map(after.lanes.map((each) => [each.lane, each]));
        const left = lanes.map((each) => (changed.get(each.lane) ?? each).segment);
        const facts = { granted, issued, stock: after.stock, lanes: left, returned: after.before.segments };
        const account = accountForNumbers(facts);
        expect(account).toMatchObject({ difference: 0, used: issued, returned: after.count });
        expect(accountForNumbers({ ...facts, issued: issued + 1 }).difference).toBe(-1);
        const lost = accountForNumbers({ ...facts, granted: [...granted, { prefix: '26440', count: 2 }] });
        expect(lost.difference).toBe(2);
      }),
    );
  });
});
