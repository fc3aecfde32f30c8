import { InvariantError, ValidationError } from '../errors.js';
import { excerpt } from '../text/excerpt.js';

declare const unit: unique symbol;

/** An amount of money: a whole number of fen (1 yuan = 100 fen). A bare bigint does not fit where Fen is wanted. */
export type Fen = bigint & { readonly [unit]: 'fen' };

/** Largest amount: 15 digits of yuan and two decimals. The smallest amount is its negative. */
export const FEN_MAX = (10n ** 17n - 1n) as Fen;

/** The form of money in text: yuan with exactly two decimals, and no negative zero (T15). */
export const YUAN_PATTERN = /^(?!-0\.00$)-?(0|[1-9][0-9]{0,14})\.[0-9]{2}$/;

/** Whether a number of fen is within the range of amounts. */
export function isFen(amount: bigint): amount is Fen {
  return amount <= FEN_MAX && amount >= -FEN_MAX;
}

/**
 * Returns a number of fen as an amount.
 *
 * @throws {InvariantError} when the number is out of range: inputs are bounded before
 */
export function fen(amount: bigint): Fen {
  if (isFen(amount)) return amount;
  throw new InvariantError(`amount out of range: ${amount} fen`);
}

/** No money. */
export const ZERO_FEN: Fen = fen(0n);

/** Returns the sum of two amounts. @throws {InvariantError} when the sum is out of range */
export function addFen(a: Fen, b: Fen): Fen {
  return fen(a + b);
}

/** Returns the first amount less the second. @throws {InvariantError} when the difference is out of range */
export function subtractFen(a: Fen, b: Fen): Fen {
  return fen(a - b);
}

/** Returns the sum of amounts, 0 for none. @throws {InvariantError} when the sum is out of range */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return fen(sum);
}

/** Returns the amount that a text such as "-12.30" writes in yuan, or undefined when the text is not of that form (T15). */
export function readYuan(text: string): Fen | undefined {
  return YUAN_PATTERN.test(text) ? (BigInt(text.slice(0, -3) + text.slice(-2)) as Fen) : undefined;
}

/**
 * Returns the amount that a text writes in yuan with exactly two decimals (T15).
 *
 * @param path JSON pointer to the text, for the fault
 * @throws {ValidationError} MONEY_FORMAT at `path`
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { addFen, formatYuan, parseYuan } from '@fapiao-ledger/core';
 *
 * const gross = addFen(parseYuan('100.00'), parseYuan('13.00'));
 * assert.equal(gross, 11_300n);
 * assert.equal(formatYuan(gross), '113.00');
 * assert.throws(() => parseYuan('113', '/totals/gross'), { code: 'MONEY_FORMAT' });
 * ```
 */
export function parseYuan(text: string, path = ''): Fen {
  const amount = readYuan(text);
  if (amount !== undefined) return amount;
  throw new ValidationError([
    {
      code: 'MONEY_FORMAT',
      path,
      message: `"${excerpt(text)}" is not yuan with two decimals, such as "1234.50"`,
    },
  ]);
}

/** Returns an amount as yuan with exactly two decimals: 11300 fen are "113.00". `parseYuan` has an example. */
export function formatYuan(amount: Fen): string {
  return formatSum(amount);
}

/** Returns a sum in fen as yuan. It may be larger than any amount of an invoice. */
export function formatSum(sum: bigint): string {
  const digits = (sum < 0n ? -sum : sum).toString().padStart(3, '0');
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The form of a sum in text: as money, with up to 21 digits of yuan. */
export const SUM_PATTERN = /^(?!-0\.00$)-?(0|[1-9][0-9]{0,20})\.[0-9]{2}$/;

/** Returns the fen of a sum such as "-12.30", or undefined when the text is not of that form. It may be larger than any amount. */
export function readSum(text: string): bigint | undefined {
  return SUM_PATTERN.test(text) ? BigInt(text.slice(0, -3) + text.slice(-2)) : undefined;
}
