import type { PaymentReference } from '../payment/payment.js';
import type { ContentJson, DraftJson, InvoiceJson, NumberProfile, SellerJson } from './invoice.js';
import { checkCodeOf, numberDistance, numberPlus } from './number.js';

/** Most invoices in a page, and so in a transaction. */
export const PAGE_INVOICES_MAX = 500;

/**
 * The invoices of a transaction under one state key: their common facts, then the drafts of each request that was issued, in order of
 * number. A page is never rewritten. The ledger stores it in compact form, as `encodePage` writes it.
 */
export interface PageJson {
  readonly first: string;
  readonly profile: NumberProfile;
  readonly issuedAt: string;
  readonly date: string;
  readonly seller: SellerJson;
  readonly ruleSet: InvoiceJson['ruleSet'];
  readonly transactionId: string;
  /**
   * The key of the check codes of all invoices of the page: a digest of the signature under the first request, which cannot be
   * foreseen. No buyer learns it, because it gives the check codes of the other invoices.
   */
  readonly checkKey: string;
  /** Which invoices a payment paid, in order of number; absent on a page where none did. */
  readonly payments?: readonly PagePaymentJson[];
  readonly requests: readonly (readonly ContentJson[])[];
}

/** A payment, and the invoices of a page that it paid: `count` of them, from the place `from` on. The first place is 0. */
export interface PagePaymentJson extends PaymentReference {
  readonly from: number;
  readonly count: number;
}

/** The common facts of the invoices of a page. */
export type PageHead = Omit<PageJson, 'requests'>;

/** Returns the common facts of the invoices of a page. */
export function headOfPage({ requests: _requests, ...head }: PageJson): PageHead {
  return head;
}

/** Returns the drafts of a page, in order of number. */
export function draftsOfPage(page: PageJson): readonly ContentJson[] {
  return page.requests.length === 1 ? (page.requests[0] ?? []) : page.requests.flat();
}

/** Returns the invoice with a number, or undefined when the page does not have it. */
export function invoiceOfPage(page: PageJson, number: string): InvoiceJson | undefined {
  return invoiceOf(headOfPage(page), draftsOfPage(page)[numberDistance(page.first, number)], number);
}

/** Returns the invoice that a draft of a page became, or undefined without one. */
export function invoiceOf(
  head: PageHead,
  draft: ContentJson | undefined,
  number: string,
): InvoiceJson | undefined {
  if (draft === undefined) return undefined;
  const { first, checkKey, payments, ...shared } = head;
  const holder = firstHolder(draft, head.seller.code);
  const invoice = { ...draft, ...shared, number, holder, checkCode: checkCodeOf(number, checkKey) };
  const payment = payments === undefined ? undefined : paymentAt(payments, numberDistance(first, number));
  return payment === undefined ? invoice : { ...invoice, payment };
}

function paymentAt(payments: readonly PagePaymentJson[], place: number): PaymentReference | undefined {
  const paid = payments.find(({ from, count }) => place >= from && place < from + count);
  return paid === undefined ? undefined : { provider: paid.provider, id: paid.id };
}

/** Returns the numbers of the invoices of a page, in order. */
export function numbersOfPage(page: PageJson): readonly string[] {
  return draftsOfPage(page).map((_, index) => numberPlus(page.first, index));
}

/** Returns the code of the first holder: the draft's, else the buyer's, else the seller's, which then transfers the invoice. */
export function firstHolder(draft: Pick<DraftJson, 'buyer' | 'holder'>, seller: string): string {
  return draft.holder ?? (draft.buyer.type === 'PERSON' ? undefined : draft.buyer.code) ?? seller;
}
