import { InvariantError } from '../errors.js';

/**
 * Returns the nearest whole number to a quotient, a half rounded away from zero (T17). Invoice software in use rounds so, and a
 * red-letter invoice cancels its invoice to the fen. This is the only division of money in the project.
 *
 * @throws {InvariantError} when the denominator is not positive
 */
export function divideHalfAwayFromZero(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new InvariantError('the denominator of a rounded division must be positive');
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}
