import { type Fen, type InvoiceStatusJson, type ObjectReader } from '../../core/index.js';
import { type Transaction } from '../transaction.js';
/** One holder's or company's statement about invoices, with the page that carries each. */
export interface LifecycleArgument<Body> {
    readonly actor: string;
    readonly requestId: string;
    readonly signature: string;
    /** What is signed: the operation's own fields and the numbers. */
    readonly body: Body & {
        readonly invoices: readonly {
            readonly number: string;
        }[];
    };
    /** In the order of `body.invoices`: a locator that the ledger checks, not a part of what is signed. */
    readonly pages: readonly string[];
}
export interface ChangeResult {
    readonly requestId: string;
    readonly transactionId: string;
    readonly invoices: readonly {
        readonly number: string;
        readonly status: InvoiceStatusJson;
    }[];
}
export type TransferBody = {
    readonly to: string;
};
export type LockBody = {
    readonly company: string;
};
export type RedeemBody = {
    readonly invoices: readonly {
        readonly number: string;
        readonly amount: string;
    }[];
};
/** @throws {DomainError} as `change`, TAXPAYER_NOT_FOUND for the new holder, then as core's `transfer` */
export declare function transferInvoices(transaction: Transaction, argument: LifecycleArgument<TransferBody>): Promise<ChangeResult>;
/** @throws {DomainError} as `change`, TAXPAYER_NOT_FOUND for the company, RULE_SET_NOT_FOUND, then as core's `lock` */
export declare function lockInvoices(transaction: Transaction, argument: LifecycleArgument<LockBody>): Promise<ChangeResult>;
/** @throws {DomainError} as `change`, then as core's `unlock` */
export declare function unlockInvoices(transaction: Transaction, argument: LifecycleArgument<unknown>): Promise<ChangeResult>;
/** @throws {DomainError} as `change`, then as core's `redeem` */
export declare function redeemInvoices(transaction: Transaction, argument: LifecycleArgument<RedeemBody> & {
    readonly amounts: readonly Fen[];
}): Promise<ChangeResult>;
export declare function readTransfer(reader: ObjectReader): LifecycleArgument<TransferBody>;
export declare function readLock(reader: ObjectReader): LifecycleArgument<LockBody>;
export declare function readUnlock(reader: ObjectReader): LifecycleArgument<unknown>;
export declare function readRedeem(reader: ObjectReader): LifecycleArgument<RedeemBody> & {
    readonly amounts: readonly Fen[];
};
