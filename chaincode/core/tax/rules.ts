import type { Fault } from '../errors.js';
import type { ReadDraft, ReadLine } from '../invoice/draft.js';
import type { InvoiceType, LineKind, NumberProfile } from '../invoice/invoice.js';
import { type Fen, formatYuan } from '../money/money.js';
import { BASIS_POINTS_PER_UNIT, formatPercent, readRate } from '../money/rate.js';
import { isCreditCode } from '../taxpayer/credit-code.js';
import { excerpt } from '../text/excerpt.js';
import { isAmountWithin, roundedProduct, taxDrift, taxOnNet } from './calculate.js';
import type { DraftRule, LinePlace, LineRule, Report, RuleContext } from './rule.js';
import { excludedPrefix, findRateRow, isRateAllowed, type RateRow, tolerancesOf } from './rule-set.js';
import { driftsAddUpWithinTolerance, netIsPositive, taxIsBorneByNet, totalsAreExactSums } from './totals.js';

/** The rules about a whole draft, in the order in which they report. `docs/tax-rules.md` explains each. */
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

/** The rules about one line, in the order in which they report, after the rules about the draft. */
export const LINE_RULES: readonly LineRule[] = [
  { id: 'T09', check: rateIsAllowed },
  { id: 'T12', check: zeroRateIsExplained },
  { id: 'T16', check: amountFitsQuantityAndPrice },
  { id: 'T17', check: taxFitsRate },
  { id: 'T20', check: discountFollowsItsLine },
];

/** Reports every rule that a draft breaks. Lane, credit and period are not judged here: they are judged at issue. */
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
    report('CREDIT_CODE_INVALID', '/seller', notACreditCode(draft.seller));
  }
  const code = draft.buyer?.type === 'PERSON' ? undefined : draft.buyer?.code;
  if (code !== undefined && !isCreditCode(code)) {
    report('CREDIT_CODE_INVALID', '/buyer/code', notACreditCode(code));
  }
}

function notACreditCode(text: string): string {
  return `"${excerpt(text)}" fails the check of a unified social credit code (GB 32100); compare its 18 characters`;
}

function enterpriseBuyerHasCode(draft: ReadDraft, _context: RuleContext, report: Report): void {
  if (draft.buyer?.type === 'ENTERPRISE' && draft.buyer.code === undefined) {
    const message = 'the unified social credit code of an enterprise buyer is missing; add it';
    report('BUYER_CODE_REQUIRED', '/buyer/code', message);
  }
}

function grossIsWithinLimit(draft: ReadDraft, { seller }: RuleContext, report: Report): void {
  const gross = draft.totals.gross;
  if (gross === undefined || gross <= seller.singleLimit) return;
  const message = `${formatYuan(gross)} is above the limit of one invoice, ${formatYuan(seller.singleLimit)}; split the invoice`;
  report('SINGLE_LIMIT_EXCEEDED', '/totals/gross', message);
}

function specialNeedsTaxpayerBuyer(draft: ReadDraft, _context: RuleContext, report: Report): void {
  if (draft.type === 'SPECIAL' && draft.buyer?.type === 'PERSON') {
    report('SPECIAL_NOT_ALLOWED', '/type', 'a person cannot receive a special invoice; use ORDINARY');
  }
}

function chainProfileIsOrdinary(draft: ReadDraft, { profile }: RuleContext, report: Report): void {
  const fault = chainProfileFault(draft.type, profile, '/type');
  if (fault !== undefined) report(fault.code, fault.path, fault.message);
}

/** Returns the fault of an invoice that is not ordinary under numbers of the 2018 profile (T11). @param path where to report it */
export function chainProfileFault(
  type: InvoiceType | undefined,
  profile: NumberProfile,
  path: string,
): Fault | undefined {
  if (type !== 'SPECIAL' || profile !== 'SHENZHEN_2018') return undefined;
  const message = 'a lane of the 2018 profile issues ordinary invoices only; use ORDINARY, or another lane';
  return { code: 'ORDINARY_ONLY', path, message };
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
    const { seller, date } = context;
    const message = `${formatPercent(line.rate)} is not available to a ${seller.kind} seller on ${date}; use ${ratesFor(context)}`;
    report('RATE_NOT_ALLOWED', `${at.path}/rate`, message);
    return;
  }
  reportExcludedClass(row, line, at, report);
  if (at.draft.type === 'SPECIAL' && !row.types.includes('SPECIAL')) {
    const message = `a special invoice cannot have a line of row ${row.code} of the rate table; use ORDINARY`;
    report('SPECIAL_NOT_ALLOWED', `${at.path}/rate`, message);
  }
}

function reportExcludedClass(row: RateRow, { taxClass }: ReadLine, at: LinePlace, report: Report): void {
  if (row.excludes === undefined || taxClass === undefined) return;
  const prefix = excludedPrefix(row, taxClass);
  if (prefix === undefined) return;
  const message = `row ${row.code}, ${percentOf(row.rate)}, does not apply to tax classes that begin with ${prefix}; use another rate`;
  report('TAX_CLASS_EXCLUDED', `${at.path}/rate`, message);
}

/** The rates of the rows that the seller may use, each once, zero with its flag: "13%, 9%, 0% EXEMPT". */
function ratesFor(context: RuleContext): string {
  const rows = context.ruleSet.rates.filter((row) => isRateAllowed(row, context));
  const rates = rows.map(({ rate, zeroRate }) =>
    zeroRate === undefined ? percentOf(rate) : `0% ${zeroRate}`,
  );
  return [...new Set(rates)].join(', ');
}

function percentOf(text: string): string {
  const rate = readRate(text);
  return rate === undefined ? text : formatPercent(rate);
}

function zeroRateIsExplained(line: ReadLine, at: LinePlace, _context: RuleContext, report: Report): void {
  if (line.rate === undefined) return;
  if (line.rate !== 0 && line.zeroRate !== undefined) {
    report(
      'ZERO_RATE_FLAG',
      `${at.path}/zeroRate`,
      'a line of another rate than 0 has no zero-rate flag; remove the flag',
    );
  }
  if (line.rate === 0 && line.zeroRate === undefined) {
    report(
      'ZERO_RATE_FLAG',
      `${at.path}/zeroRate`,
      'a line of rate 0 needs its zero-rate flag: EXEMPT, NOT_TAXED or ZERO_RATED',
    );
  }
  if (line.rate === 0 && line.tax !== undefined && line.tax !== 0n) {
    report('ZERO_RATE_FLAG', `${at.path}/tax`, 'a line of rate 0 bears no tax; write 0.00');
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
      'quantity and unit price must both be present or both be absent',
    );
    return;
  }
  if (net === undefined || isAmountWithin(quantity, unitPrice, net, tolerancesOf(ruleSet).lineAmount)) return;
  const product = formatYuan(roundedProduct(quantity, unitPrice) as Fen);
  report(
    'LINE_AMOUNT_MISMATCH',
    `${at.path}/net`,
    `net differs from quantity times unit price, ${product}, by more than ${ruleSet.tolerances.lineAmount}`,
  );
}

function taxFitsRate(line: ReadLine, at: LinePlace, { ruleSet }: RuleContext, report: Report): void {
  const { net, rate, tax } = line;
  if (net === undefined || rate === undefined || tax === undefined) return;
  const drift = taxDrift(net, rate, tax);
  const bound = tolerancesOf(ruleSet).lineTax * BASIS_POINTS_PER_UNIT;
  const path = `${at.path}/tax`;
  if (drift > bound || -drift > bound) {
    const exact = `net times ${formatPercent(rate)}, ${formatYuan(taxOnNet(net, rate))},`;
    report(
      'LINE_TAX_MISMATCH',
      path,
      `the tax differs from ${exact} by more than ${ruleSet.tolerances.lineTax}`,
    );
  } else if (rate !== 0 && net * tax < 0n) {
    report('LINE_TAX_MISMATCH', path, 'the tax has another sign than the net; give both the same sign');
  }
}

function discountFollowsItsLine(line: ReadLine, at: LinePlace, _context: RuleContext, report: Report): void {
  if (line.kind === 'DISCOUNT') {
    discountFits(line, at, report);
  } else if (line.kind !== undefined && line.net !== undefined && line.net <= 0n) {
    report('DISCOUNT_LINE', `${at.path}/net`, 'the net of a line that is no discount must be positive');
  }
  if (line.kind === 'DISCOUNTED' && !isOfKind(at.next, 'DISCOUNT')) {
    report('DISCOUNT_LINE', `${at.path}/kind`, 'a DISCOUNTED line must be followed by its DISCOUNT line');
  }
}

function discountFits(line: ReadLine, { path, previous }: LinePlace, report: Report): void {
  if (!isOfKind(previous, 'DISCOUNTED')) {
    report('DISCOUNT_LINE', `${path}/kind`, 'a DISCOUNT line must follow its DISCOUNTED line');
    return;
  }
  for (const field of ['taxClass', 'rate', 'zeroRate'] as const) {
    if (!differ(line[field], previous?.[field])) continue;
    report(
      'DISCOUNT_LINE',
      `${path}/${field}`,
      `a discount line must have the ${field} of its discounted line`,
    );
  }
  if (line.quantity !== undefined)
    report(
      'DISCOUNT_LINE',
      `${path}/quantity`,
      'a discount line has no quantity; remove quantity and unit price',
    );
  if (!isDiscountOn(previous?.net, line.net))
    report('DISCOUNT_LINE', `${path}/net`, 'a discount must be negative and not larger than its line');
}

function isDiscountOn(net: Fen | undefined, discount: Fen | undefined): boolean {
  return net === undefined || discount === undefined || (discount < 0n && -discount <= net);
}

/** Whether a neighbor is of this kind. A neighbor whose kind could not be read counts as of this kind, because its own fault is reported. */
function isOfKind(line: ReadLine | undefined, kind: LineKind): boolean {
  return line !== undefined && (line.kind === undefined || line.kind === kind);
}

/** Whether two values differ. A value that could not be read differs from none, because its own fault is reported. */
function differ(a: string | number | undefined, b: string | number | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}
