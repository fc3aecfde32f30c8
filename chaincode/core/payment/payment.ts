import { DomainError } from '../errors.js';
import { CLOCK_SKEW_MAX_SECONDS, readInstant } from '../time.js';
import type { RefundJson } from './refund.js';

/** Most days between a payment and its confirmation. */
const CONFIRMATION_DAYS_MAX = 400;
const SECONDS_PER_DAY = 86_400;

/** Names a payment: the provider that confirms it, and the provider's own id of it. */
export interface PaymentReference {
  readonly provider: string;
  readonly id: string;
}

/** What a provider confirms of a payment, in the statement of its key. */
export interface PaymentTerms {
  readonly id: string;
  /** Code of the seller that was paid. */
  readonly payee: string;
  /** Yuan, with tax. */
  readonly amount: string;
  readonly paidAt: string;
}

/** A payment on the ledger (T21). It is unused until invoices name it, and then used forever. */
export interface PaymentJson extends PaymentTerms {
  readonly provider: string;
  /** The invoices that it paid: `count` consecutive numbers from `first` on. */
  readonly invoices?: PaidInvoices;
  /** In the order of their confirmations. */
  readonly refunds: readonly RefundJson[];
}

/** Consecutive invoices, and the first number of the page that has them. */
export interface PaidInvoices {
  readonly page: string;
  readonly first: string;
  readonly count: number;
}

const PAYMENT_ID = /^[A-Za-z0-9._:-]{1,64}$/;

/** Whether text can be a provider's id of a payment or of a refund: 1 to 64 of A-Z a-z 0-9 . _ : -. */
export function isPaymentId(text: string): boolean {
  return PAYMENT_ID.test(text);
}

/** Returns a payment as people write it: `V-PAY/12345`. */
export function paymentText({ provider, id }: PaymentReference): string {
  return `${provider}/${id}`;
}

/** Reads a payment as `paymentText` writes it. @param isProvider judges the code of the provider */
export function readPaymentText(
  text: string,
  isProvider: (code: string) => boolean,
): PaymentReference | undefined {
  const slash = text.indexOf('/');
  const [provider, id] = [text.slice(0, slash), text.slice(slash + 1)];
  return slash > 0 && isProvider(provider) && isPaymentId(id) ? { provider, id } : undefined;
}

/**
 * Returns an unused payment by what its provider confirms now and what the ledger has (T21). A confirmation that is repeated changes
 * nothing.
 *
 * @param stored the payment on the ledger, if it is confirmed already
 * @param at transaction time, seconds since 1970
 * @throws {DomainError} PAYMENT_DIFFERS, PAYMENT_USED, PAYMENT_TIME
 */
export function confirmPayment(
  { provider, ...terms }: PaymentTerms & { readonly provider: string },
  stored: PaymentJson | undefined,
  at: number,
): PaymentJson {
  if (stored !== undefined) {
    requireSameTerms(stored, terms);
    return requireUnused(stored);
  }
  requireInTime(terms.paidAt, at);
  return { provider, ...terms, refunds: [] };
}

/**
 * Returns the unused payment that a seller names (T21). A payment to another taxpayer is not found, so that a seller learns nothing about it.
 * @throws {DomainError} PAYMENT_NOT_FOUND, PAYMENT_USED
 */
export function unusedPayment(
  reference: PaymentReference,
  seller: string,
  stored: PaymentJson | undefined,
): PaymentJson {
  if (stored?.payee !== seller) throw paymentNotFound(reference);
  return requireUnused(stored);
}

/** Returns the refusal of a payment that the provider has not confirmed. */
export function paymentNotFound(reference: PaymentReference): DomainError {
  return new DomainError(
    'PAYMENT_NOT_FOUND',
    `no payment ${paymentText(reference)} to this seller is confirmed; its provider confirms it`,
  );
}

/**
 * Requires that a payment or a refund is neither in the future nor too old to be confirmed.
 * @param at transaction time, seconds since 1970
 * @throws {DomainError} PAYMENT_TIME
 */
export function requireInTime(moment: string, at: number): void {
  const paid = readInstant(moment) ?? Number.NaN;
  const isPast = paid <= at + CLOCK_SKEW_MAX_SECONDS;
  if (isPast && paid >= at - CONFIRMATION_DAYS_MAX * SECONDS_PER_DAY) return;
  throw new DomainError(
    'PAYMENT_TIME',
    `${moment} is in the future or more than ${CONFIRMATION_DAYS_MAX} days ago; confirm what was paid since`,
  );
}

/** Returns the refusal of an amount of a payment or a refund that is not the gross amount of its invoices (T21). */
export function otherAmount(amount: string, gross: string): DomainError {
  return new DomainError(
    'PAYMENT_AMOUNT',
    `the provider confirms ${amount}, the invoices amount to ${gross}; both must be equal`,
  );
}

/** Returns the refusal of a payment or a refund that the ledger has with other terms. */
export function otherTerms(what: string): DomainError {
  return new DomainError(
    'PAYMENT_DIFFERS',
    `the ledger has ${what} with another payee, amount, time or invoice; take a new id for another one`,
  );
}

function requireSameTerms(stored: PaymentJson, { payee, amount, paidAt }: PaymentTerms): void {
  if (stored.payee === payee && stored.amount === amount && stored.paidAt === paidAt) return;
  throw otherTerms(`payment ${paymentText(stored)}`);
}

function requireUnused(payment: PaymentJson): PaymentJson {
  if (payment.invoices === undefined) return payment;
  const { first, count } = payment.invoices;
  throw new DomainError(
    'PAYMENT_USED',
    `payment ${paymentText(payment)} has its ${count === 1 ? 'invoice' : `${count} invoices from`} ${first} already`,
  );
}
