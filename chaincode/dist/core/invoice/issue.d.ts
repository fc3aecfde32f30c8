import { type ErrorCode, type Fault } from '../errors.js';
import type { Json } from '../json/canonical.js';
import type { Cryptography } from '../ports.js';
import type { RuleContext } from '../tax/rules.js';
import { type LaneJson } from '../taxpayer/lane.js';
import { type PolicyJson, type PublishedRuleSet } from '../taxpayer/policy.js';
import type { TaxpayerJson } from '../taxpayer/taxpayer.js';
import type { PageJson } from './page.js';
/** Drafts that a seller wants issued together or not at all, signed as one statement. */
export interface IssueRequest {
    readonly requestId: string;
    readonly signature: string;
    readonly drafts: readonly Json[];
}
/** What the ledger remembers of a request for ever. */
export interface IssueRecord {
    readonly digest: string;
    readonly transactionId: string;
    readonly issuedAt: string;
    readonly page: string;
    readonly first: string;
    readonly count: number;
}
export interface IssuedOutcome {
    readonly requestId: string;
    readonly transactionId: string;
    readonly issuedAt: string;
    readonly page: string;
    readonly invoices: readonly {
        readonly number: string;
        readonly checkCode: string;
    }[];
}
export interface RefusedOutcome {
    readonly requestId: string;
    readonly error: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly faults?: readonly Fault[];
    };
}
export type IssueOutcome = IssuedOutcome | RefusedOutcome;
export interface IssueContext {
    readonly channel: string;
    readonly transactionId: string;
    /** Transaction time, seconds. */
    readonly at: number;
    readonly seller: TaxpayerJson;
    readonly policy: PolicyJson;
    readonly lane: LaneJson;
    readonly cryptography: Cryptography;
    /** What the ledger remembers of a request id of this seller. */
    readonly recordOf: (requestId: string) => IssueRecord | undefined;
}
export interface IssueDecision {
    readonly outcomes: readonly IssueOutcome[];
    /** Present when something is issued: the new page, the lane afterwards, and the requests to remember. */
    readonly issued?: {
        readonly page: PageJson;
        readonly lane: LaneJson;
        readonly records: ReadonlyMap<string, IssueRecord>;
    };
}
/**
 * Decides one ledger page: requests of one seller in order, each issued whole or refused whole with
 * its own error, numbers consecutive over the page. A request the ledger remembers is answered as
 * the first time (T22), also after its period is closed.
 *
 * The errors of a request, in order: REQUEST_ID_REUSED, PERIOD_CLOSED, RULE_SET_NOT_FOUND,
 * SIGNATURE_INVALID, every fault of its drafts, NOT_THE_SELLER, and those of `takeFromLane`.
 */
export declare function issuePage(requests: readonly IssueRequest[], context: IssueContext): IssueDecision;
/** What the rules about drafts need to know of a seller and its lane on a day. */
export declare function ruleContextOf(seller: TaxpayerJson, lane: Pick<LaneJson, 'segment'>, published: PublishedRuleSet, date: string): RuleContext;
/** Whether a request of this record issued the invoice with this number. */
export declare function recordCovers(record: IssueRecord, number: string): boolean;
