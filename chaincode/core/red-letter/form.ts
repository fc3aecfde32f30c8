import type { ReversedLineJson, TotalsJson } from '../invoice/invoice.js';
import type { RedFormState } from './rules.js';

/** Most red-letter forms of an invoice. */
export const RED_FORMS_MAX = 1_000_000_000;

/** A side of a red-letter form. */
export type RedFormSide = 'SELLER' | 'BUYER';

/** The content of a red-letter form, which both sides sign: the seller or the buyer by starting it, the other side by its digest. */
export interface RedFormTerms {
  /** Number of the invoice that is reversed. */
  readonly number: string;
  /** Which form of this invoice it is, beginning with 1. */
  readonly sequence: number;
  /** National code of the reason. */
  readonly reason: string;
  readonly startedBy: RedFormSide;
  readonly lines: readonly ReversedLineJson[];
  /** Sums of the lines: what the invoice loses. */
  readonly totals: TotalsJson;
}

/** A red-letter form on the ledger (T23 to T26). */
export interface RedFormJson extends RedFormTerms {
  readonly state: RedFormState;
  readonly startedAt: string;
  /** Code of the seller. */
  readonly seller: string;
  /** Codes of the taxpayers that have signed the form: its starter, then those that confirmed it. */
  readonly signers: readonly string[];
  /** End of the term to confirm. */
  readonly expiresAt: string;
  /** The seller's lane for the number of the red-letter invoice; absent until the seller has named one. */
  readonly lane?: string;
  /** Moment of the last change of state that a transaction made. */
  readonly changedAt: string;
  /** Number of the red-letter invoice, once it is issued. */
  readonly red?: string;
}
