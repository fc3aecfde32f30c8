import { type Decimal, multiplyDecimals, powerOfTen } from '../money/decimal.js';
import { type Fen, fen } from '../money/money.js';
import { BASIS_POINTS_PER_UNIT, type BasisPoints } from '../money/rate.js';
import { divideHalfAwayFromZero } from '../money/rounding.js';

/** Tax on a net amount, rounded once per line, half away from zero (T17). */
export function taxOnNet(net: Fen, rate: BasisPoints): Fen {
  return fen(divideHalfAwayFromZero(net * BigInt(rate), BASIS_POINTS_PER_UNIT));
}

/** Tax contained in a gross amount: gross / (1 + rate) x rate, rounded half away from zero. */
export function taxInGross(gross: Fen, rate: BasisPoints): Fen {
  const points = BigInt(rate);
  return fen(divideHalfAwayFromZero(gross * points, BASIS_POINTS_PER_UNIT + points));
}

/**
 * Quantity times unit price in fen, rounded half away from zero; perhaps more than any amount may be, for
 * two decimals of 17 characters can ask for 34 digits.
 */
export function roundedProduct(quantity: Decimal, unitPrice: Decimal): bigint {
  const product = multiplyDecimals(quantity, unitPrice);
  return divideHalfAwayFromZero(product.digits * 100n, powerOfTen(product.scale));
}

/** How far `tax` is from exact net x rate, in fen times BASIS_POINTS_PER_UNIT; signed. */
export function taxDrift(net: Fen, rate: BasisPoints, tax: Fen): bigint {
  return net * BigInt(rate) - tax * BASIS_POINTS_PER_UNIT;
}

/** Whether |quantity x price - net| is within the tolerance, exactly (T16). */
export function isAmountWithin(quantity: Decimal, unitPrice: Decimal, net: Fen, tolerance: Fen): boolean {
  const product = multiplyDecimals(quantity, unitPrice);
  const scale = powerOfTen(product.scale);
  const difference = product.digits * 100n - net * scale;
  const bound = tolerance * scale;
  return difference <= bound && -difference <= bound;
}
