import type { InvoiceType } from '../invoice/invoice.js';
import type { Json } from '../json/canonical.js';
import { type Fen, formatSum, parseYuan } from '../money/money.js';
import type { ProviderJson } from '../taxpayer/signer.js';
import { requireActive } from '../taxpayer/signer.js';
import type { TaxpayerJson } from '../taxpayer/taxpayer.js';
import { type MandateJson, requireCovered, requireCoveredTypes, requireMandate } from './mandate.js';
import {
  confirmPayment,
  otherAmount,
  type PaidInvoices,
  type PaymentJson,
  type PaymentReference,
  paymentText,
  unusedPayment,
} from './payment.js';

/** A payment in the provider's own request. The payee is the seller of the page. */
export interface ConfirmedPayment extends PaymentReference {
  readonly amount: string;
  readonly paidAt: string;
}

/** The payment of a request to issue: confirmed by the provider that signs the request, or named by the seller that signs it. */
export type RequestPayment = PaymentReference | ConfirmedPayment;

/** Whether a request is the provider's, whose statement confirms the payment. */
export function isConfirmation(payment: RequestPayment): payment is ConfirmedPayment {
  return 'amount' in payment;
}

/** Returns the code of the signer of a request for a page of a seller: the provider that confirms its payment, else the seller. */
export function signerOfRequest(seller: string, { payment }: { readonly payment?: RequestPayment }): string {
  return payment !== undefined && isConfirmation(payment) ? payment.provider : seller;
}

/** Returns the payment of a request as its signer signs it. */
export function signedPayment(payment: RequestPayment, payee: string): Json {
  if (!isConfirmation(payment)) return { provider: payment.provider, id: payment.id };
  const { id, amount, paidAt } = payment;
  return { id, payee, amount, paidAt };
}

/** Facts of the ledger about the payments of a page. */
export interface PaymentFacts {
  /** Returns a provider that is registered. */
  readonly providerOf: (code: string) => ProviderJson | undefined;
  /** Returns the seller's mandate for a provider. */
  readonly mandateOf: (provider: string) => MandateJson | undefined;
  /** Returns a payment that is confirmed. */
  readonly paymentOf: (reference: PaymentReference) => PaymentJson | undefined;
}

/** Facts for the decision about the payments of a page. */
export interface PagePaymentsContext extends PaymentFacts {
  readonly seller: TaxpayerJson;
  /** Name of the lane that issues the page. */
  readonly lane: string;
  /** Transaction time, seconds since 1970. */
  readonly at: number;
}

/** A payment that a request may use, and the mandate that the request needs. */
export interface UsablePayment {
  readonly payment: PaymentJson;
  readonly mandate?: MandateJson;
}

/** The payments of the requests of one page, which see each other (T21): a payment is used once. */
export class PagePayments {
  readonly #context: PagePaymentsContext;
  readonly #used = new Map<string, PaymentJson>();

  constructor(context: PagePaymentsContext) {
    this.#context = context;
  }

  /**
   * Returns the payment that an admitted request may use.
   * @throws {DomainError} for the provider's request PAYMENT_DIFFERS, PAYMENT_USED, PAYMENT_TIME, TAXPAYER_SUSPENDED, MANDATE_NOT_FOUND,
   *   MANDATE_ENDED, MANDATE_EXCEEDED; for the seller's request PAYMENT_NOT_FOUND, PAYMENT_USED
   */
  usable(named: RequestPayment): UsablePayment {
    const { seller, lane, at, mandateOf, paymentOf } = this.#context;
    const stored = this.#used.get(paymentText(named)) ?? paymentOf(named);
    if (!isConfirmation(named)) return { payment: unusedPayment(named, seller.code, stored) };
    const { provider, id, amount, paidAt } = named;
    const payment = confirmPayment({ provider, id, payee: seller.code, amount, paidAt }, stored, at);
    requireActive(seller);
    const mandate = requireMandate(mandateOf(provider), provider, { at, keyEpoch: seller.keyEpoch });
    requireCovered(mandate, lane, amount);
    return { payment, mandate };
  }

  /** Records that a request used a payment. */
  use({ payment }: UsablePayment, invoices: PaidInvoices): void {
    this.#used.set(paymentText(payment), { ...payment, invoices });
  }

  /** The payments that the page uses, in the order of its requests. */
  get used(): readonly PaymentJson[] {
    return [...this.#used.values()];
  }
}

/**
 * Requires that the invoices of a request are those that a payment pays (T21).
 * @throws {DomainError} MANDATE_EXCEEDED, PAYMENT_AMOUNT
 */
export function requirePaid(
  { payment, mandate }: UsablePayment,
  drafts: readonly { readonly type: InvoiceType; readonly gross: Fen }[],
): void {
  if (mandate !== undefined)
    requireCoveredTypes(
      mandate,
      drafts.map(({ type }) => type),
    );
  const gross = drafts.reduce((sum, draft) => sum + draft.gross, 0n);
  if (gross !== parseYuan(payment.amount)) throw otherAmount(payment.amount, formatSum(gross));
}
