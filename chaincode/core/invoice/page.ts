import type { DraftJson, InvoiceJson, NumberProfile, SellerJson } from './invoice.js';
import { checkCodeOf, numberDistance, numberPlus } from './number.js';

/** Most invoices in one ledger page, that is in one transaction. */
export const PAGE_INVOICES_MAX = 500;

/**
 * The invoices of one transaction under one state key: what they share once, then each draft without
 * its seller, in order of number. Never rewritten.
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
   * Goes into the check codes of all its invoices, and is told to no buyer: with it, who has one of them could work
   * out the check codes of the others. SHA-256 of the signature under the first request, which nobody foresees.
   * Pages from before there was one have the transaction id in its place.
   */
  readonly checkKey?: string;
  readonly invoices: readonly Omit<DraftJson, 'seller'>[];
}

/** The invoice with this number, or undefined when the page does not carry it. */
export function invoiceOfPage(page: PageJson, number: string): InvoiceJson | undefined {
  const index = numberDistance(page.first, number);
  const draft = page.invoices[index];
  if (draft === undefined) return undefined;
  const { first: _first, invoices: _invoices, checkKey = page.transactionId, ...shared } = page;
  const holder = firstHolder(draft, page.seller.code);
  return { ...shared, ...draft, number, holder, checkCode: checkCodeOf(number, checkKey) };
}

export function numbersOfPage(page: PageJson): readonly string[] {
  return page.invoices.map((_, index) => numberPlus(page.first, index));
}

/** Who holds the token first: whom the draft names, else the buyer; a buyer without a code leaves it with the seller, who passes it on. */
export function firstHolder(draft: Pick<DraftJson, 'buyer' | 'holder'>, seller: string): string {
  return draft.holder ?? (draft.buyer.type === 'PERSON' ? undefined : draft.buyer.code) ?? seller;
}
