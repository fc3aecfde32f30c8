import { parseYuan } from '@fapiao-ledger/core';
import { AMOUNT_PART } from './total-rows.js';

/** An amount in fen: a number where it is exact, because a bigint takes several times as long. */
export type Amount = number | bigint;

/** Returns an amount of a ledger document, which is yuan with two decimals. */
export function amountOf(text: string): Amount {
  const fen = Number(text.slice(0, -3) + text.slice(-2));
  return Number.isSafeInteger(fen) ? fen : parseYuan(text);
}

/** Splits an amount into two numbers: `high` * AMOUNT_PART + `low`, both with the sign of the amount. */
export function splitAmount(amount: Amount): readonly [high: number, low: number] {
  if (typeof amount === 'bigint') {
    const part = BigInt(AMOUNT_PART);
    return [Number(amount / part), Number(amount % part)];
  }
  const low = amount % AMOUNT_PART;
  return [(amount - low) / AMOUNT_PART, low];
}

export function joinAmount(high: bigint, low: bigint): bigint {
  return high * BigInt(AMOUNT_PART) + low;
}

/** Returns the sum of two amounts. */
export function addAmounts(a: Amount, b: Amount): Amount {
  const sum = typeof a === 'number' && typeof b === 'number' ? a + b : Number.NaN;
  return Number.isSafeInteger(sum) ? sum : BigInt(a) + BigInt(b);
}
