import { type Decimal, multiplyDecimals, powerOfTen } from '../money/decimal.js';
import { type Fen, fen } from '../money/money.js';
import { BASIS_POINTS_PER_UNIT, type BasisPoints } from '../money/rate.js';
import { divideHalfAwayFromZero } from '../money/rounding.js';

/** Returns the tax on a net amount at a rate, rounded once to the fen, a half away from zero (T17). */
export function taxOnNet(net: Fen, rate: BasisPoints): Fen {
  return fen(divideHalfAwayFromZero(net * BigInt(rate), BASIS_POINTS_PER_UNIT));
}

/** Returns the tax within a gross amount: gross / (1 + rate) x rate, rounded once to the fen, a half away from zero. */
export function taxInGross(gross: Fen, rate: BasisPoints): Fen {
  const points = BigInt(rate);
  return fen(divideHalfAwayFromZero(gross * points, BASIS_POINTS_PER_UNIT + points));
}

/**
 * Returns quantity times unit price in fen, rounded to the fen, a half away from zero. The result is a bare bigint, because the
 * product of two decimals of 17 characters may be larger than any amount.
 */
export function roundedProduct(quantity: Decimal, unitPrice: Decimal): bigint {
  const product = multiplyDecimals(quantity, unitPrice);
  return divideHalfAwayFromZero(product.digits * 100n, powerOfTen(product.scale));
}

/** Returns exact net x rate less `tax`, in fen times BASIS_POINTS_PER_UNIT (T17, T18). */
export function taxDrift(net: Fen, rate: BasisPoints, tax: Fen): bigint {
  return net * BigInt(rate) - tax * BASIS_POINTS_PER_UNIT;
}

/** Whether quantity times unit price differs from net by at most the tolerance; the comparison is exact (T16). */
export function isAmountWithin(quantity: Decimal, unitPrice: Decimal, net: Fen, tolerance: Fen): boolean {
  const product = multiplyDecimals(quantity, unitPrice);
  const scale = powerOfTen(product.scale);
  const difference = product.digits * 100n - net * scale;
  const bound = tolerance * scale;
  return difference <= bound && -difference <= bound;
}
