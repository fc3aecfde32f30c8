import { InvariantError, ValidationError } from '../errors.js';
import { excerpt } from '../text/excerpt.js';

declare const unit: unique symbol;

/** Money: an integer count of fen (1 yuan = 100 fen). A bare bigint does not fit where Fen is wanted. */
export type Fen = bigint & { readonly [unit]: 'fen' };

/** Largest magnitude of any amount: 15 digits of yuan with 2 decimals. */
export const FEN_MAX = (10n ** 17n - 1n) as Fen;

/** Yuan with two decimals; there is no negative zero. */
export const YUAN_PATTERN = /^(?!-0\.00$)-?(0|[1-9][0-9]{0,14})\.[0-9]{2}$/;

export function isFen(amount: bigint): amount is Fen {
  return amount <= FEN_MAX && amount >= -FEN_MAX;
}

/** @throws {InvariantError} when the amount is out of range; inputs are bounded before they get here */
export function fen(amount: bigint): Fen {
  if (isFen(amount)) return amount;
  throw new InvariantError(`amount out of range: ${amount} fen`);
}

export const ZERO_FEN: Fen = fen(0n);

export function addFen(a: Fen, b: Fen): Fen {
  return fen(a + b);
}

export function subtractFen(a: Fen, b: Fen): Fen {
  return fen(a - b);
}

export function sumFen(amounts: Iterable<Fen>): Fen {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return fen(sum);
}

/** Yuan in text with exactly two decimals ("-12.30") to fen, or undefined when it is not that. */
export function readYuan(text: string): Fen | undefined {
  return YUAN_PATTERN.test(text) ? (BigInt(text.slice(0, -3) + text.slice(-2)) as Fen) : undefined;
}

/** @throws {ValidationError} MONEY_FORMAT at `path` */
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

export function formatYuan(amount: Fen): string {
  return formatSum(amount);
}

/** Yuan of a sum in fen, which may be larger than any amount of an invoice. */
export function formatSum(sum: bigint): string {
  const digits = (sum < 0n ? -sum : sum).toString().padStart(3, '0');
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
