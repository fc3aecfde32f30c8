import type { ReadDraft, ReadLine } from '../invoice/draft.js';
import type { LineKind } from '../invoice/invoice.js';
import { type Fen, formatYuan } from '../money/money.js';
import { BASIS_POINTS_PER_UNIT, formatPercent } from '../money/rate.js';
import { isCreditCode } from '../taxpayer/credit-code.js';
import { excerpt } from '../text/excerpt.js';
import { isAmountWithin, taxDrift } from './calculate.js';
import type { DraftRule, LinePlace, LineRule, Report, RuleContext } from './rule.js';
import { findRateRow, isRateAllowed, tolerancesOf } from './rule-set.js';
import { driftsAddUpWithinTolerance, netIsPositive, taxIsBorneByNet, totalsAreExactSums } from './totals.js';

/** Every rule that a draft must keep, in the order in which they report. `docs/tax-rules.md` explains each. */
export const DRAFT_RULES: readonly DraftRule[] = [
  { id: 'T02', check: codesPassTheirCheck },
  { id: 'T03', check: enterpriseBuyerHasCode },
  { id: 'T06', check: grossIsWithinLimit },
  { id: 'T10', check: specialNeedsTaxpayerBuyer },
  { id: 'T11', check: chainProfileIsOrdinary },
  { id: 'T13', check: lineCountIsLegal },
  { id: 'T18', check: driftsAddUpWithinTolerance },
  { id: 'T19', check: totalsAreExactSums },
  { id: 'T33', check: netIsPositive },
  { id: 'T34', check: taxIsBorneByNet },
];

export const LINE_RULES: readonly LineRule[] = [
  { id: 'T09', check: rateIsAllowed },
  { id: 'T12', check: zeroRateIsExplained },
  { id: 'T16', check: amountFitsQuantityAndPrice },
  { id: 'T17', check: taxFitsRate },
  { id: 'T20', check: discountFollowsItsLine },
];

/** Judges a draft by every rule of form and arithmetic; what the ledger's state adds is judged at issue. */
export function applyRules(draft: ReadDraft, context: RuleContext, report: Report): void {
  for (const rule of DRAFT_RULES) rule.check(draft, context, report);
  const lines = draft.lines ?? [];
  lines.forEach((line, index) => {
    const at = { path: `/lines/${index}`, draft, previous: lines[index - 1], next: lines[index + 1] };
    for (const rule of LINE_RULES) rule.check(line, at, context, report);
  });
}

function codesPassTheirCheck(draft: ReadDraft, _context: RuleContext, report: Report): void {
  if (draft.seller !== undefined && !isCreditCode(draft.seller)) {
    report('CREDIT_CODE_INVALID', '/seller', `"${excerpt(draft.seller)}" fails the check of GB 32100`);
  }
  const code = draft.buyer?.type === 'PERSON' ? undefined : draft.buyer?.code;
  if (code !== undefined && !isCreditCode(code)) {
    report('CREDIT_CODE_INVALID', '/buyer/code', `"${excerpt(code)}" fails the check of GB 32100`);
  }
}

function enterpriseBuyerHasCode(draft: ReadDraft, _context: RuleContext, report: Report): void {
  if (draft.buyer?.type === 'ENTERPRISE' && draft.buyer.code === undefined) {
    report('BUYER_CODE_REQUIRED', '/buyer/code', 'an enterprise buyer must give its code');
  }
}

function grossIsWithinLimit(draft: ReadDraft, { seller }: RuleContext, report: Report): void {
  const gross = draft.totals.gross;
  if (gross === undefined || gross <= seller.singleLimit) return;
  report('SINGLE_LIMIT_EXCEEDED', '/totals/gross', `gross may be ${formatYuan(seller.singleLimit)} at most`);
}

function specialNeedsTaxpayerBuyer(draft: ReadDraft, _context: RuleContext, report: Report): void {
  if (draft.type === 'SPECIAL' && draft.buyer?.type === 'PERSON') {
    report('SPECIAL_NOT_ALLOWED', '/type', 'a person cannot receive a special invoice');
  }
}

function chainProfileIsOrdinary(draft: ReadDraft, { profile }: RuleContext, report: Report): void {
  if (draft.type === 'SPECIAL' && profile === 'SHENZHEN_2018') {
    report('ORDINARY_ONLY', '/type', 'numbers of the 2018 profile carry ordinary invoices only');
  }
}

function lineCountIsLegal(draft: ReadDraft, { ruleSet }: RuleContext, report: Report): void {
  const count = draft.lines?.length;
  if (count === undefined || (count >= 1 && count <= ruleSet.linesMax)) return;
  report('LINE_COUNT', '/lines', `an invoice has 1 to ${ruleSet.linesMax} lines, not ${count}`);
}

function rateIsAllowed(line: ReadLine, at: LinePlace, context: RuleContext, report: Report): void {
  if (line.rate === undefined || line.rateText === undefined) return;
  if (line.rate === 0 && line.zeroRate === undefined) return;
  const row = findRateRow(context.ruleSet, line.rateText, line.rate === 0 ? line.zeroRate : undefined);
  if (row === undefined || !isRateAllowed(row, context)) {
    const percent = formatPercent(line.rate);
    report('RATE_NOT_ALLOWED', `${at.path}/rate`, `${percent} is not open to this seller on ${context.date}`);
    return;
  }
  if (at.draft.type === 'SPECIAL' && !row.types.includes('SPECIAL')) {
    report('SPECIAL_NOT_ALLOWED', `${at.path}/rate`, `a special invoice cannot have a line of ${row.code}`);
  }
}

function zeroRateIsExplained(line: ReadLine, at: LinePlace, _context: RuleContext, report: Report): void {
  if (line.rate === undefined) return;
  if (line.rate !== 0 && line.zeroRate !== undefined) {
    report('ZERO_RATE_FLAG', `${at.path}/zeroRate`, 'only a line of rate 0 has a zero-rate flag');
  }
  if (line.rate === 0 && line.zeroRate === undefined) {
    report(
      'ZERO_RATE_FLAG',
      `${at.path}/zeroRate`,
      'a line of rate 0 must be EXEMPT, NOT_TAXED or ZERO_RATED',
    );
  }
  if (line.rate === 0 && line.tax !== undefined && line.tax !== 0n) {
    report('ZERO_RATE_FLAG', `${at.path}/tax`, 'a line of rate 0 bears no tax');
  }
}

function amountFitsQuantityAndPrice(
  line: ReadLine,
  at: LinePlace,
  { ruleSet }: RuleContext,
  report: Report,
): void {
  const { quantity, unitPrice, net } = line;
  if (quantity === undefined && unitPrice === undefined) return;
  if (quantity === undefined || unitPrice === undefined) {
    const missing = quantity === undefined ? 'quantity' : 'unitPrice';
    report(
      'LINE_AMOUNT_MISMATCH',
      `${at.path}/${missing}`,
      'quantity and unit price stand together or not at all',
    );
    return;
  }
  if (net === undefined || isAmountWithin(quantity, unitPrice, net, tolerancesOf(ruleSet).lineAmount)) return;
  const tolerance = ruleSet.tolerances.lineAmount;
  report(
    'LINE_AMOUNT_MISMATCH',
    `${at.path}/net`,
    `quantity times unit price differs by more than ${tolerance}`,
  );
}

function taxFitsRate(line: ReadLine, at: LinePlace, { ruleSet }: RuleContext, report: Report): void {
  const { net, rate, tax } = line;
  if (net === undefined || rate === undefined || tax === undefined) return;
  const drift = taxDrift(net, rate, tax);
  const bound = tolerancesOf(ruleSet).lineTax * BASIS_POINTS_PER_UNIT;
  const path = `${at.path}/tax`;
  if (drift > bound || -drift > bound) {
    const tolerance = ruleSet.tolerances.lineTax;
    report('LINE_TAX_MISMATCH', path, `net times ${formatPercent(rate)} differs by more than ${tolerance}`);
  } else if (rate !== 0 && net * tax < 0n) {
    report('LINE_TAX_MISMATCH', path, 'the tax has another sign than the net');
  }
}

function discountFollowsItsLine(line: ReadLine, at: LinePlace, _context: RuleContext, report: Report): void {
  if (line.kind === 'DISCOUNT') {
    discountFits(line, at, report);
  } else if (line.kind !== undefined && line.net !== undefined && line.net <= 0n) {
    report('DISCOUNT_LINE', `${at.path}/net`, 'only a discount line is negative');
  }
  if (line.kind === 'DISCOUNTED' && !isOfKind(at.next, 'DISCOUNT')) {
    report('DISCOUNT_LINE', `${at.path}/kind`, 'a discounted line is followed by its discount line');
  }
}

function discountFits(line: ReadLine, { path, previous }: LinePlace, report: Report): void {
  if (!isOfKind(previous, 'DISCOUNTED')) {
    report('DISCOUNT_LINE', `${path}/kind`, 'a discount line follows its discounted line');
    return;
  }
  for (const field of ['taxClass', 'rate', 'zeroRate'] as const) {
    if (!differ(line[field], previous?.[field])) continue;
    report('DISCOUNT_LINE', `${path}/${field}`, `the discount line has the ${field} of its discounted line`);
  }
  if (line.quantity !== undefined)
    report('DISCOUNT_LINE', `${path}/quantity`, 'a discount line has no quantity');
  if (!isDiscountOn(previous?.net, line.net))
    report('DISCOUNT_LINE', `${path}/net`, 'a discount is negative and not larger than its line');
}

function isDiscountOn(net: Fen | undefined, discount: Fen | undefined): boolean {
  return net === undefined || discount === undefined || (discount < 0n && -discount <= net);
}

/** Whether a neighbor is of this kind; one whose kind could not be read gets the benefit of the doubt. */
function isOfKind(line: ReadLine | undefined, kind: LineKind): boolean {
  return line !== undefined && (line.kind === undefined || line.kind === kind);
}

/** What is missing on either side is another rule's fault. */
function differ(a: string | number | undefined, b: string | number | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}
