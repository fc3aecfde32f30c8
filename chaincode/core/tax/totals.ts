import type { ReadDraft } from '../invoice/draft.js';
import { fen, formatSum, formatYuan } from '../money/money.js';
import { BASIS_POINTS_PER_UNIT } from '../money/rate.js';
import { taxDrift } from './calculate.js';
import type { Report, RuleContext } from './rule.js';
import { tolerancesOf } from './rule-set.js';

/** T18: the tolerance of one line must not be used on every line. */
export function driftsAddUpWithinTolerance(draft: ReadDraft, { ruleSet }: RuleContext, report: Report): void {
  let drift = 0n;
  for (const { net, rate, tax } of draft.lines ?? []) {
    if (net === undefined || rate === undefined || tax === undefined) return;
    drift += taxDrift(net, rate, tax);
  }
  const bound = tolerancesOf(ruleSet).invoiceTax * BASIS_POINTS_PER_UNIT;
  if (drift <= bound && -drift <= bound) return;
  report(
    'TAX_DRIFT_EXCEEDED',
    '/lines',
    `the taxes of all lines differ together by more than ${ruleSet.tolerances.invoiceTax} from net times rate; compute each line’s tax`,
  );
}

/** T19: totals are exact sums, without tolerance. */
export function totalsAreExactSums(draft: ReadDraft, _context: RuleContext, report: Report): void {
  const { net, tax, gross } = draft.totals;
  for (const [field, total] of [
    ['net', net],
    ['tax', tax],
  ] as const) {
    const sum = sumOf(draft.lines, field);
    if (sum === undefined || total === undefined || sum === total) continue;
    report(
      'TOTALS_MISMATCH',
      `/totals/${field}`,
      `the lines add up to ${formatSum(sum)}, not ${formatYuan(total)}`,
    );
  }
  if (net === undefined || tax === undefined || gross === undefined || net + tax === gross) return;
  const sum = formatSum(net + tax);
  report('TOTALS_MISMATCH', '/totals/gross', `net and tax add up to ${sum}, not ${formatYuan(gross)}`);
}

function sumOf(lines: ReadDraft['lines'], field: 'net' | 'tax'): bigint | undefined {
  if (lines === undefined) return undefined;
  let sum = 0n;
  for (const line of lines) {
    const amount = line[field];
    if (amount === undefined) return undefined;
    sum += amount;
  }
  return sum;
}

/** T33: credit counts net amounts, so every invoice must use some of it. */
export function netIsPositive({ totals: { net } }: ReadDraft, _context: RuleContext, report: Report): void {
  if (net === undefined || net >= NET_MIN) return;
  report(
    'NET_TOO_SMALL',
    '/totals/net',
    `the net of an invoice is at least ${formatYuan(NET_MIN)}; issue nothing for less`,
  );
}

/**
 * T34: tolerances may move tax between lines, but may not create it. The tax of an invoice is not negative. It is at most twice
 * the tax of its net at its rates, plus half a fen per line for rounding.
 */
export function taxIsBorneByNet(draft: ReadDraft, _context: RuleContext, report: Report): void {
  let exact = 0n;
  let tax = 0n;
  for (const line of draft.lines ?? []) {
    if (line.net === undefined || line.rate === undefined || line.tax === undefined) return;
    exact += line.net * BigInt(line.rate);
    tax += line.tax;
  }
  const bound = 2n * exact + HALF_FEN * BigInt(draft.lines?.length ?? 0);
  if (tax >= 0n && tax * BASIS_POINTS_PER_UNIT <= bound) return;
  report(
    'TAX_BEYOND_NET',
    '/totals/tax',
    `a tax of ${formatSum(tax)} is not what the net of these lines can bear; correct the taxes of the lines`,
  );
}

const NET_MIN = fen(1n);
/** Half a fen times BASIS_POINTS_PER_UNIT. */
const HALF_FEN = BASIS_POINTS_PER_UNIT / 2n;
