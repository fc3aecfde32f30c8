import { type Decimal, readDecimal } from '../money/decimal.js';
import { type Fen, formatYuan, parseYuan, subtractFen, sumFen } from '../money/money.js';
import { type BasisPoints, readRate } from '../money/rate.js';
import { amountOf, taxInGross, taxOnNet } from '../tax/calculate.js';
import type { DraftJson, LineJson, TotalsJson } from './invoice.js';

/** A line as a seller may write it: amounts that follow from others may be left out. */
export type LineInput = Omit<LineJson, 'kind' | 'net' | 'tax'> & {
  readonly kind?: LineJson['kind'];
  readonly net?: string;
  readonly tax?: string;
  /** Price with tax, in place of `net`: tax is taken out of it. */
  readonly gross?: string;
};

export type DraftInput = Omit<DraftJson, 'lines' | 'totals'> & {
  readonly lines: readonly LineInput[];
  readonly totals?: TotalsJson;
};

/**
 * Fills in what follows: net from quantity and unit price or from gross, tax from net and rate, and
 * the totals, each rounded once per line, half away from zero. What is given stays as it is, and what
 * cannot be computed stays missing; the rules judge the result like any other draft.
 */
export function completeAmounts(input: DraftInput): DraftJson {
  const lines = input.lines.map(completeLine);
  return { ...input, lines, totals: input.totals ?? totalsOf(lines) };
}

/** Totals as the exact sums of complete lines. @throws {ValidationError} MONEY_FORMAT */
export function totalsOf(lines: readonly Pick<LineJson, 'net' | 'tax'>[]): TotalsJson {
  const net = sumFen(lines.map((line) => parseYuan(line.net)));
  const tax = sumFen(lines.map((line) => parseYuan(line.tax)));
  return { net: formatYuan(net), tax: formatYuan(tax), gross: formatYuan(sumFen([net, tax])) };
}

function completeLine({ gross, ...line }: LineInput): LineJson {
  const rate = readRate(line.rate);
  const kind = line.kind ?? 'NORMAL';
  if (rate === undefined) return { kind, net: '', tax: '', ...line };
  if (gross !== undefined && line.net === undefined)
    return { kind, ...line, ...splitGross(parseYuan(gross), rate) };
  const net = line.net ?? formatYuan(netOf(line));
  return { kind, ...line, net, tax: line.tax ?? formatYuan(taxOnNet(parseYuan(net), rate)) };
}

function splitGross(gross: Fen, rate: BasisPoints): Pick<LineJson, 'net' | 'tax'> {
  const tax = taxInGross(gross, rate);
  return { net: formatYuan(subtractFen(gross, tax)), tax: formatYuan(tax) };
}

/** @throws {ValidationError} MONEY_FORMAT when neither net nor quantity and unit price are given */
function netOf(line: Pick<LineJson, 'quantity' | 'unitPrice'>): Fen {
  const quantity = decimalIn(line.quantity);
  const unitPrice = decimalIn(line.unitPrice);
  return quantity === undefined || unitPrice === undefined ? parseYuan('') : amountOf(quantity, unitPrice);
}

function decimalIn(text: string | undefined): Decimal | undefined {
  return text === undefined ? undefined : readDecimal(text);
}
