import { type CreditJson, type Fen, type LaneJson, type NumberProfile, type ObjectReader, type SegmentJson } from '../../core/index.js';
import { type Transaction } from '../transaction.js';
export interface CreditGrant {
    readonly seller: string;
    readonly month: string;
    readonly net: Fen;
}
/** Sets a seller's credit for a month (T07). @throws {DomainError} ROLE_REQUIRED, TAXPAYER_NOT_FOUND, CREDIT_BELOW_ALLOTTED */
export declare function setCredit(transaction: Transaction, grant: CreditGrant): Promise<CreditJson>;
export interface SegmentGrant {
    readonly seller: string;
    readonly profile: NumberProfile;
    readonly prefix: string;
    readonly count: number;
}
/** Grants the next numbers under a prefix (T04). @throws {DomainError} ROLE_REQUIRED, TAXPAYER_NOT_FOUND, NUMBERS_EXHAUSTED */
export declare function grantSegment(transaction: Transaction, grant: SegmentGrant): Promise<SegmentJson>;
export interface Allotment {
    readonly seller: string;
    readonly lane: string;
    readonly month: string;
    readonly profile: NumberProfile;
    /** Credit to add to the lane. */
    readonly net: Fen;
    /** Numbers the lane shall have; 0 leaves it those it has. */
    readonly numbers: number;
}
/**
 * Moves credit of a month, and numbers, from a seller's stock to one of its lanes. A lane of an
 * earlier month starts afresh: credit does not outlive its month.
 *
 * @throws {DomainError} TAXPAYER_NOT_FOUND, ROLE_REQUIRED, TAXPAYER_SUSPENDED, CREDIT_NOT_FOUND,
 *   CREDIT_EXCEEDED, NUMBERS_EXHAUSTED
 */
export declare function allotLane(transaction: Transaction, want: Allotment): Promise<LaneJson>;
/** @throws {DomainError} NOT_A_PARTY, then CREDIT_NOT_FOUND */
export declare function readCredit(transaction: Transaction, asked: {
    seller: string;
    month: string;
}): Promise<CreditJson & {
    readonly stock: readonly SegmentJson[];
}>;
/** @throws {DomainError} NOT_A_PARTY, then LANE_NOT_FOUND */
export declare function readLane(transaction: Transaction, asked: {
    seller: string;
    lane: string;
}): Promise<LaneJson>;
/** @throws {DomainError} LANE_NOT_FOUND */
export declare function laneOf(transaction: Transaction, seller: string, lane: string): Promise<LaneJson>;
export declare function readCreditGrant(reader: ObjectReader): CreditGrant;
export declare function readSegmentGrant(reader: ObjectReader): SegmentGrant;
export declare function readAllotment(reader: ObjectReader): Allotment;
