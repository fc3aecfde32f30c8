import { type Decimal } from '../money/decimal.js';
import { type Fen } from '../money/money.js';
import { type BasisPoints } from '../money/rate.js';
/** Tax on a net amount, rounded once per line, half away from zero (T17). */
export declare function taxOnNet(net: Fen, rate: BasisPoints): Fen;
/** Tax contained in a gross amount: gross / (1 + rate) x rate, rounded half away from zero. */
export declare function taxInGross(gross: Fen, rate: BasisPoints): Fen;
/**
 * Quantity times unit price in fen, rounded half away from zero.
 * @throws {InvariantError} when no amount is that large
 */
export declare function amountOf(quantity: Decimal, unitPrice: Decimal): Fen;
/** The same without a bound: two decimals of 17 characters can ask for 34 digits. */
export declare function roundedProduct(quantity: Decimal, unitPrice: Decimal): bigint;
/** How far `tax` is from exact net x rate, in fen times BASIS_POINTS_PER_UNIT; signed. */
export declare function taxDrift(net: Fen, rate: BasisPoints, tax: Fen): bigint;
/** Whether |quantity x price - net| is within the tolerance, exactly (T16). */
export declare function isAmountWithin(quantity: Decimal, unitPrice: Decimal, net: Fen, tolerance: Fen): boolean;
