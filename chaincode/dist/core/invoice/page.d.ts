import type { DraftJson, InvoiceJson, NumberProfile, SellerJson } from './invoice.js';
/** Most invoices in one ledger page, that is in one transaction. */
export declare const PAGE_INVOICES_MAX = 500;
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
    readonly invoices: readonly Omit<DraftJson, 'seller'>[];
}
/** The invoice with this number, or undefined when the page does not carry it. */
export declare function invoiceOfPage(page: PageJson, number: string): InvoiceJson | undefined;
export declare function numbersOfPage(page: PageJson): readonly string[];
/** Who holds the token first: whom the draft names, else the buyer; a buyer without a code leaves it with the seller, who passes it on. */
export declare function firstHolder(draft: Pick<DraftJson, 'buyer' | 'holder'>, seller: string): string;
/** Digest by which receipts and proofs name an invoice: over its canonical JSON. */
export declare function invoiceDigest(invoice: InvoiceJson): string;
