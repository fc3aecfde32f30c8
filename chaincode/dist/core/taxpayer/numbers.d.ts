import type { NumberProfile } from '../invoice/invoice.js';
import type { SegmentJson } from './lane.js';
/** Where the bureau stands under one prefix: the next running value nobody has been granted. */
export interface PrefixJson {
    readonly prefix: string;
    readonly next: number;
}
/**
 * Cuts the next segment under a prefix; segments of one prefix can therefore never overlap (T04).
 * @throws {DomainError} NUMBERS_EXHAUSTED
 */
export declare function cutSegment(at: PrefixJson, profile: NumberProfile, count: number): {
    at: PrefixJson;
    segment: SegmentJson;
};
/** Puts numbers (back) into a seller's stock, joined to the segments they border on, on either side. */
export declare function putIntoStock(stock: readonly SegmentJson[], segment: SegmentJson): readonly SegmentJson[];
/**
 * Takes `count` consecutive numbers of a profile and year out of a stock.
 * @throws {DomainError} NUMBERS_EXHAUSTED
 */
export declare function takeFromStock(stock: readonly SegmentJson[], want: {
    profile: NumberProfile;
    year: string;
    count: number;
}): {
    stock: readonly SegmentJson[];
    segment: SegmentJson;
};
