import { DomainError } from '../errors.js';
import { numberDistance } from '../invoice/number.js';
import { formatYuan, parseYuan, subtractFen, sumFen } from '../money/money.js';
import {
  otherAmount,
  otherTerms,
  type PaidInvoices,
  type PaymentJson,
  paymentText,
  requireInTime,
} from './payment.js';

/** Most refunds of a payment: its record has all of them, and is read and written whole. */
export const REFUNDS_MAX = 500;

/** What a provider confirms of a refund, in the statement of its key. */
export interface RefundTerms {
  /** The provider's id of the payment. */
  readonly payment: string;
  /** The provider's id of the refund. */
  readonly refund: string;
  /** Yuan, with tax: the gross amount of the red-letter invoice. */
  readonly amount: string;
  readonly refundedAt: string;
  /** Number of the invoice that the refund reverses in part or in whole. */
  readonly number: string;
}

/** A refund on the ledger: it has started one red-letter form. */
export interface RefundJson {
  readonly id: string;
  readonly amount: string;
  readonly refundedAt: string;
  /** Number of the invoice, and the sequence of the form. */
  readonly number: string;
  readonly sequence: number;
}

/**
 * Returns the invoices of a payment, when a refund may start a red-letter form of one of them (T21): the refund is new, and not more than is
 * left of the payment.
 *
 * @param at transaction time, seconds since 1970
 * @throws {DomainError} PAYMENT_DIFFERS, REFUND_USED, PAYMENT_TIME, INVOICE_NOT_PAID, REFUND_COUNT, REFUND_EXCEEDS_PAYMENT
 */
export function requireRefundable(payment: PaymentJson, terms: RefundTerms, at: number): PaidInvoices {
  requireNewRefund(payment, terms);
  requireInTime(terms.refundedAt, at);
  const invoices = requirePaidInvoice(payment, terms.number);
  if (payment.refunds.length >= REFUNDS_MAX)
    throw new DomainError('REFUND_COUNT', `a payment has at most ${REFUNDS_MAX} refunds`);
  const refunded = sumFen(payment.refunds.map(({ amount }) => parseYuan(amount)));
  const left = subtractFen(parseYuan(payment.amount), refunded);
  if (parseYuan(terms.amount) <= left) return invoices;
  throw new DomainError(
    'REFUND_EXCEEDS_PAYMENT',
    `${formatYuan(left)} yuan of payment ${paymentText(payment)} are left to refund; refund at most that`,
  );
}

/**
 * Returns a payment with a refund that has started a form.
 * @param form the form that was started, and what it reverses
 * @throws {DomainError} PAYMENT_AMOUNT
 */
export function addRefund(
  payment: PaymentJson,
  terms: RefundTerms,
  form: { readonly sequence: number; readonly totals: { readonly gross: string } },
): PaymentJson {
  const { refund: id, amount, refundedAt, number } = terms;
  if (parseYuan(form.totals.gross) !== parseYuan(amount)) throw otherAmount(amount, form.totals.gross);
  const added: RefundJson = { id, amount, refundedAt, number, sequence: form.sequence };
  return { ...payment, refunds: [...payment.refunds, added] };
}

function requireNewRefund({ refunds }: PaymentJson, terms: RefundTerms): void {
  const known = refunds.find(({ id }) => id === terms.refund);
  if (known === undefined) return;
  const { amount, refundedAt, number, sequence } = known;
  if (amount !== terms.amount || refundedAt !== terms.refundedAt || number !== terms.number)
    throw otherTerms(`refund ${terms.refund}`);
  throw new DomainError(
    'REFUND_USED',
    `refund ${terms.refund} has started form ${sequence} of invoice ${number} already`,
  );
}

function requirePaidInvoice(payment: PaymentJson, number: string): PaidInvoices {
  const { invoices } = payment;
  const place = invoices === undefined ? -1 : numberDistance(invoices.first, number);
  if (invoices !== undefined && place >= 0 && place < invoices.count) return invoices;
  throw new DomainError('INVOICE_NOT_PAID', `invoice ${number} is not of payment ${paymentText(payment)}`);
}
