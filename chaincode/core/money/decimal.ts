/** A quantity or unit price, exact: `digits` scaled down by 10 to the power `scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** At most 13 decimals; the length has a bound of its own. */
export const DECIMAL_PATTERN = /^-?(0|[1-9][0-9]*)(\.[0-9]{1,13})?$/;
/** Characters, point and sign among them. */
export const DECIMAL_LENGTH_MAX = 17;

/** At most 17 characters with point and sign, at most 13 decimals (T15); undefined when it is not that. */
export function readDecimal(text: string): Decimal | undefined {
  if (text.length > DECIMAL_LENGTH_MAX || !DECIMAL_PATTERN.test(text)) return undefined;
  const point = text.indexOf('.');
  if (point < 0) return { digits: BigInt(text), scale: 0 };
  const scale = text.length - point - 1;
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale };
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

const POWERS = Array.from({ length: 32 }, (_, exponent) => 10n ** BigInt(exponent));

/** 10 to the power `exponent`, 0 to 31. */
export function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}
