/** A quantity or unit price, exact: `digits` divided by 10 to the power `scale`. 1.50 is `{ digits: 150n, scale: 2 }`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Most decimals of a quantity or unit price (T15). */
export const DECIMALS_MAX = 13;
/** The form of a quantity or unit price: at most 13 decimals (T15). DECIMAL_LENGTH_MAX bounds its length. */
export const DECIMAL_PATTERN = /^-?(0|[1-9][0-9]*)(\.[0-9]{1,13})?$/;
/** Most characters of a quantity or unit price, including point and sign (T15). */
export const DECIMAL_LENGTH_MAX = 17;

/** Returns the exact value of a quantity or unit price, or undefined when the text is not one (T15). */
export function readDecimal(text: string): Decimal | undefined {
  if (text.length > DECIMAL_LENGTH_MAX || !DECIMAL_PATTERN.test(text)) return undefined;
  const point = text.indexOf('.');
  if (point < 0) return { digits: BigInt(text), scale: 0 };
  const scale = text.length - point - 1;
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale };
}

/** Returns the exact product of two decimals. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

const POWERS = Array.from({ length: 32 }, (_, exponent) => 10n ** BigInt(exponent));

/** Returns 10 to the power of a whole number that is not negative. */
export function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

/** Returns the exact difference of two decimals. */
export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: digitsAt(a, scale) - digitsAt(b, scale), scale };
}

/** Compares two decimals: negative, zero or positive, as the first is less, equal or more. */
export function compareDecimals(a: Decimal, b: Decimal): bigint {
  return subtractDecimals(a, b).digits;
}

function digitsAt({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * powerOfTen(wanted - scale);
}

/** Returns a decimal as its shortest text. It may be longer than a quantity may be. */
export function formatDecimal({ digits, scale }: Decimal): string {
  const magnitude = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const sign = digits < 0n ? '-' : '';
  if (scale === 0) return sign + magnitude;
  const decimals = magnitude.slice(-scale).replace(/0+$/, '');
  return `${sign}${magnitude.slice(0, -scale)}${decimals === '' ? '' : `.${decimals}`}`;
}
