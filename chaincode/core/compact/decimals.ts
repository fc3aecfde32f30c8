import { CompactFormError } from './bytes.js';

/**
 * A quantity or a unit price: 150 with scale 2 is "1.50". Decimals of the compact form have at most 15 digits, so that every sum
 * and difference of two is exact.
 */
export interface DecimalNumber {
  readonly digits: number;
  readonly scale: number;
}

/** Most digits of a decimal in the columns. */
export const DIGITS_MAX = 15;
/** Largest number of that many digits. */
const LARGEST = 1e15 - 1;
/** Powers of ten up to 10^15 as literals, because ECMAScript leaves the precision of a power to the host. */
const POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15] as const;
const ZERO = 48;
const MINUS = 45;
const POINT = 46;

/** Decimals of an amount. */
const AMOUNT_SCALE = 2;

/** Returns the decimal of a text, undefined where there is none, and null where `decimalText` would not write the text again, as for "01", "-0". */
export function decimalOf(value: unknown): DecimalNumber | undefined | null {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return null;
  const point = value.indexOf('.');
  const scale = point < 0 ? 0 : value.length - point - 1;
  const digits = digitsOf(value, scale);
  return digits === undefined ? null : { digits, scale };
}

/** Returns the fen of an amount such as "12.50", or undefined where `amountText` would not write the same text again. */
export function amountOf(value: unknown): number | undefined {
  return typeof value === 'string' ? digitsOf(value, AMOUNT_SCALE) : undefined;
}

/** Returns a decimal as text. */
export function decimalText(digits: number, scale: number): string {
  bounded(digits);
  if (scale === 0) return String(digits);
  if (scale === AMOUNT_SCALE) return withCents(digits);
  const text = String(Math.abs(digits)).padStart(scale + 1, '0');
  const point = text.length - scale;
  return `${digits < 0 ? '-' : ''}${text.slice(0, point)}.${text.slice(point)}`;
}

/** The two decimals of an amount. */
const CENTS = Array.from({ length: 100 }, (_, cents) => String(cents).padStart(AMOUNT_SCALE, '0'));

function withCents(digits: number): string {
  const magnitude = Math.abs(digits);
  const whole = Math.floor(magnitude / 100);
  return `${digits < 0 ? '-' : ''}${whole}.${CENTS[magnitude - whole * 100]}`;
}

/** Returns a number of at most 15 digits. @throws {CompactFormError} where it has more */
export function bounded(digits: number): number {
  if (Math.abs(digits) <= LARGEST) return digits;
  throw new CompactFormError('a number has more than 15 digits');
}

/** Returns fen as yuan with two decimals. */
export function amountText(fen: number): string {
  return decimalText(fen, AMOUNT_SCALE);
}

/**
 * Returns quantity times unit price in fen, rounded half away from zero, or 0 where the product needs more than 53 bits. The
 * compact form stores how far a net amount is from it. Its result may never change, whatever the tax rules become.
 */
export function expectedNet(
  quantity: DecimalNumber | undefined,
  unitPrice: DecimalNumber | undefined,
): number {
  if (quantity === undefined || unitPrice === undefined) return 0;
  const product = quantity.digits * unitPrice.digits;
  const excess = quantity.scale + unitPrice.scale - 2;
  const power = POWERS[Math.abs(excess)];
  if (!Number.isSafeInteger(product) || power === undefined) return 0;
  return within(excess > 0 ? divided(product, power) : product * power);
}

/** Returns net times rate in fen, rounded half away from zero, or 0 where the product needs more than 53 bits. */
export function expectedTax(net: number, basisPoints: number): number {
  const product = net * basisPoints;
  return Number.isSafeInteger(product) ? within(divided(product, 10_000)) : 0;
}

/** Returns the sum of two amounts, or 0 where it has more than 15 digits. */
export function expectedSum(a: number, b: number): number {
  return within(a + b);
}

/** Returns the basis points of a rate's text such as "0.13", or 0 for another text. */
export function basisPointsOf(rate: string): number {
  return /^0\.[0-9]{1,3}$/.test(rate) ? Number(rate.slice(2).padEnd(4, '0')) : 0;
}

function within(value: number): number {
  return Math.abs(value) <= LARGEST ? value : 0;
}

/** Divides whole numbers below 2^53 exactly, and rounds half away from zero. */
function divided(numerator: number, denominator: number): number {
  const magnitude = Math.abs(numerator);
  const rest = magnitude % denominator;
  const quotient = Math.floor((magnitude - rest) / denominator) + (2 * rest >= denominator ? 1 : 0);
  return numerator < 0 ? -quotient : quotient;
}

/** Reads the digits of a text with so many decimals. */
function digitsOf(text: string, scale: number): number | undefined {
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  const end = scale === 0 ? text.length : text.length - scale - 1;
  if (end - start + scale > DIGITS_MAX || !isWhole(text, start, end)) return undefined;
  if (scale > 0 && text.charCodeAt(end) !== POINT) return undefined;
  const digits =
    numberIn(text, start, end) * (POWERS[scale] as number) + numberIn(text, end + 1, text.length);
  if (start === 0) return digits >= 0 ? digits : undefined;
  return digits > 0 ? -digits : undefined;
}

/** Whether a part of a text can be a whole number: it has a digit, and no zero before another digit. */
function isWhole(text: string, start: number, end: number): boolean {
  return end === start + 1 || (end > start && text.charCodeAt(start) !== ZERO);
}

/** Returns the number that the digits of a part write, or NaN. A loop, because a page has thousands of amounts. */
function numberIn(text: string, start: number, end: number): number {
  let number = 0;
  for (let index = start; index < end; index += 1) {
    const digit = text.charCodeAt(index) - ZERO;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
  }
  return number;
}
