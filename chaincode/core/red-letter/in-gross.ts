import { present } from '../errors.js';
import type { InvoiceJson, ReversalJson, ReversedLineJson } from '../invoice/invoice.js';
import { formatDecimal } from '../money/decimal.js';
import { type Fen, formatYuan, subtractFen, sumFen } from '../money/money.js';
import { readRate } from '../money/rate.js';
import { taxInGross } from '../tax/calculate.js';
import { restOfLines } from './line-rest.js';

/** A part of a line by its amount with tax, as an accountant who enters prices with tax has it. */
export interface GrossPart {
  /** Place of the line on the invoice, beginning with 1. */
  readonly line: number;
  readonly quantity?: string;
  readonly gross: Fen;
}

/**
 * Returns a part of a line in net and tax. What is left of the line is taken exactly; of less, the tax is the one within the gross. A part without
 * quantity that takes all that is left takes all of its quantity.
 *
 * @returns undefined when the invoice has no such line
 */
export function partInGross(
  invoice: Pick<InvoiceJson, 'lines'>,
  before: ReversalJson | undefined,
  { line, quantity, gross }: GrossPart,
): ReversedLineJson | undefined {
  const [content, rest] = [invoice.lines[line - 1], restOfLines(invoice, before)[line - 1]];
  if (content === undefined || rest === undefined) return undefined;
  const isRest = gross === sumFen([rest.net, rest.tax]);
  const tax = isRest
    ? rest.tax
    : taxInGross(gross, present(readRate(content.rate), 'the rate of an issued line'));
  const left =
    isRest && rest.quantity !== undefined && rest.quantity.digits !== 0n ? rest.quantity : undefined;
  const taken = quantity ?? (left === undefined ? undefined : formatDecimal(left));
  return {
    line,
    ...(taken === undefined ? {} : { quantity: taken }),
    net: formatYuan(subtractFen(gross, tax)),
    tax: formatYuan(tax),
  };
}
