import { type InvoiceStatusJson, type ObjectReader } from '../../core/index.js';
import { type Transaction } from '../transaction.js';
export interface FreezeArgument {
    readonly number: string;
    readonly page: string;
    readonly reason: string;
}
/** @throws {DomainError} ROLE_REQUIRED, INVOICE_NOT_FOUND, INVOICE_FROZEN */
export declare function freezeInvoice(transaction: Transaction, argument: FreezeArgument): Promise<InvoiceStatusJson>;
/** @throws {DomainError} ROLE_REQUIRED, INVOICE_NOT_FOUND, INVOICE_NOT_FROZEN */
export declare function releaseInvoice(transaction: Transaction, argument: {
    number: string;
    page: string;
}): Promise<InvoiceStatusJson>;
export declare function readFreeze(reader: ObjectReader): FreezeArgument;
export declare function readLocated(reader: ObjectReader): {
    number: string;
    page: string;
};
