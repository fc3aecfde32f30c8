import type { InvoiceSummary } from '@fapiao-ledger/client';
import type { TaxPeriods } from './tax-periods.ts';

/** What a company may do with an invoice of a list. The ledger decides; these are the acts that may succeed. */

type Judged = Pick<InvoiceSummary, 'type' | 'state' | 'use'>;

/** Returns whether the buyer may confirm the use of an invoice. */
export function mayConfirm(
  { type, state, use }: Judged,
  { deductibleTypes }: Pick<TaxPeriods, 'deductibleTypes'>,
): boolean {
  return use === undefined && deductibleTypes.includes(type) && isLive(state);
}

/** Returns whether the buyer may revoke the confirmed use: its period is not filed yet. */
export function mayRevoke(
  { state, use }: Judged,
  { filedThrough }: Pick<TaxPeriods, 'filedThrough'>,
): boolean {
  return use !== undefined && isLive(state) && (filedThrough === undefined || use.period > filedThrough);
}

/** Returns whether the company may book an invoice that is made out to it: handed in, or held by itself. @param code of the company */
export function mayBook({ state, holder }: Pick<InvoiceSummary, 'state' | 'holder'>, code: string): boolean {
  return state === 'LOCKED' || (state === 'OPEN' && holder === code);
}

function isLive(state: InvoiceSummary['state']): boolean {
  return state !== 'RED' && state !== 'FROZEN';
}
