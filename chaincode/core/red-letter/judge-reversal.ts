import { type ErrorCode, type Fault, present, ValidationError } from '../errors.js';
import type {
  InvoiceJson,
  LineJson,
  ReversalJson,
  ReversedLineJson,
  TotalsJson,
} from '../invoice/invoice.js';
import {
  compareDecimals,
  DECIMAL_LENGTH_MAX,
  type Decimal,
  formatDecimal,
  subtractDecimals,
} from '../money/decimal.js';
import { type Fen, formatYuan, parseYuan, subtractFen, sumFen } from '../money/money.js';
import { BASIS_POINTS_PER_UNIT, readRate } from '../money/rate.js';
import { isAmountWithin, taxDrift } from '../tax/calculate.js';
import { type RuleSetJson, tolerancesOf } from '../tax/rule-set.js';
import { decimal, hasRest, type LineRest, restOfLines, wholeRest } from './line-rest.js';
import type { RedReason } from './rules.js';

/** What a red-letter invoice would take of an invoice. */
export interface Reversal {
  readonly lines: readonly ReversedLineJson[];
  readonly totals: TotalsJson;
}

/** What a reversal is judged by. */
export interface ReversalContext {
  readonly invoice: Pick<InvoiceJson, 'lines'>;
  /** What was reversed before. */
  readonly before: ReversalJson | undefined;
  readonly reason: RedReason;
  /** Tolerances of T16 and T17. */
  readonly ruleSet: RuleSetJson;
}

/**
 * Returns what is reversed, when it keeps every rule of T23. The last reversal of a line takes its quantity, net and tax together, and
 * exactly; the tolerances are for parts.
 *
 * @param lines the parts of lines, in the order of the invoice; all that is left when absent
 * @throws {ValidationError} every fault, with pointers below `/lines`: RED_REASON, REVERSAL_LINE, REVERSAL_EXCEEDS_REST,
 *   DECIMAL_FORMAT, LINE_AMOUNT_MISMATCH, LINE_TAX_MISMATCH
 */
export function judgeReversal(
  lines: readonly ReversedLineJson[] | undefined,
  context: ReversalContext,
): Reversal {
  const rests = restOfLines(context.invoice, context.before);
  const whole = rests.filter(hasRest).map((rest) => wholeRest(rest, context.reason.hasQuantities));
  const faults = lines === undefined ? faultsOfWhole(context) : new PartJudge(context, rests).faultsOf(lines);
  if (faults.length > 0) throw new ValidationError(faults);
  const reversed = lines ?? whole;
  return { lines: reversed, totals: totalsOfReversed(reversed) };
}

/** Returns the sums of reversed lines. */
export function totalsOfReversed(lines: readonly ReversedLineJson[]): TotalsJson {
  const { net, tax } = sumsOf(lines.map(amountsOf));
  return { net: formatYuan(net), tax: formatYuan(tax), gross: formatYuan(sumFen([net, tax])) };
}

interface Amounts {
  readonly net: Fen;
  readonly tax: Fen;
}

function amountsOf({ net, tax }: ReversedLineJson): Amounts {
  return { net: parseYuan(net), tax: parseYuan(tax) };
}

function sumsOf(amounts: readonly Amounts[]): Amounts {
  return { net: sumFen(amounts.map(({ net }) => net)), tax: sumFen(amounts.map(({ tax }) => tax)) };
}

/** Returns the amounts of each line that are left after a reversal. */
function restsAfter(rests: readonly LineRest[], lines: readonly ReversedLineJson[]): readonly Amounts[] {
  const lost = new Map(lines.map((line) => [line.line, amountsOf(line)]));
  return rests.map(({ line, net, tax }) => {
    const part = lost.get(line);
    return part === undefined
      ? { net, tax }
      : { net: subtractFen(net, part.net), tax: subtractFen(tax, part.tax) };
  });
}

function faultsOfWhole({ before, reason }: ReversalContext): readonly Fault[] {
  if (!reason.isWhole || before === undefined || before.reds.length === 0) return [];
  return [onlyWhole(reason, '/reason')];
}

function onlyWhole(reason: RedReason, path: string): Fault {
  const message = `reason ${reason.code} reverses a whole invoice; use another reason for a part`;
  return { code: 'RED_REASON', path, message };
}

/** Judges the reversal of parts of lines. */
class PartJudge {
  readonly #context: ReversalContext;
  readonly #rests: readonly LineRest[];
  readonly #faults: Fault[] = [];

  constructor(context: ReversalContext, rests: readonly LineRest[]) {
    this.#context = context;
    this.#rests = rests;
  }

  faultsOf(lines: readonly ReversedLineJson[]): readonly Fault[] {
    if (this.#context.reason.isWhole) return [onlyWhole(this.#context.reason, '/lines')];
    let last = 0;
    for (const [index, line] of lines.entries()) {
      const rest = this.#rests[line.line - 1];
      if (rest === undefined) this.#report('REVERSAL_LINE', index, 'line', 'the invoice has no such line');
      else if (line.line <= last)
        this.#report('REVERSAL_LINE', index, 'line', 'each line stands once, in the order of the invoice');
      else this.#judgeLine(index, line, rest);
      last = line.line;
    }
    if (this.#faults.length === 0) this.#judgeDiscounts(lines);
    if (this.#faults.length === 0) this.#judgeTotals(lines);
    return this.#faults;
  }

  #judgeLine(index: number, line: ReversedLineJson, rest: LineRest): void {
    const [net, tax] = [parseYuan(line.net), parseYuan(line.tax)];
    if (net === 0n || !isPartOf(net, rest.net)) this.#exceeds(index, 'net', formatYuan(rest.net));
    else if (!isPartOf(tax, rest.tax)) this.#exceeds(index, 'tax', formatYuan(rest.tax));
    else if (rest.tax !== 0n && (net === rest.net) !== (tax === rest.tax))
      this.#report(
        'REVERSAL_EXCEEDS_REST',
        index,
        'tax',
        `the last reversal of a line takes all that is left of both, ${formatYuan(rest.net)} and ${formatYuan(rest.tax)}`,
      );
    else if (net !== rest.net) this.#judgePart(index, line, net, tax);
    this.#judgeQuantity(index, line, rest, net);
  }

  /** T17 for a part of a line. */
  #judgePart(index: number, { line }: ReversedLineJson, net: Fen, tax: Fen): void {
    const rate = present(readRate(this.#lineOf(line).rate), 'the rate of an issued line');
    const drift = taxDrift(net, rate, tax);
    const bound = tolerancesOf(this.#context.ruleSet).lineTax * BASIS_POINTS_PER_UNIT;
    if (drift <= bound && -drift <= bound) return;
    const tolerance = this.#context.ruleSet.tolerances.lineTax;
    this.#report(
      'LINE_TAX_MISMATCH',
      index,
      'tax',
      `the tax differs from net times rate by more than ${tolerance}`,
    );
  }

  #judgeQuantity(index: number, part: ReversedLineJson, rest: LineRest, net: Fen): void {
    const { hasQuantities, code } = this.#context.reason;
    const isWanted = hasQuantities && rest.quantity !== undefined && rest.quantity.digits !== 0n;
    if (part.quantity === undefined) {
      if (isWanted) this.#report('RED_REASON', index, 'quantity', `reason ${code} states the quantity`);
    } else if (!isWanted || rest.quantity === undefined) {
      this.#report('RED_REASON', index, 'quantity', `reason ${code} states no quantity of this line`);
    } else {
      this.#judgeQuantityOf(index, part, decimal(part.quantity), { ...rest, quantity: rest.quantity }, net);
    }
  }

  #judgeQuantityOf(
    index: number,
    { line }: ReversedLineJson,
    quantity: Decimal,
    rest: LineRest & { readonly quantity: Decimal },
    net: Fen,
  ): void {
    const left = formatDecimal(rest.quantity);
    const { unitPrice } = this.#lineOf(line);
    const price = decimal(present(unitPrice, 'the unit price of a line with a quantity'));
    const isLast = compareDecimals(quantity, rest.quantity) === 0n;
    if (quantity.digits <= 0n || compareDecimals(quantity, rest.quantity) > 0n)
      this.#exceeds(index, 'quantity', left);
    else if (isLast !== (net === rest.net))
      this.#report(
        'REVERSAL_EXCEEDS_REST',
        index,
        'quantity',
        `the last reversal of a line takes all that is left of both, ${left} and ${formatYuan(rest.net)}`,
      );
    else if (!this.#areQuantitiesShort(line, subtractDecimals(rest.quantity, quantity)))
      this.#report(
        'DECIMAL_FORMAT',
        index,
        'quantity',
        'the quantity that is left or reversed in all would have more than 17 characters',
      );
    else if (!isLast && !isAmountWithin(quantity, price, net, tolerancesOf(this.#context.ruleSet).lineAmount))
      this.#report(
        'LINE_AMOUNT_MISMATCH',
        index,
        'net',
        `net differs from quantity times the unit price of the invoice, ${unitPrice}, by more than ${this.#context.ruleSet.tolerances.lineAmount}`,
      );
  }

  /** Whether what is left of a quantity and what is reversed of it can be written: the status keeps one, the last reversal takes the other. */
  #areQuantitiesShort(line: number, left: Decimal): boolean {
    const whole = decimal(present(this.#lineOf(line).quantity, 'the quantity of a line'));
    const lengths = [left, subtractDecimals(whole, left)].map((quantity) => formatDecimal(quantity).length);
    return Math.max(...lengths) <= DECIMAL_LENGTH_MAX;
  }

  /**
   * Every red-letter invoice, and what is left of the invoice while any line is left, is one that a seller could issue: its net is
   * positive and its tax is not negative (T33, T34). Otherwise the parts could lose more than the invoice, or nothing at all.
   */
  #judgeTotals(lines: readonly ReversedLineJson[]): void {
    const left = restsAfter(this.#rests, lines);
    const sums = [sumsOf(lines.map(amountsOf)), ...(left.some(hasRest) ? [sumsOf(left)] : [])];
    if (sums.every(({ net, tax }) => net > 0n && tax >= 0n)) return;
    this.#faults.push({
      code: 'REVERSAL_EXCEEDS_REST',
      path: '/lines',
      message: 'what is reversed, and what is left if any line is, has a positive net and no negative tax',
    });
  }

  /** A discounted line and its discount are one amount: a reversal lowers it, and never below zero. */
  #judgeDiscounts(lines: readonly ReversedLineJson[]): void {
    const parts = new Map(lines.map((line, index) => [line.line, { line, index }]));
    for (const [place, rest] of this.#rests.entries()) {
      if (this.#lineOf(place + 1).kind !== 'DISCOUNTED') continue;
      const discount = present(this.#rests[place + 1], 'the discount of a discounted line');
      const taken = [parts.get(place + 1), parts.get(place + 2)];
      const index = taken.find((part) => part !== undefined)?.index;
      if (index === undefined) continue;
      for (const field of ['net', 'tax'] as const) {
        const amount = sumFen(taken.map((part) => parseYuan(part?.line[field] ?? '0.00')));
        const left = sumFen([rest[field], discount[field]]);
        if (!isPartOf(amount, left))
          this.#report(
            'REVERSAL_LINE',
            index,
            field,
            `a discounted line and its discount lose between 0.00 and ${formatYuan(left)} together`,
          );
      }
    }
  }

  #lineOf(place: number): LineJson {
    return present(this.#context.invoice.lines[place - 1], `line ${place}`);
  }

  #exceeds(index: number, field: string, rest: string): void {
    this.#report('REVERSAL_EXCEEDS_REST', index, field, `only ${rest} is left of this line`);
  }

  #report(code: ErrorCode, index: number, field: string, message: string): void {
    this.#faults.push({ code, path: `/lines/${index}/${field}`, message });
  }
}

/** Whether an amount has the sign of a whole and is not larger. */
function isPartOf(amount: Fen, whole: Fen): boolean {
  return whole < 0n ? amount <= 0n && amount >= whole : amount >= 0n && amount <= whole;
}
