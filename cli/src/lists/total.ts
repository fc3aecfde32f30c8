import type { SumsAnswer } from '@fapiao-ledger/client';
import { formatSum } from '@fapiao-ledger/core';

/** Returns the sum of rows. It may be larger than any amount of an invoice. */
export function totalOf(rows: readonly SumsAnswer[]): SumsAnswer {
  const sum = (column: 'net' | 'tax' | 'gross'): string =>
    formatSum(rows.reduce((total, row) => total + fenOf(row[column]), 0n));
  return {
    count: rows.reduce((total, { count }) => total + count, 0),
    net: sum('net'),
    tax: sum('tax'),
    gross: sum('gross'),
  };
}

function fenOf(yuan: string): bigint {
  return BigInt(yuan.replace('.', ''));
}
