import { type AttestationJson, type InvoiceStatusJson, type InvoiceViewJson } from '../../core/index.js';
import { type Transaction } from '../transaction.js';
/** @throws {DomainError} INVOICE_NOT_FOUND, then NOT_A_PARTY */
export declare function readInvoice(transaction: Transaction, number: string): Promise<InvoiceViewJson>;
/**
 * An answer made to be endorsed: whoever has it, with the endorsers' signatures, can show offline
 * that they vouched for this invoice and this state at this time.
 * @throws {DomainError} INVOICE_NOT_FOUND, then NOT_A_PARTY
 */
export declare function attest(transaction: Transaction, number: string): Promise<AttestationJson>;
export interface HistoryEntry {
    readonly transactionId: string;
    readonly at: string;
    readonly status: InvoiceStatusJson;
}
/** Every state an invoice has had since it was issued, newest first. @throws {DomainError} as `readInvoice` */
export declare function readHistory(transaction: Transaction, number: string): Promise<readonly HistoryEntry[]>;
/** What the ledger remembers of a request. @throws {DomainError} NOT_A_PARTY, then REQUEST_NOT_FOUND */
export declare function readRequest(transaction: Transaction, asked: {
    actor: string;
    requestId: string;
}): Promise<unknown>;
