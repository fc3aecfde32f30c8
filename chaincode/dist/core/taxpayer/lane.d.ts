import type { NumberProfile } from '../invoice/invoice.js';
import { type Fen } from '../money/money.js';
/** Credit of a seller for one tax period: granted by the bureau, allotted to lanes. Net amounts. */
export interface CreditJson {
    readonly seller: string;
    readonly month: string;
    readonly granted: string;
    readonly allotted: string;
}
/** Consecutive numbers under one prefix; running values from `next` to `last` are free. */
export interface SegmentJson {
    readonly profile: NumberProfile;
    readonly prefix: string;
    readonly next: number;
    readonly last: number;
}
/**
 * A till, a device or an office of a seller: it issues from numbers and credit of its own, so that
 * lanes never wait for each other and the bound on credit is hard whatever happens at once.
 */
export interface LaneJson {
    readonly seller: string;
    readonly lane: string;
    readonly month: string;
    readonly cap: string;
    readonly used: string;
    readonly segment: SegmentJson;
}
export declare function isLaneName(text: string): boolean;
/**
 * Takes `count` numbers and `net` of credit, in fen, out of a lane. Many drafts can ask for more than
 * any amount may be; a lane has less.
 *
 * @returns the lane afterwards, and the first number taken
 * @throws {DomainError} LANE_MONTH, NUMBER_YEAR, NUMBERS_EXHAUSTED, CREDIT_EXCEEDED
 */
export declare function takeFromLane(lane: LaneJson, want: {
    date: string;
    count: number;
    net: bigint;
}): {
    lane: LaneJson;
    first: string;
};
/**
 * Moves credit of a month from the seller's grant to a lane.
 * @throws {DomainError} CREDIT_EXCEEDED when less is left than asked for
 */
export declare function allotCredit(credit: CreditJson, amount: Fen): CreditJson;
/** Sets the credit of a month. @throws {DomainError} CREDIT_BELOW_ALLOTTED */
export declare function grantCredit(credit: CreditJson, granted: Fen): CreditJson;
