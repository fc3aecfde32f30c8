/** Opens a `nameCommitment`: kept by the parties off the ledger, and erased when it must be. */
export interface NameOpening {
    readonly name: string;
    /** At least 128 random bits, lower-case hex; without it the name cannot be guessed from the ledger. */
    readonly salt: string;
}
export declare function isSalt(text: string): boolean;
/** What the ledger stores in place of a person's name. */
export declare function nameCommitment(opening: NameOpening): string;
