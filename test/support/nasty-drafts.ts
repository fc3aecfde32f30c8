import { type Fen, formatYuan, type LineJson } from '@fapiao-ledger/core';
import { lineOf } from './draft.ts';
import type { Seeded } from './seeded.ts';

const RATES = ['0.13', '0.09', '0.06', '0.03', '0'] as const;
const DECIMALS_MAX = 13;
const LENGTH_MAX = 17;
/** Fen by which a tax may differ from net times rate, one less than the tolerance, because net times rate is rounded. */
const TAX_DRIFT_MAX = 5;

/** A decimal in its digits and its number of decimals. */
export interface Digits {
  readonly digits: bigint;
  readonly scale: number;
}

/**
 * Returns lines at the edges of the rules: quantities and prices of up to 13 decimals and 17 characters, nets and taxes that use their
 * tolerances, discounts up to the whole line, zero rates, amounts of one fen. Most lists keep every rule.
 */
export function nastyLines(random: Seeded): readonly LineJson[] {
  const count = random.chance(0.01) ? random.whole(50, 300) : random.whole(1, 6);
  const lines: LineJson[] = [];
  while (lines.length < count) lines.push(...(random.chance(0.3) ? discounted(random) : [nastyLine(random)]));
  return lines;
}

function nastyLine(random: Seeded): LineJson {
  const rate = random.pick(RATES);
  if (random.chance(0.4)) return amountOnly(amountOf(random), rate, random);
  const quantity = decimalOf(random);
  const price = decimalOf(random);
  const exact = product(quantity, price);
  const net = exact + BigInt(random.whole(-1, 1));
  if (net < 1n || net > 10n ** 15n || !isWithinFen(quantity, price, net)) return nastyLine(random);
  return { ...amountOnly(net, rate, random), quantity: textOf(quantity), unitPrice: textOf(price) };
}

function amountOnly(net: bigint, rate: LineJson['rate'], random: Seeded): LineJson {
  return lineOf({
    net: yuan(net),
    rate,
    tax: yuan(taxNear(net, rate, random)),
    ...(rate === '0' ? { zeroRate: random.pick(['EXEMPT', 'NOT_TAXED', 'ZERO_RATED'] as const) } : {}),
  });
}

function discounted(random: Seeded): readonly LineJson[] {
  const line = nastyLine(random);
  const net = BigInt(line.net.replace('.', ''));
  const share = random.chance(0.3) ? 1_000n : BigInt(random.whole(1, 1_000));
  const discount = (net * share) / 1_000n || 1n;
  const { quantity: _quantity, unitPrice: _unitPrice, ...named } = line;
  return [
    { ...line, kind: 'DISCOUNTED' },
    { ...named, kind: 'DISCOUNT', net: yuan(-discount), tax: yuan(-taxNear(discount, line.rate, random)) },
  ];
}

/** Returns a tax on a positive net, mostly the exact one, at times at the end of its tolerance, and never negative. */
export function taxNear(net: bigint, rate: string, random: Seeded): bigint {
  if (rate === '0') return 0n;
  const exact = (net * BigInt(Math.round(Number(rate) * 10_000)) + 5_000n) / 10_000n;
  const drift = random.chance(0.6) ? 0 : random.whole(-TAX_DRIFT_MAX, TAX_DRIFT_MAX);
  const tax = exact + BigInt(drift);
  return tax < 0n ? 0n : tax;
}

function amountOf(random: Seeded): bigint {
  return BigInt(random.whole(1, random.pick([1, 5, 100, 10_000, 4_000_000_000])));
}

function decimalOf(random: Seeded): Digits {
  const scale = random.chance(0.4) ? random.whole(0, 2) : random.whole(0, DECIMALS_MAX);
  const length = random.whole(1, Math.max(1, LENGTH_MAX - 2 - random.whole(0, 10)));
  const digits = BigInt(Array.from({ length }, () => random.whole(0, 9)).join('')) || 1n;
  return fits({ digits, scale }) ? { digits, scale } : { digits: 1n, scale: 0 };
}

/** Whether a decimal can be written in 17 characters. */
export function fits(decimal: Digits): boolean {
  return textOf(decimal).length <= LENGTH_MAX && decimal.scale <= DECIMALS_MAX;
}

/** Returns the shortest text of a positive decimal. */
export function shortTextOf(decimal: Digits): string {
  const text = textOf(decimal);
  return decimal.scale === 0 ? text : text.replace(/\.?0+$/, '');
}

/** Returns the text of a positive decimal, with all of its decimals. */
export function textOf({ digits, scale }: Digits): string {
  const text = digits.toString().padStart(scale + 1, '0');
  return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** Returns quantity times price in fen, rounded to the fen. */
export function product(a: Digits, b: Digits): bigint {
  const divisor = 10n ** BigInt(a.scale + b.scale);
  return (a.digits * b.digits * 100n * 2n + divisor) / (divisor * 2n);
}

/** Whether a net differs from quantity times price by at most one fen (T16). */
export function isWithinFen(a: Digits, b: Digits, net: bigint): boolean {
  const divisor = 10n ** BigInt(a.scale + b.scale);
  const difference = a.digits * b.digits * 100n - net * divisor;
  return difference <= divisor && -difference <= divisor;
}

/** Whether a tax differs from net times rate by at most six fen (T17). */
export function isTaxWithin(net: bigint, rate: string, tax: bigint): boolean {
  const difference = net * BigInt(Math.round(Number(rate) * 10_000)) - tax * 10_000n;
  return difference <= 60_000n && -difference <= 60_000n;
}

function yuan(amount: bigint): string {
  return formatYuan(amount as Fen);
}
