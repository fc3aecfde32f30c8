import { type InvoiceJson, type InvoiceStatusJson } from '../../core/index.js';
import type { Transaction } from '../transaction.js';
export interface Invoice {
    readonly invoice: InvoiceJson;
    /** As of the transaction's time: an expired lock is gone. */
    readonly status: InvoiceStatusJson;
    readonly page: string;
}
/**
 * An invoice by its number and the page that carries it: two point reads, so that two transactions
 * conflict only when they touch the same invoice.
 *
 * @throws {DomainError} INVOICE_NOT_FOUND, also when the page does not carry the number
 */
export declare function invoiceAt(transaction: Transaction, number: string, page: string): Promise<Invoice>;
/** An invoice by its number alone. Only for queries: it looks the page up in a range. */
export declare function invoiceByNumber(transaction: Transaction, number: string): Promise<Invoice>;
export declare function putStatus(transaction: Transaction, number: string, status: InvoiceStatusJson): Promise<void>;
