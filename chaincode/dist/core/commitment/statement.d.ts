import { type Json } from '../json/canonical.js';
export type Operation = 'issue' | 'transfer' | 'lock' | 'unlock' | 'redeem';
/**
 * What a taxpayer signs with the key the bureau registered: an operation of its own on one network.
 * The contract checks the signature, so neither a gateway nor an operator can act in its name.
 */
export interface Statement {
    readonly channel: string;
    readonly operation: Operation;
    /** Code of the taxpayer that signs. */
    readonly actor: string;
    /** Chosen by the actor; remembered by the ledger for ever. */
    readonly requestId: string;
    readonly body: Json;
}
/** The bytes to sign: ECDSA P-256 with SHA-256, DER, low-S. */
export declare function statementBytes(statement: Statement): Uint8Array;
export declare function statementText(statement: Statement): string;
export declare function isRequestId(text: string): boolean;
