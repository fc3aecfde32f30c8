import { DomainError } from '../errors.js';
import type { InvoiceType } from '../invoice/invoice.js';
import { formatYuan, parseYuan } from '../money/money.js';
import { formatInstant, readInstant } from '../time.js';

/** Most mandates of a seller: they are one document, which each paid page reads. */
export const MANDATES_MAX = 50;

/** What a seller lets a provider do in its name. */
export interface MandateTerms {
  /** Code of the provider whose confirmations issue. */
  readonly provider: string;
  /** The seller's lane from which they issue. */
  readonly lane: string;
  /** Largest payment that issues, in yuan. */
  readonly amountMax: string;
  /** Last moment, UTC to the second, at which they issue. */
  readonly until: string;
  /** The types of invoice; each when absent. */
  readonly types?: readonly InvoiceType[];
  /** The seller's lane for red-letter invoices. Without it, refunds start none. */
  readonly refundLane?: string;
}

/** A mandate in force. */
export interface MandateJson extends MandateTerms {
  readonly grantedAt: string;
  /** Key epoch of the seller's own key that signed it. It ends with that registration, because a thief of the key could have granted it. */
  readonly grantedUnder: string;
}

/** The mandates of a seller, one for each provider, in the order in which they were granted. */
export interface MandatesJson {
  readonly seller: string;
  readonly mandates: readonly MandateJson[];
}

/** Returns a seller's mandate for a provider, which may have ended. */
export function mandateOf(stored: MandatesJson | undefined, provider: string): MandateJson | undefined {
  return stored?.mandates.find((mandate) => mandate.provider === provider);
}

/**
 * Returns a seller's mandates with another one, which replaces the former one for the same provider: granted at a transaction time, in seconds
 * since 1970, under a key epoch of the seller's own key.
 *
 * @throws {DomainError} MANDATE_COUNT
 */
export function grantMandate(
  stored: MandatesJson,
  terms: MandateTerms,
  { at, grantedUnder }: { readonly at: number; readonly grantedUnder: string },
): MandatesJson {
  const others = stored.mandates.filter(({ provider }) => provider !== terms.provider);
  if (others.length >= MANDATES_MAX)
    throw new DomainError(
      'MANDATE_COUNT',
      `a seller has at most ${MANDATES_MAX} mandates; revoke one of them first`,
    );
  return { ...stored, mandates: [...others, { ...terms, grantedAt: formatInstant(at), grantedUnder }] };
}

/** Returns a seller's mandates without the one for a provider. @throws {DomainError} MANDATE_NOT_FOUND */
export function revokeMandate(stored: MandatesJson, provider: string): MandatesJson {
  if (mandateOf(stored, provider) === undefined) throw noMandate(provider);
  return { ...stored, mandates: stored.mandates.filter((mandate) => mandate.provider !== provider) };
}

/**
 * Requires that a provider has a mandate that has not ended at a transaction time, in seconds since 1970, and that the seller's present key
 * has signed.
 *
 * @throws {DomainError} MANDATE_NOT_FOUND, MANDATE_ENDED
 */
export function requireMandate(
  mandate: MandateJson | undefined,
  provider: string,
  { at, keyEpoch }: { readonly at: number; readonly keyEpoch: string },
): MandateJson {
  if (mandate?.grantedUnder !== keyEpoch) throw noMandate(provider);
  if (at <= (readInstant(mandate.until) ?? Number.NEGATIVE_INFINITY)) return mandate;
  throw new DomainError(
    'MANDATE_ENDED',
    `the mandate for ${provider} ended at ${mandate.until}; the seller grants another one`,
  );
}

/**
 * Requires that a mandate covers a payment that issues from a lane.
 * @param amount yuan
 * @throws {DomainError} MANDATE_EXCEEDED
 */
export function requireCovered(mandate: MandateJson, lane: string, amount: string): void {
  if (mandate.lane !== lane) throw notCovered(`the lane ${lane}, only ${mandate.lane}`);
  const most = parseYuan(mandate.amountMax);
  if (parseYuan(amount) > most) throw notCovered(`${amount} yuan, at most ${formatYuan(most)}`);
}

/** Requires that a mandate covers invoices of these types. @throws {DomainError} MANDATE_EXCEEDED */
export function requireCoveredTypes({ types }: MandateJson, issued: readonly InvoiceType[]): void {
  const other = issued.find((type) => types !== undefined && !types.includes(type));
  if (other !== undefined) throw notCovered(`${other} invoices`);
}

/** Returns the lane for the red-letter invoice of a refund. @throws {DomainError} MANDATE_EXCEEDED */
export function refundLaneOf({ refundLane }: MandateJson): string {
  if (refundLane === undefined) throw notCovered('refunds');
  return refundLane;
}

function notCovered(what: string): DomainError {
  return new DomainError('MANDATE_EXCEEDED', `the seller's mandate does not cover ${what}`);
}

function noMandate(provider: string): DomainError {
  return new DomainError('MANDATE_NOT_FOUND', `the seller has granted ${provider} no mandate`);
}
