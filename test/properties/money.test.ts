import {
  type BasisPoints,
  fen,
  formatYuan,
  judgeDraft,
  type LineJson,
  parseYuan,
  RULE_SET_2026,
  readDecimal,
  roundedProduct,
  taxInGross,
  taxOnNet,
  type ZeroRate,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { draftOf, lineOf } from '../support/draft.ts';
import { faultsOf, withoutStacks } from '../support/faults.ts';
import { Fraction } from '../support/fraction.ts';
import { ruleContext } from '../support/rule-context.ts';
import { Seeded } from '../support/seeded.ts';

/** A million with `npm run test:long`; as many as an ordinary run can wait for otherwise. */
const LINE_SETS = Number(process.env.TEST_LINE_SETS ?? 200_000);

const CENT = Fraction.parse('0.01');
const HALF_CENT = Fraction.parse('0.005');
const ONE = Fraction.parse('1');
const TOLERANCE = {
  line: Fraction.parse('0.01'),
  tax: Fraction.parse('0.06'),
  invoice: Fraction.parse('1.27'),
};

describe('tax on net, against fractions', () => {
  test('of every remainder at every rate of three decimals, both signs, halves included', () => {
    let halves = 0;
    for (let thousandths = 0; thousandths < 1_000; thousandths += 1) {
      const rate = new Fraction(BigInt(thousandths), 1_000n);
      for (let net = 0n; net < 1_000n; net += 1n) {
        halves += (net * BigInt(thousandths)) % 1_000n === 500n ? 1 : 0;
        expectSame(taxOnNet(fen(net), points(thousandths)), CENT.times(new Fraction(net)).times(rate));
        expectSame(taxOnNet(fen(-net), points(thousandths)), CENT.times(new Fraction(-net)).times(rate));
      }
    }
    expect(halves).toBe(5_100);
  });

  test('a half is rounded away from zero, and one unit of net beside it is not a half', () => {
    for (const { rate } of RULE_SET_2026.rates) {
      const thousandths = Number(rate.slice(2).padEnd(3, '0'));
      for (let net = 1n; net <= 1_000n; net += 1n) {
        if ((net * BigInt(thousandths)) % 1_000n !== 500n) continue;
        const up = (net * BigInt(thousandths) + 500n) / 1_000n;
        expect(taxOnNet(fen(net), points(thousandths))).toBe(up);
        expect(taxOnNet(fen(-net), points(thousandths))).toBe(-up);
      }
    }
  });
});

describe('tax in gross, against fractions', () => {
  test('of every remainder at every rate of the table, both signs, halves included', () => {
    let halves = 0;
    for (const thousandths of new Set(
      RULE_SET_2026.rates.map(({ rate }) => Number(rate.slice(2).padEnd(3, '0'))),
    )) {
      const rate = new Fraction(BigInt(thousandths), 1_000n);
      const share = rate.over(ONE.plus(rate));
      for (let gross = 0n; gross < 2_000n + BigInt(thousandths); gross += 1n) {
        halves += (gross * BigInt(thousandths) * 2n) % (1_000n + BigInt(thousandths)) === 0n ? 1 : 0;
        const tax = taxInGross(fen(gross), points(thousandths));
        expectSame(tax, CENT.times(new Fraction(gross)).times(share));
        expectSame(
          taxInGross(fen(-gross), points(thousandths)),
          CENT.times(new Fraction(-gross)).times(share),
        );
      }
    }
    expect(halves).toBeGreaterThan(100);
  });
});

describe('random line sets, against fractions', () => {
  test(`of ${LINE_SETS} drafts each is judged as the rules are written`, { timeout: 600_000 }, () => {
    const seen = withoutStacks(() => judgeLineSets(new Seeded()));
    const often = [
      'none',
      'LINE_AMOUNT_MISMATCH',
      'LINE_TAX_MISMATCH',
      'TAX_DRIFT_EXCEEDED',
      'TOTALS_MISMATCH',
    ];
    expect(often.filter((code) => (seen.get(code) ?? 0) < LINE_SETS / 500)).toEqual([]);
  });
});

/** Judges line sets and compares each with the oracle; counts in how many drafts each code occurred. */
function judgeLineSets(random: Seeded): ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  for (let round = 0; round < LINE_SETS; round += 1) {
    const kind = random.pick(['GENERAL', 'SMALL_SCALE'] as const);
    const context = ruleContext({ seller: { kind, rateGrants: ['L05', 'L02', 'L15'] } });
    const draft = disturbed(random, draftOf(randomLines(random, kind)));
    const judged = faultsOf(() => judgeDraft(draft, context));
    const wanted = wantedFaults(draft);
    if (judged.toSorted().join() !== wanted.toSorted().join()) {
      const at = { seed: random.seed, round, draft };
      expect({ ...at, judged }).toEqual({ ...at, judged: wanted });
    }
    const codes = judged.length === 0 ? ['none'] : judged.map((fault) => fault.split(' ')[0] ?? '');
    for (const code of new Set(codes)) seen.set(code, (seen.get(code) ?? 0) + 1);
  }
  return seen;
}

const RATES = {
  GENERAL: ['0.13', '0.09', '0.06', '0.05', '0.02', '0'],
  SMALL_SCALE: ['0.03', '0.01', '0.05', '0.02', '0.015', '0'],
} as const;

/** One to six lines, or now and then enough to reach the bound of T18; a third of them with a price. */
function randomLines(random: Seeded, kind: keyof typeof RATES): readonly LineJson[] {
  const count = random.chance(0.03) ? random.whole(20, 60) : random.whole(1, 6);
  const leaning = count > 6 ? random.pick([-6n, 6n, 0n]) : 0n;
  return Array.from({ length: count }, () => randomLine(random, random.pick(RATES[kind]), leaning));
}

function randomLine(random: Seeded, rate: string, leaning: bigint): LineJson {
  const priced = random.chance(0.33) ? randomPrice(random) : undefined;
  const net =
    priced?.net ??
    yuan(random.pick([random.whole(1, 200), random.whole(1, 99_999_999), random.whole(1, 2 ** 31)]));
  const exact = Fraction.parse(net).times(Fraction.parse(rate));
  const tax = rate === '0' ? '0.00' : shifted(exact.toYuan(), leaning === 0n ? randomShift(random) : leaning);
  const zeroRate: { zeroRate?: ZeroRate } = rate === '0' ? { zeroRate: 'EXEMPT' } : {};
  return lineOf({
    net,
    rate,
    tax,
    ...zeroRate,
    ...(priced && { quantity: priced.quantity, unitPrice: priced.unitPrice }),
  });
}

/** A quantity and a price of up to 13 decimals, and their product, mostly within a fen of it. */
function randomPrice(random: Seeded): { quantity: string; unitPrice: string; net: string } {
  const quantity = randomDecimal(random, 9_999);
  const unitPrice = randomDecimal(random, 99_999);
  const product = Fraction.parse(quantity).times(Fraction.parse(unitPrice));
  const rounded = product.toYuan();
  const ours = formatYuan(fen(roundedProduct(decimal(quantity), decimal(unitPrice))));
  if (ours !== rounded) expect([quantity, unitPrice, ours]).toEqual([quantity, unitPrice, rounded]);
  const net = shifted(rounded, random.chance(0.8) ? 0n : BigInt(random.whole(-2, 2)));
  return { quantity, unitPrice, net: net.startsWith('-') || net === '0.00' ? '0.01' : net };
}

function randomDecimal(random: Seeded, wholeMax: number): string {
  const decimals = random.whole(0, 11);
  const digits = String(random.whole(0, 2 ** 31))
    .padStart(11, '0')
    .slice(-decimals);
  return decimals === 0 ? String(random.whole(1, wholeMax)) : `${random.whole(0, wholeMax)}.${digits}`;
}

/** Mostly none; sometimes up to the tolerance of a line and a little beyond. */
function randomShift(random: Seeded): bigint {
  return random.chance(0.8) ? 0n : BigInt(random.whole(-7, 7));
}

/** In one draft of ten a total is some fen off. */
function disturbed(random: Seeded, draft: ReturnType<typeof draftOf>): ReturnType<typeof draftOf> {
  if (!random.chance(0.1)) return draft;
  const field = random.pick(['net', 'tax', 'gross'] as const);
  const totals = { ...draft.totals, [field]: shifted(draft.totals[field], BigInt(random.whole(1, 9))) };
  return { ...draft, totals };
}

/** The rules T16 to T19, T33 and T34, read off `docs/tax-rules.md` and computed with fractions. */
function wantedFaults({ lines, totals }: ReturnType<typeof draftOf>): readonly string[] {
  const exact = lines.map(exactly);
  const sum = (field: keyof ExactLine): Fraction =>
    exact.reduce((total, line) => total.plus(line[field]), Fraction.zero);
  const [net, tax] = [Fraction.parse(totals.net), Fraction.parse(totals.tax)];
  const gross = Fraction.parse(totals.gross);
  const faults = lines.flatMap((line, index) => wantedOfLine(line, exact[index] as ExactLine, index));
  if (!sum('drift').abs().isAtMost(TOLERANCE.invoice)) faults.push('TAX_DRIFT_EXCEEDED /lines');
  if (!sum('net').equals(net)) faults.push('TOTALS_MISMATCH /totals/net');
  if (!sum('tax').equals(tax)) faults.push('TOTALS_MISMATCH /totals/tax');
  if (!net.plus(tax).equals(gross)) faults.push('TOTALS_MISMATCH /totals/gross');
  if (!CENT.isAtMost(net)) faults.push('NET_TOO_SMALL /totals/net');
  if (!isBorne(exact, sum('tax'))) faults.push('TAX_BEYOND_NET /totals/tax');
  return faults;
}

/** T34: from nothing to twice the exact taxes and half a fen for each line. */
function isBorne(lines: readonly ExactLine[], tax: Fraction): boolean {
  const bound = lines.reduce(
    (sum, line) => sum.plus(line.exact).plus(line.exact).plus(HALF_CENT),
    Fraction.zero,
  );
  return Fraction.zero.isAtMost(tax) && tax.isAtMost(bound);
}

/** A line's amounts, its tax as net times rate, and how far its tax is from net times rate. */
interface ExactLine {
  readonly net: Fraction;
  readonly tax: Fraction;
  readonly exact: Fraction;
  readonly drift: Fraction;
}

function exactly(line: LineJson): ExactLine {
  const [net, tax] = [Fraction.parse(line.net), Fraction.parse(line.tax)];
  const exact = net.times(Fraction.parse(line.rate));
  return { net, tax, exact, drift: exact.minus(tax) };
}

function wantedOfLine(
  { quantity, unitPrice }: LineJson,
  { net, tax, exact, drift }: ExactLine,
  index: number,
): readonly string[] {
  const faults: string[] = [];
  const hasOtherSign = !Fraction.zero.isAtMost(exact.times(tax));
  if (!drift.abs().isAtMost(TOLERANCE.tax) || hasOtherSign)
    faults.push(`LINE_TAX_MISMATCH /lines/${index}/tax`);
  if (quantity === undefined || unitPrice === undefined) return faults;
  const product = Fraction.parse(quantity).times(Fraction.parse(unitPrice));
  if (!product.minus(net).abs().isAtMost(TOLERANCE.line))
    faults.push(`LINE_AMOUNT_MISMATCH /lines/${index}/net`);
  return faults;
}

function expectSame(ours: ReturnType<typeof fen>, exact: Fraction): void {
  const [text, want] = [formatYuan(ours), exact.toYuan()];
  if (text !== want) expect(text).toBe(want);
}

function shifted(amount: string, byFen: bigint): string {
  return byFen === 0n ? amount : formatYuan(fen(parseYuan(amount) + byFen));
}

function yuan(count: number): string {
  return formatYuan(fen(BigInt(count)));
}

function points(thousandths: number): BasisPoints {
  return (thousandths * 10) as BasisPoints;
}

function decimal(text: string): NonNullable<ReturnType<typeof readDecimal>> {
  return readDecimal(text) as NonNullable<ReturnType<typeof readDecimal>>;
}
