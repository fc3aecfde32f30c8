import { formatPercent, readRate } from '@fapiao-ledger/core';

/** Returns a rate as a percentage: "13%" for "0.13". Other texts stay as they are. */
export function rateText(rate: string): string {
  const basisPoints = readRate(rate);
  return basisPoints === undefined ? rate : formatPercent(basisPoints);
}
