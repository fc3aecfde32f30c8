import type { Fault } from '@fapiao-ledger/core';

/** For whoever has forgotten it. */
export const COMPLETION_HINT = '--complete fills in what follows from the rest: amounts, tax, totals, seller';

const FILLED_IN = /^(?:\/invoices\/[0-9]+)?\/(?:totals|seller)$/;

/** Whether what is missing of drafts is what completion fills in. */
export function lackCompletion(faults: readonly Fault[]): boolean {
  return faults.some(({ code, path }) => code === 'FIELD_REQUIRED' && FILLED_IN.test(path));
}
