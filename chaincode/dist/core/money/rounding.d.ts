/**
 * Integer division that rounds to the nearest, a half away from zero: what China's invoice software
 * does, symmetric for red-letter invoices. The only division of money in the project.
 *
 * @throws {InvariantError} when the denominator is not positive
 */
export declare function divideHalfAwayFromZero(numerator: bigint, denominator: bigint): bigint;
