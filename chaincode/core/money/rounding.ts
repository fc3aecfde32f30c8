import { InvariantError } from '../errors.js';

/**
 * Integer division that rounds to the nearest, a half away from zero: what China's invoice software
 * does, symmetric for red-letter invoices. The only division of money in the project.
 *
 * @throws {InvariantError} when the denominator is not positive
 */
export function divideHalfAwayFromZero(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new InvariantError('the denominator of a rounded division must be positive');
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}
