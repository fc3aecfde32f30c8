import { readDecimal } from '../money/decimal.js';
import { formatYuan, isFen, readYuan } from '../money/money.js';
import { type BasisPoints, readRate } from '../money/rate.js';
import { roundedProduct, taxInGross, taxOnNet } from '../tax/calculate.js';
import type { DraftJson, LineJson, TotalsJson } from './invoice.js';

/** A line of an incomplete draft. Amounts that follow from other amounts may be missing. */
export type LineInput = Omit<LineJson, 'kind' | 'net' | 'tax'> & {
  readonly kind?: LineJson['kind'];
  readonly net?: string;
  readonly tax?: string;
  /** Price with tax, in yuan, in place of `net`. */
  readonly gross?: string;
};

/** An incomplete draft. Amounts of its lines and its totals may be missing. */
export type DraftInput = Omit<DraftJson, 'lines' | 'totals'> & {
  readonly lines: readonly LineInput[];
  readonly totals?: TotalsJson;
};

/**
 * Returns a draft with the amounts that follow from others: net from quantity and unit price or from gross, tax from net and rate,
 * and the totals. Each amount is rounded once per line, a half away from zero (T17). An amount that is present stays unchanged, and an
 * amount that cannot be computed stays missing. So `judgeDraft` still decides about the result.
 *
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { completeAmounts } from '@fapiao-ledger/core';
 *
 * const { lines, totals } = completeAmounts({
 *   type: 'ORDINARY',
 *   seller: '91440300708461136T',
 *   buyer: { type: 'PERSON' },
 *   lines: [{ taxClass: '1010101010000000000', item: '*谷物*大米', quantity: '2.5', unitPrice: '4.00', rate: '0.09' }],
 * });
 * assert.equal(lines[0]?.net, '10.00');
 * assert.deepEqual(totals, { net: '10.00', tax: '0.90', gross: '10.90' });
 * ```
 */
export function completeAmounts(input: DraftInput): DraftJson {
  const lines = input.lines.map(completeLine);
  const totals = input.totals ?? totalsOf(lines);
  return { ...input, lines, ...(totals === undefined ? {} : { totals }) } as DraftJson;
}

/** Returns the exact sums of lines (T19), or undefined when a line lacks an amount or a sum is out of range. */
export function totalsOf(lines: readonly Pick<LineInput, 'net' | 'tax'>[]): TotalsJson | undefined {
  let [net, tax] = [0n, 0n];
  for (const line of lines) {
    const [lineNet, lineTax] = [readOptional(line.net, readYuan), readOptional(line.tax, readYuan)];
    if (lineNet === undefined || lineTax === undefined) return undefined;
    net += lineNet;
    tax += lineTax;
  }
  const gross = net + tax;
  if (!isFen(net) || !isFen(tax) || !isFen(gross)) return undefined;
  return { net: formatYuan(net), tax: formatYuan(tax), gross: formatYuan(gross) };
}

function completeLine({ gross, ...line }: LineInput): LineInput {
  const kind = line.kind ?? 'NORMAL';
  const rate = readRate(line.rate);
  if (rate === undefined) return { kind, ...line };
  const amounts =
    gross !== undefined && line.net === undefined
      ? amountsInGross(gross, line.tax, rate)
      : amountsOnNet(line.net ?? netOf(line), rate);
  return { kind, ...amounts, ...line };
}

type Amounts = Partial<Pick<LineJson, 'net' | 'tax'>>;

function amountsInGross(grossText: string, taxText: string | undefined, rate: BasisPoints): Amounts {
  const gross = readYuan(grossText);
  if (gross === undefined) return {};
  const tax = taxText === undefined ? taxInGross(gross, rate) : readYuan(taxText);
  const net = gross - (tax ?? 0n);
  return tax === undefined || !isFen(net) ? {} : { net: formatYuan(net), tax: formatYuan(tax) };
}

function amountsOnNet(netText: string | undefined, rate: BasisPoints): Amounts {
  const net = readOptional(netText, readYuan);
  if (netText === undefined || net === undefined) return {};
  return { net: netText, tax: formatYuan(taxOnNet(net, rate)) };
}

function netOf(line: Pick<LineJson, 'quantity' | 'unitPrice'>): string | undefined {
  const quantity = readOptional(line.quantity, readDecimal);
  const unitPrice = readOptional(line.unitPrice, readDecimal);
  if (quantity === undefined || unitPrice === undefined) return undefined;
  const net = roundedProduct(quantity, unitPrice);
  return isFen(net) ? formatYuan(net) : undefined;
}

function readOptional<T>(text: string | undefined, read: (text: string) => T | undefined): T | undefined {
  return text === undefined ? undefined : read(text);
}
