import { formatSum, readSum } from '@fapiao-ledger/core';

/** Returns the sum of amounts in yuan. A text that is no amount counts nothing. */
export function sumYuan(amounts: readonly string[]): string {
  return formatSum(amounts.reduce((sum, amount) => sum + (readSum(amount) ?? 0n), 0n));
}
