import type { Context } from 'fabric-contract-api';
import { type TaxpayerJson } from '../core/index.js';
import { WorldState } from './world-state.js';
export type Role = 'officer' | 'operator' | 'taxpayer' | 'auditor';
/** Who submits: read from the certificate's attributes, never from its name or serial. */
export interface Caller {
    readonly mspId: string;
    readonly role: Role | undefined;
    readonly taxpayerId: string | undefined;
}
/** A Fabric transaction as the contract's functions see it. */
export declare class Transaction {
    #private;
    readonly channel: string;
    readonly transactionId: string;
    /** Transaction time in seconds: chosen by the client, bounded by every endorser's clock. */
    readonly at: number;
    readonly caller: Caller;
    readonly state: WorldState;
    private constructor();
    /** A transaction that may write. @throws {DomainError} TIMESTAMP_SKEW */
    static writing(context: Context): Transaction;
    static reading(context: Context): Transaction;
    /** Fabric delivers one event a transaction; it names what happened and to which invoices. */
    emit(name: string, payload: unknown): void;
    /** Every earlier document of a key, newest first; only for queries. */
    history(key: string): ReturnType<Context['stub']['getHistoryForKey']>;
}
/** @throws {DomainError} ROLE_REQUIRED */
export declare function requireOfficer({ caller }: Transaction): void;
/**
 * A taxpayer's transaction comes from the taxpayer itself or from the operator of the organisation it is
 * registered with; either way it proves nothing yet about who asked for it.
 * @throws {DomainError} ROLE_REQUIRED, then TAXPAYER_SUSPENDED
 */
export declare function requireRelayOf({ caller }: Transaction, taxpayer: TaxpayerJson): void;
/**
 * Bureau, auditors and operators read for those they serve; a taxpayer reads what it is a party to.
 * @throws {DomainError} NOT_A_PARTY
 */
export declare function requireReader({ caller }: Transaction, parties: readonly (string | undefined)[]): void;
