import type { DraftJson, InvoiceJson, NumberProfile, SellerJson } from './invoice.js';
import { checkCodeOf, numberDistance, numberPlus } from './number.js';

/** Most invoices in a page, and so in a transaction. */
export const PAGE_INVOICES_MAX = 500;

/**
 * The invoices of a transaction under one state key: their common facts, then each draft without its seller, in order of number.
 * A page is never rewritten.
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
   * foreseen. No buyer learns it, because it gives the check codes of the other invoices. An older page has none and uses its
   * transaction id.
   */
  readonly checkKey?: string;
  readonly invoices: readonly Omit<DraftJson, 'seller'>[];
}

/** Returns the invoice with a number, or undefined when the page does not have it. */
export function invoiceOfPage(page: PageJson, number: string): InvoiceJson | undefined {
  const index = numberDistance(page.first, number);
  const draft = page.invoices[index];
  if (draft === undefined) return undefined;
  const { first: _first, invoices: _invoices, checkKey = page.transactionId, ...shared } = page;
  const holder = firstHolder(draft, page.seller.code);
  return { ...shared, ...draft, number, holder, checkCode: checkCodeOf(number, checkKey) };
}

/** Returns the numbers of the invoices of a page, in order. */
export function numbersOfPage(page: PageJson): readonly string[] {
  return page.invoices.map((_, index) => numberPlus(page.first, index));
}

/** Returns the code of the first holder: the draft's, else the buyer's, else the seller's, which then transfers the invoice. */
export function firstHolder(draft: Pick<DraftJson, 'buyer' | 'holder'>, seller: string): string {
  return draft.holder ?? (draft.buyer.type === 'PERSON' ? undefined : draft.buyer.code) ?? seller;
}
