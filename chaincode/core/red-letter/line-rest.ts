import { present } from '../errors.js';
import type { InvoiceJson, LineJson, ReversalJson, ReversedLineJson } from '../invoice/invoice.js';
import { type Decimal, formatDecimal, readDecimal, subtractDecimals } from '../money/decimal.js';
import { addFen, type Fen, formatYuan, parseYuan, subtractFen } from '../money/money.js';

/** What is left of a line after its reversals (T23). Amounts have the sign of the line. */
export interface LineRest {
  /** Place of the line on the invoice, beginning with 1. */
  readonly line: number;
  readonly net: Fen;
  readonly tax: Fen;
  /** Absent where the line has none. */
  readonly quantity?: Decimal;
}

/** Returns what is left of each line of an invoice, in the order of its lines. */
export function restOfLines(
  { lines }: Pick<InvoiceJson, 'lines'>,
  reversal: ReversalJson | undefined,
): readonly LineRest[] {
  const reversed = new Map(reversal?.lines.map((line) => [line.line, line]));
  return lines.map((line, index) => restOf(line, index + 1, reversed.get(index + 1)));
}

function restOf(line: LineJson, place: number, reversed: ReversedLineJson | undefined): LineRest {
  const net = subtractFen(parseYuan(line.net), parseYuan(reversed?.net ?? '0.00'));
  const tax = subtractFen(parseYuan(line.tax), parseYuan(reversed?.tax ?? '0.00'));
  if (line.quantity === undefined) return { line: place, net, tax };
  const quantity = subtractDecimals(decimal(line.quantity), decimal(reversed?.quantity ?? '0'));
  return { line: place, net, tax, quantity };
}

/** Whether anything is left of a line. A line whose amounts are gone has nothing left, whatever its quantity. */
export function hasRest({ net, tax }: Pick<LineRest, 'net' | 'tax'>): boolean {
  return net !== 0n || tax !== 0n;
}

/** Returns the reversal of all that is left of a line. */
export function wholeRest({ line, net, tax, quantity }: LineRest, withQuantity: boolean): ReversedLineJson {
  return {
    line,
    ...(quantity === undefined || !withQuantity || quantity.digits === 0n
      ? {}
      : { quantity: formatDecimal(quantity) }),
    net: formatYuan(net),
    tax: formatYuan(tax),
  };
}

/** Returns the sums per line of two reversals, in the order of the lines. */
export function addReversed(
  before: readonly ReversedLineJson[],
  more: readonly ReversedLineJson[],
): readonly ReversedLineJson[] {
  const sums = new Map(before.map((line) => [line.line, line]));
  for (const line of more) sums.set(line.line, sumOf(sums.get(line.line), line));
  return [...sums.values()].sort((a, b) => a.line - b.line);
}

function sumOf(before: ReversedLineJson | undefined, more: ReversedLineJson): ReversedLineJson {
  if (before === undefined) return more;
  const quantities = [before.quantity, more.quantity].filter((quantity) => quantity !== undefined);
  const [first, second] = quantities;
  const quantity =
    first === undefined || second === undefined
      ? first
      : formatDecimal(subtractDecimals(decimal(first), negated(decimal(second))));
  return {
    line: more.line,
    ...(quantity === undefined ? {} : { quantity }),
    net: formatYuan(addFen(parseYuan(before.net), parseYuan(more.net))),
    tax: formatYuan(addFen(parseYuan(before.tax), parseYuan(more.tax))),
  };
}

function negated({ digits, scale }: Decimal): Decimal {
  return { digits: -digits, scale };
}

/** Returns a decimal of a document that was read before. @throws {InvariantError} when it is none */
export function decimal(text: string): Decimal {
  return present(readDecimal(text), `the decimal ${text}`);
}
