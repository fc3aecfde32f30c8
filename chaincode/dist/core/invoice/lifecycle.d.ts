import { type Fen } from '../money/money.js';
import type { InvoiceJson, InvoiceStatusJson } from './invoice.js';
/** The status of an invoice that nothing has happened to: OPEN, with its first holder. */
export declare function initialStatus(invoice: InvoiceJson): InvoiceStatusJson;
/**
 * The status as of a moment (seconds, UTC): a lock whose term has passed is open again without any
 * transaction having said so (T27).
 */
export declare function statusAt(status: InvoiceStatusJson, at: number): InvoiceStatusJson;
/**
 * Passes an invoice on: only its holder, only while OPEN.
 * @throws {DomainError} INVOICE_FROZEN, INVOICE_REDEEMED, NOT_THE_HOLDER, INVOICE_LOCKED
 */
export declare function transfer(status: InvoiceStatusJson, actor: string, to: string): InvoiceStatusJson;
/**
 * Locks an invoice for one company's claim (T27, T28).
 * @throws {DomainError} INVOICE_FROZEN, INVOICE_REDEEMED, NOT_THE_HOLDER, INVOICE_LOCKED, CLAIM_TITLE_MISMATCH
 */
export declare function lock(invoice: InvoiceJson, status: InvoiceStatusJson, claim: {
    actor: string;
    company: string;
    at: number;
    lockDays: number;
    personTitleClaimable: boolean;
}): InvoiceStatusJson;
/**
 * Gives a claim up: only the company that holds the lock.
 * @throws {DomainError} INVOICE_FROZEN, INVOICE_REDEEMED, INVOICE_NOT_LOCKED, NOT_THE_CLAIMANT
 */
export declare function unlock(status: InvoiceStatusJson, actor: string): InvoiceStatusJson;
/**
 * Books an amount of gross against the claim (T29). The whole rest ends in REDEEMED; a part leaves
 * the invoice OPEN again with the rest.
 * @throws {DomainError} INVOICE_FROZEN, INVOICE_REDEEMED, INVOICE_NOT_LOCKED, NOT_THE_CLAIMANT, REDEEM_EXCEEDS_REST
 */
export declare function redeem(status: InvoiceStatusJson, booking: {
    actor: string;
    amount: Fen;
    at: number;
}): InvoiceStatusJson;
/** The bureau stops everything on an invoice (T32). @throws {DomainError} INVOICE_FROZEN */
export declare function freeze(status: InvoiceStatusJson, reason: string, at: number): InvoiceStatusJson;
/** Back to what it was before the freeze. @throws {DomainError} INVOICE_NOT_FROZEN */
export declare function release(status: InvoiceStatusJson): InvoiceStatusJson;
/** What all redemptions of an invoice add up to. */
export declare function redeemedFen(status: InvoiceStatusJson): Fen;
