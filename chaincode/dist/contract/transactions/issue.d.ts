import { type IssueRequest, type ObjectReader } from '../../core/index.js';
import { type Transaction } from '../transaction.js';
export interface IssueArgument {
    readonly seller: string;
    readonly lane: string;
    readonly requests: readonly IssueRequest[];
}
/**
 * Issues a page: the requests of one seller, each whole or not at all. Reads the seller, the policy,
 * the lane and each request id; writes the lane, the page and each request it issued.
 *
 * @returns one outcome a request, in order; when there is one request, its refusal is thrown
 * @throws {DomainError} TAXPAYER_NOT_FOUND, ROLE_REQUIRED, TAXPAYER_SUSPENDED, LANE_NOT_FOUND,
 *   PERIOD_CLOSED, RULE_SET_NOT_FOUND; for a single request also SIGNATURE_INVALID, REQUEST_ID_REUSED,
 *   NOT_THE_SELLER, LANE_MONTH, NUMBER_YEAR, NUMBERS_EXHAUSTED, CREDIT_EXCEEDED
 * @throws {ValidationError} for a single request: every broken rule of its drafts
 */
export declare function issueInvoices(transaction: Transaction, argument: IssueArgument): Promise<unknown>;
export declare function readIssueArgument(reader: ObjectReader): IssueArgument;
