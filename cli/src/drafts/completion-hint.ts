import type { Fault } from '@fapiao-ledger/core';

/** Hint for a user who left out --complete. */
export const COMPLETION_HINT = '--complete fills in what follows from the rest: amounts, tax, totals, seller';

const FILLED_IN = /^(?:\/invoices\/[0-9]+)?\/(?:totals|seller)$/;

/** Returns whether completion would fill in all that the drafts lack. */
export function lackCompletion(faults: readonly Fault[]): boolean {
  return faults.some(({ code, path }) => code === 'FIELD_REQUIRED' && FILLED_IN.test(path));
}
