/**
 * Every error code of the project, once. Codes are stable and never reused; people read `message`,
 * programs match on `code`. `docs/errors.md` lists the same table and a test compares the two.
 *
 * `kind` decides the HTTP family and the exit code of the CLI:
 *   validation   the draft or request breaks rules            422, exit 2
 *   forbidden    the caller may not do this                   403, exit 3
 *   missing      what is named does not exist                 404, exit 3
 *   conflict     the ledger's state does not allow it         409, exit 3
 *   ledger       the ledger did not answer as it should       502-504, exit 4
 *   verification a proof, signature or receipt is wrong       -, exit 5
 */
export declare const ERROR_CODES: {
    readonly JSON_INVALID: {
        readonly kind: "validation";
        readonly rule: "-";
        readonly summary: "the text is not JSON, or is ambiguous JSON";
    };
    readonly FIELD_UNKNOWN: {
        readonly kind: "validation";
        readonly rule: "-";
        readonly summary: "the field is not part of this document";
    };
    readonly FIELD_REQUIRED: {
        readonly kind: "validation";
        readonly rule: "-";
        readonly summary: "the field is missing";
    };
    readonly FIELD_TYPE: {
        readonly kind: "validation";
        readonly rule: "-";
        readonly summary: "the field has the wrong JSON type";
    };
    readonly FIELD_VALUE: {
        readonly kind: "validation";
        readonly rule: "-";
        readonly summary: "the value is not one of those allowed";
    };
    readonly TEXT_INVALID: {
        readonly kind: "validation";
        readonly rule: "-";
        readonly summary: "the text is too long, not in NFC, or has characters a page cannot show";
    };
    readonly MONEY_FORMAT: {
        readonly kind: "validation";
        readonly rule: "T15";
        readonly summary: "money is yuan with exactly two decimals";
    };
    readonly DECIMAL_FORMAT: {
        readonly kind: "validation";
        readonly rule: "T15";
        readonly summary: "a quantity or price has at most 17 characters and 13 decimals";
    };
    readonly RATE_FORMAT: {
        readonly kind: "validation";
        readonly rule: "T09";
        readonly summary: "a rate is a fraction with at most three decimals";
    };
    readonly DATE_FORMAT: {
        readonly kind: "validation";
        readonly rule: "T05";
        readonly summary: "a date is YYYY-MM-DD, a month YYYY-MM";
    };
    readonly NUMBER_FORMAT: {
        readonly kind: "validation";
        readonly rule: "T04";
        readonly summary: "an invoice number has 20 digits";
    };
    readonly BODY_TOO_LARGE: {
        readonly kind: "validation";
        readonly rule: "-";
        readonly summary: "the request is larger than the gateway reads";
    };
    readonly BODY_TIMEOUT: {
        readonly kind: "validation";
        readonly rule: "-";
        readonly summary: "the request did not arrive in time";
    };
    readonly MEDIA_TYPE: {
        readonly kind: "validation";
        readonly rule: "-";
        readonly summary: "the request is not of a media type read here";
    };
    readonly CREDIT_CODE_INVALID: {
        readonly kind: "validation";
        readonly rule: "T02";
        readonly summary: "the taxpayer code fails the check of GB 32100";
    };
    readonly BUYER_CODE_REQUIRED: {
        readonly kind: "validation";
        readonly rule: "T03";
        readonly summary: "an enterprise buyer needs its code";
    };
    readonly SINGLE_LIMIT_EXCEEDED: {
        readonly kind: "validation";
        readonly rule: "T06";
        readonly summary: "gross is below 0.01 or above the limit of one invoice";
    };
    readonly RATE_NOT_ALLOWED: {
        readonly kind: "validation";
        readonly rule: "T09";
        readonly summary: "the rate is not in force for this taxpayer and date";
    };
    readonly SPECIAL_NOT_ALLOWED: {
        readonly kind: "validation";
        readonly rule: "T10";
        readonly summary: "a special invoice may not be issued for this buyer or line";
    };
    readonly ORDINARY_ONLY: {
        readonly kind: "validation";
        readonly rule: "T11";
        readonly summary: "this number profile carries ordinary invoices only";
    };
    readonly ZERO_RATE_FLAG: {
        readonly kind: "validation";
        readonly rule: "T12";
        readonly summary: "a line without tax says why: EXEMPT, NOT_TAXED or ZERO_RATED";
    };
    readonly LINE_COUNT: {
        readonly kind: "validation";
        readonly rule: "T13";
        readonly summary: "an invoice has 1 to 2000 lines";
    };
    readonly TAX_CLASS_FORMAT: {
        readonly kind: "validation";
        readonly rule: "T14";
        readonly summary: "a tax class code has 19 digits";
    };
    readonly LINE_AMOUNT_MISMATCH: {
        readonly kind: "validation";
        readonly rule: "T16";
        readonly summary: "quantity times unit price differs from net by more than 0.01";
    };
    readonly LINE_TAX_MISMATCH: {
        readonly kind: "validation";
        readonly rule: "T17";
        readonly summary: "net times rate differs from tax by more than 0.06";
    };
    readonly TAX_DRIFT_EXCEEDED: {
        readonly kind: "validation";
        readonly rule: "T18";
        readonly summary: "the drifts of all lines add up to more than 1.27";
    };
    readonly TOTALS_MISMATCH: {
        readonly kind: "validation";
        readonly rule: "T19";
        readonly summary: "a total is not the exact sum of its lines";
    };
    readonly DISCOUNT_LINE: {
        readonly kind: "validation";
        readonly rule: "T20";
        readonly summary: "a discount follows its line with the same class and rate, negative and not larger";
    };
    readonly ROLE_REQUIRED: {
        readonly kind: "forbidden";
        readonly rule: "T01";
        readonly summary: "the certificate does not carry the role needed";
    };
    readonly NOT_THE_SELLER: {
        readonly kind: "forbidden";
        readonly rule: "T01";
        readonly summary: "the caller is not the seller of this invoice";
    };
    readonly NOT_A_PARTY: {
        readonly kind: "forbidden";
        readonly rule: "-";
        readonly summary: "the caller is not a party to this invoice";
    };
    readonly SIGNATURE_INVALID: {
        readonly kind: "forbidden";
        readonly rule: "T01";
        readonly summary: "the signature is not by a key registered for this taxpayer";
    };
    readonly TAXPAYER_SUSPENDED: {
        readonly kind: "forbidden";
        readonly rule: "T32";
        readonly summary: "the taxpayer is suspended";
    };
    readonly NOT_THE_HOLDER: {
        readonly kind: "forbidden";
        readonly rule: "T27";
        readonly summary: "only the holder may do this";
    };
    readonly NOT_THE_CLAIMANT: {
        readonly kind: "forbidden";
        readonly rule: "T29";
        readonly summary: "only the company that holds the lock may do this";
    };
    readonly CREDENTIAL_INVALID: {
        readonly kind: "forbidden";
        readonly rule: "-";
        readonly summary: "the credential is missing, expired or not trusted";
    };
    readonly QUOTA_EXCEEDED: {
        readonly kind: "forbidden";
        readonly rule: "-";
        readonly summary: "the caller has asked too often; try again later";
    };
    readonly TAXPAYER_NOT_FOUND: {
        readonly kind: "missing";
        readonly rule: "T01";
        readonly summary: "no taxpayer is registered under this code";
    };
    readonly INVOICE_NOT_FOUND: {
        readonly kind: "missing";
        readonly rule: "-";
        readonly summary: "no invoice has this number";
    };
    readonly LANE_NOT_FOUND: {
        readonly kind: "missing";
        readonly rule: "T04";
        readonly summary: "the seller has no such lane";
    };
    readonly CREDIT_NOT_FOUND: {
        readonly kind: "missing";
        readonly rule: "T07";
        readonly summary: "no credit is granted for this month";
    };
    readonly RULE_SET_NOT_FOUND: {
        readonly kind: "missing";
        readonly rule: "T05";
        readonly summary: "no rule set is in force on this date";
    };
    readonly REQUEST_NOT_FOUND: {
        readonly kind: "missing";
        readonly rule: "T22";
        readonly summary: "the ledger has no request with this id";
    };
    readonly ROUTE_NOT_FOUND: {
        readonly kind: "missing";
        readonly rule: "-";
        readonly summary: "no such path or command";
    };
    readonly METHOD_NOT_ALLOWED: {
        readonly kind: "missing";
        readonly rule: "-";
        readonly summary: "the path does not have this method";
    };
    readonly TAXPAYER_EXISTS: {
        readonly kind: "conflict";
        readonly rule: "T01";
        readonly summary: "the taxpayer is registered already";
    };
    readonly RULE_SET_CONFLICT: {
        readonly kind: "conflict";
        readonly rule: "T05";
        readonly summary: "a rule set may not change the past or repeat a version";
    };
    readonly CREDIT_EXCEEDED: {
        readonly kind: "conflict";
        readonly rule: "T07";
        readonly summary: "the monthly credit of the lane does not cover this";
    };
    readonly CREDIT_BELOW_ALLOTTED: {
        readonly kind: "conflict";
        readonly rule: "T07";
        readonly summary: "credit cannot fall below what lanes already carry";
    };
    readonly NUMBERS_EXHAUSTED: {
        readonly kind: "conflict";
        readonly rule: "T04";
        readonly summary: "the lane or segment has too few numbers left";
    };
    readonly NUMBER_YEAR: {
        readonly kind: "conflict";
        readonly rule: "T04";
        readonly summary: "the numbers of the lane are not of the year of issue";
    };
    readonly LANE_MONTH: {
        readonly kind: "conflict";
        readonly rule: "T07";
        readonly summary: "the lane carries credit of another month";
    };
    readonly PERIOD_CLOSED: {
        readonly kind: "conflict";
        readonly rule: "T05";
        readonly summary: "the tax period is closed";
    };
    readonly TIMESTAMP_SKEW: {
        readonly kind: "conflict";
        readonly rule: "T05";
        readonly summary: "the transaction time is too far from the endorser’s clock";
    };
    readonly REQUEST_ID_REUSED: {
        readonly kind: "conflict";
        readonly rule: "T22";
        readonly summary: "the request id was used before with other content";
    };
    readonly INVOICE_LOCKED: {
        readonly kind: "conflict";
        readonly rule: "T27";
        readonly summary: "the invoice is locked by a claim";
    };
    readonly INVOICE_NOT_LOCKED: {
        readonly kind: "conflict";
        readonly rule: "T29";
        readonly summary: "the invoice must be locked first";
    };
    readonly INVOICE_REDEEMED: {
        readonly kind: "conflict";
        readonly rule: "T29";
        readonly summary: "the invoice is redeemed already";
    };
    readonly INVOICE_FROZEN: {
        readonly kind: "conflict";
        readonly rule: "T32";
        readonly summary: "the bureau has frozen the invoice";
    };
    readonly INVOICE_NOT_FROZEN: {
        readonly kind: "conflict";
        readonly rule: "T32";
        readonly summary: "the invoice is not frozen";
    };
    readonly CLAIM_TITLE_MISMATCH: {
        readonly kind: "conflict";
        readonly rule: "T28";
        readonly summary: "the invoice is made out to somebody other than the claiming company";
    };
    readonly REDEEM_EXCEEDS_REST: {
        readonly kind: "conflict";
        readonly rule: "T29";
        readonly summary: "the amount is not positive or larger than what is left to redeem";
    };
    readonly LEDGER_CONFLICT: {
        readonly kind: "ledger";
        readonly rule: "-";
        readonly summary: "another transaction changed the same keys first";
    };
    readonly LEDGER_ENDORSEMENT: {
        readonly kind: "ledger";
        readonly rule: "-";
        readonly summary: "the endorsements do not satisfy the endorsement policy";
    };
    readonly LEDGER_REFUSED: {
        readonly kind: "ledger";
        readonly rule: "-";
        readonly summary: "the ledger refused the transaction";
    };
    readonly LEDGER_UNAVAILABLE: {
        readonly kind: "ledger";
        readonly rule: "-";
        readonly summary: "the ledger cannot be reached";
    };
    readonly LEDGER_BUSY: {
        readonly kind: "ledger";
        readonly rule: "-";
        readonly summary: "the ledger has too much to do; try again later";
    };
    readonly LEDGER_READ_ONLY: {
        readonly kind: "ledger";
        readonly rule: "-";
        readonly summary: "the ledger stopped writing after a disk fault";
    };
    readonly LEDGER_DAMAGED: {
        readonly kind: "ledger";
        readonly rule: "-";
        readonly summary: "the stored blocks are not what was once written";
    };
    readonly LEDGER_OUTCOME_UNKNOWN: {
        readonly kind: "ledger";
        readonly rule: "-";
        readonly summary: "the transaction was sent and its outcome is not known yet";
    };
    readonly RECEIPT_STRUCTURE: {
        readonly kind: "verification";
        readonly rule: "-";
        readonly summary: "the file is not one signed revision of one receipt";
    };
    readonly RECEIPT_SIGNATURE: {
        readonly kind: "verification";
        readonly rule: "-";
        readonly summary: "the signature does not fit the file";
    };
    readonly RECEIPT_CERTIFICATE: {
        readonly kind: "verification";
        readonly rule: "-";
        readonly summary: "the signer’s certificate does not lead to a trusted authority";
    };
    readonly RECEIPT_PAGE: {
        readonly kind: "verification";
        readonly rule: "-";
        readonly summary: "the pages do not show what the embedded data say";
    };
    readonly RECEIPT_TOTALS: {
        readonly kind: "verification";
        readonly rule: "-";
        readonly summary: "the embedded invoice breaks the tax arithmetic";
    };
    readonly RECEIPT_ATTESTATION: {
        readonly kind: "verification";
        readonly rule: "-";
        readonly summary: "the endorsed attestation does not vouch for this invoice";
    };
    readonly RECEIPT_GLYPH: {
        readonly kind: "validation";
        readonly rule: "-";
        readonly summary: "the receipt’s font lacks a character";
    };
};
export type ErrorCode = keyof typeof ERROR_CODES;
export type ErrorKind = (typeof ERROR_CODES)[ErrorCode]['kind'];
/** One broken rule: where (JSON pointer, RFC 6901), which, and a sentence for people. */
export interface Fault {
    readonly code: ErrorCode;
    readonly path: string;
    readonly message: string;
}
/** Base of every error the project throws on purpose. `code` is stable, `message` is for people. */
export declare class FapiaoError extends Error {
    readonly code: ErrorCode;
    constructor(code: ErrorCode, message: string, options?: {
        cause?: unknown;
    });
    get kind(): ErrorKind;
}
/** The document breaks rules. Carries every fault found, up to FAULTS_MAX; `code` is the first one's. */
export declare class ValidationError extends FapiaoError {
    readonly faults: readonly Fault[];
    constructor(faults: readonly Fault[]);
}
/** The caller or the ledger's state forbids it; nothing was changed. */
export declare class DomainError extends FapiaoError {
}
/** A receipt, proof or signature is wrong. */
export declare class VerificationError extends FapiaoError {
}
/** We have a bug: something that cannot happen did. */
export declare class InvariantError extends Error {
    constructor(message: string);
}
