/**
 * Whether text is a unified social credit code with a right check character. The outer modulus
 * matters: where the weighted sum is a multiple of 31 the check character is 0.
 */
export declare function isCreditCode(text: string): boolean;
/** The check character for the first 17 characters of a credit code. */
export declare function creditCodeCheck(code: string): string;
/** GB/T 2260 code of the county that registered the taxpayer: characters 3 to 8. */
export declare function regionOf(creditCode: string): string;
/** A person holds invoices under a pseudonym, so that no identity number stands on the ledger. */
export declare function isPersonId(text: string): boolean;
/** Whether text can be the code of a participant: an enterprise's credit code or a person's pseudonym. */
export declare function isParticipantCode(text: string): boolean;
