import {
  allotCredit,
  type CreditJson,
  cutSegment,
  giveBackCredit,
  type LaneJson,
  numberPlus,
  type PrefixJson,
  parseYuan,
  putIntoStock,
  type SegmentJson,
  supplyLane,
  takeFromLane,
  takeFromStock,
} from '@fapiao-ledger/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DATE, fenOf, laneOf, numbersIn, segmentOf } from '../support/allowance.ts';
import { SELLER } from '../support/draft.ts';
import { codeOf } from '../support/faults.ts';

const NOTHING_ALLOTTED: CreditJson = {
  seller: SELLER,
  month: '2026-03',
  granted: '100.00',
  allotted: '0.00',
};

const take = fc.record({
  lane: fc.nat({ max: 2 }),
  count: fc.integer({ min: 1, max: 8 }),
  netFen: fc.nat({ max: 4_000 }),
});

test('any interleaving of takes keeps every lane within its cap, and all lanes within the grant', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 6_000 }), { minLength: 3, maxLength: 3 }),
      fc.array(take, { maxLength: 60 }),
      (caps, takes) => {
        let credit = NOTHING_ALLOTTED;
        const lanes = caps.map((cap, index) => {
          const fits = codeOf(() => {
            credit = allotCredit(credit, fenOf(cap));
          });
          const segment = segmentOf({ next: index * 100 + 1, last: index * 100 + 100 });
          return laneOf({ lane: `lane-${index}`, cap: fits === undefined ? yuan(cap) : '0.00', segment });
        });
        const netTaken = takes.reduce((sum, { lane, count, netFen }) => {
          const before = lanes[lane] as LaneJson;
          const refusal = codeOf(() => {
            lanes[lane] = takeFromLane(before, { date: DATE, count, net: fenOf(netFen) }).lane;
          });
          expect(refusal).toBe(foretold(before, count, netFen));
          return refusal === undefined ? sum + netFen : sum;
        }, 0);
        const used = lanes.map((lane) => parseYuan(lane.used));
        for (const [index, lane] of lanes.entries())
          expect(used[index]).toBeLessThanOrEqual(parseYuan(lane.cap));
        expect(used.reduce((sum, amount) => sum + amount, 0n)).toBe(BigInt(netTaken));
        expect(netTaken).toBeLessThanOrEqual(10_000);
      },
    ),
    { numRuns: 500 },
  );
});

test('numbers are unique and consecutive in each lane', () => {
  fc.assert(
    fc.property(fc.array(take, { maxLength: 60 }), (takes) => {
      const lanes = [0, 1, 2].map((index) =>
        laneOf({ segment: segmentOf({ next: index * 100 + 1, last: index * 100 + 100 }) }),
      );
      const issued: string[][] = [[], [], []];
      for (const { lane, count } of takes) {
        const before = lanes[lane] as LaneJson;
        if (before.segment.next + count - 1 > before.segment.last) continue;
        const taken = takeFromLane(before, { date: DATE, count, net: fenOf(0) });
        lanes[lane] = taken.lane;
        for (let index = 0; index < count; index += 1) issued[lane]?.push(numberPlus(taken.first, index));
      }
      for (const [index, numbers] of issued.entries()) {
        expect(numbers).toEqual(
          numbers.map((_, offset) => `26441${String(index * 100 + 1 + offset).padStart(15, '0')}`),
        );
      }
      expect(new Set(issued.flat()).size).toBe(issued.flat().length);
    }),
    { numRuns: 300 },
  );
});

const MONTHS: readonly string[] = ['2026-03', '2026-04', '2026-05'];
const monthIndex = fc.nat({ max: MONTHS.length - 1 });

/** A lane is supplied for a month, or issues in the month that it carries. */
const laneAct = fc.record({
  lane: fc.nat({ max: 2 }),
  act: fc.oneof(
    fc.record({ supply: fc.record({ month: monthIndex, netFen: fc.nat({ max: 4_000 }) }) }),
    fc.record({ issue: fc.nat({ max: 3_000 }) }),
  ),
});

/** What `AllotLane` and `IssueInvoices` make of credit and lanes. */
class Credits {
  readonly #credits = MONTHS.map((month): CreditJson => ({ ...NOTHING_ALLOTTED, month }));
  readonly #lanes: (LaneJson | undefined)[] = [undefined, undefined, undefined];
  readonly #issued = MONTHS.map(() => 0n);

  supply(index: number, month: number, netFen: number): void {
    const before = this.#lanes[index];
    const net = fenOf(netFen);
    const credit = this.#credits[month] as CreditJson;
    if (parseYuan(credit.granted) - parseYuan(credit.allotted) < net) {
      expect(codeOf(() => allotCredit(credit, net))).toBe('CREDIT_EXCEEDED');
      return;
    }
    this.#credits[month] = allotCredit(credit, net);
    const left = before === undefined ? month : MONTHS.indexOf(before.month);
    if (before !== undefined && left !== month)
      this.#credits[left] = giveBackCredit(this.#credits[left] as CreditJson, before);
    const to = { seller: SELLER, lane: `lane-${index}`, month: MONTHS[month] as string, net };
    this.#lanes[index] = supplyLane(before, to, segmentOf());
  }

  issue(index: number, netFen: number): void {
    const lane = this.#lanes[index];
    if (lane === undefined) return;
    const want = { date: `${lane.month}-01`, count: 1, net: fenOf(netFen) };
    const refusal = codeOf(() => {
      this.#lanes[index] = takeFromLane(lane, want).lane;
    });
    if (refusal === undefined) {
      const month = MONTHS.indexOf(lane.month);
      this.#issued[month] = (this.#issued[month] as bigint) + want.net;
    } else expect(refusal).toBe('CREDIT_EXCEEDED');
  }

  /** Each month: what lanes carry and have not used, and what was issued. */
  balances(): { allotted: bigint; unused: bigint; issued: bigint; granted: bigint }[] {
    return this.#credits.map(({ month, granted, allotted }, index) => {
      const lanes = this.#lanes.filter((lane) => lane !== undefined && lane.month === month) as LaneJson[];
      const unused = lanes.reduce((sum, { cap, used }) => sum + parseYuan(cap) - parseYuan(used), 0n);
      return {
        granted: parseYuan(granted),
        allotted: parseYuan(allotted),
        unused,
        issued: this.#issued[index] as bigint,
      };
    });
  }
}

test('no credit is lost or made, however lanes go from month to month', () => {
  fc.assert(
    fc.property(fc.array(laneAct, { maxLength: 60 }), (acts) => {
      const credits = new Credits();
      for (const { lane, act } of acts) {
        if ('supply' in act) credits.supply(lane, act.supply.month, act.supply.netFen);
        else credits.issue(lane, act.issue);
        for (const { granted, allotted, unused, issued } of credits.balances()) {
          expect(allotted).toBe(unused + issued);
          expect(allotted).toBeLessThanOrEqual(granted);
        }
      }
    }),
    { numRuns: 300 },
  );
});

/** What a bureau and a seller do with numbers: a lane that gives numbers back has spent some of them. */
type StockAct =
  | { readonly act: 'grant'; readonly prefix: string; readonly count: number }
  | { readonly act: 'take'; readonly count: number }
  | { readonly act: 'give back'; readonly which: number; readonly spent: number };

const stockAct: fc.Arbitrary<StockAct> = fc.oneof(
  fc.record({
    act: fc.constant('grant' as const),
    prefix: fc.constantFrom('26441', '26442'),
    count: fc.integer({ min: 1, max: 30 }),
  }),
  fc.record({ act: fc.constant('take' as const), count: fc.integer({ min: 1, max: 30 }) }),
  fc.record({
    act: fc.constant('give back' as const),
    which: fc.nat({ max: 9 }),
    spent: fc.nat({ max: 30 }),
  }),
);

/** Numbers with the bureau, in a stock, in lanes, and spent. */
class Numbers {
  readonly #at = new Map<string, PrefixJson>();
  readonly #lanes: SegmentJson[] = [];
  readonly #spent: SegmentJson[] = [];
  stock: readonly SegmentJson[] = [];
  granted = 0;

  do(act: StockAct): void {
    if (act.act === 'grant') this.#grant(act.prefix, act.count);
    else if (act.act === 'take') this.#take(act.count);
    else this.#giveBack(act.which, act.spent);
  }

  everywhere(): readonly string[] {
    return numbersIn([...this.stock, ...this.#lanes, ...this.#spent]);
  }

  #grant(prefix: string, count: number): void {
    const cut = cutSegment(this.#at.get(prefix) ?? { prefix, next: 1 }, 'DIGITAL', count);
    this.#at.set(prefix, cut.at);
    this.stock = putIntoStock(this.stock, cut.segment);
    this.granted += count;
  }

  #take(count: number): void {
    const want = { profile: 'DIGITAL', year: '2026', count } as const;
    if (!this.stock.some(({ next, last }) => last - next + 1 >= count)) {
      expect(codeOf(() => takeFromStock(this.stock, want))).toBe('NUMBERS_EXHAUSTED');
      return;
    }
    const { stock, segment } = takeFromStock(this.stock, want);
    expect(segment.last - segment.next + 1).toBe(count);
    this.stock = stock;
    this.#lanes.push(segment);
  }

  #giveBack(which: number, spent: number): void {
    const [lane] = this.#lanes.splice(which, 1);
    if (lane === undefined) return;
    const next = Math.min(lane.next + spent, lane.last + 1);
    this.#spent.push({ ...lane, last: next - 1 });
    this.stock = putIntoStock(this.stock, { ...lane, next });
  }
}

test('every granted number is in exactly one place, after any allotments, issues and returns', () => {
  fc.assert(
    fc.property(fc.array(stockAct, { maxLength: 80 }), (acts) => {
      const numbers = new Numbers();
      for (const act of acts) {
        numbers.do(act);
        const everywhere = numbers.everywhere();
        expect(everywhere).toHaveLength(numbers.granted);
        expect(new Set(everywhere).size).toBe(numbers.granted);
      }
    }),
    { numRuns: 300 },
  );
});

test('no two segments of a stock border on each other', () => {
  fc.assert(
    fc.property(fc.array(stockAct, { maxLength: 80 }), (acts) => {
      const numbers = new Numbers();
      for (const act of acts) numbers.do(act);
      const starts = new Set(numbers.stock.map(({ prefix, next }) => `${prefix}:${next}`));
      expect(numbers.stock.filter(({ prefix, last }) => starts.has(`${prefix}:${last + 1}`))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** What a lane of this month and year answers, counted without the core's arithmetic. */
function foretold({ segment, cap, used }: LaneJson, count: number, netFen: number): string | undefined {
  if (segment.last - segment.next + 1 < count) return 'NUMBERS_EXHAUSTED';
  return Number(cap.replace('.', '')) - Number(used.replace('.', '')) < netFen
    ? 'CREDIT_EXCEEDED'
    : undefined;
}

function yuan(count: number): string {
  return `${Math.trunc(count / 100)}.${String(count % 100).padStart(2, '0')}`;
}
