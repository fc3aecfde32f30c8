import {
  type CreditJson,
  creditLeft,
  type Fen,
  fen,
  type GrantJson,
  grantOutOfCredit,
  type LaneJson,
  type NumberProfile,
  parseYuan,
  putIntoStock,
  type SegmentJson,
  stockOutOfNumbers,
  yearOfPrefix,
  ZERO_FEN,
} from '@fapiao-ledger/core';
import type { Need } from './need.js';

export interface Chunks {
  readonly creditChunk: string;
  readonly numbersChunk: number;
}

/** A supply for a lane: credit to add, and the count of numbers that it gets. Each is 0 when the lane has enough. */
export interface Allotment {
  readonly net: Fen;
  readonly numbers: number;
  readonly profile: NumberProfile;
}

/**
 * Returns the supply of a lane for a need, out of the grant of a month.
 * @throws {DomainError} CREDIT_EXCEEDED, NUMBERS_EXHAUSTED when the grant has too little
 */
export function allotmentFor(
  lane: LaneJson | undefined,
  grant: GrantJson,
  need: Need,
  { creditChunk, numbersChunk }: Chunks,
): Allotment {
  const current = lane?.month === grant.month ? lane : undefined;
  const net = creditToAdd(current, grant, need.net, parseYuan(creditChunk));
  const segment = segmentFor(lane, grant.stock, grant.month.slice(0, 4), need.count);
  const isHeld = segment === lane?.segment;
  const numbers = isHeld ? 0 : Math.min(Math.max(need.count, numbersChunk), sizeOf(segment));
  return { net, numbers, profile: segment.profile };
}

/**
 * A seller that needs more than a chunk, such as an import, soon needs as much again. While the grant is at least
 * `grantMin` times the need, so that no other lane goes short, `requests` such requests are supplied at once.
 */
const AHEAD = { requests: 8n, grantMin: 64n };

/** Returns the chunk, the missing amount if larger, or the rest of the grant if smaller. @throws {DomainError} CREDIT_EXCEEDED */
function creditToAdd(lane: LaneJson | undefined, credit: CreditJson, net: bigint, chunk: Fen): Fen {
  const inLane = lane === undefined ? 0n : creditLeft(lane);
  const missing = net - inLane;
  if (missing <= 0n) return ZERO_FEN;
  const left = parseYuan(credit.granted) - parseYuan(credit.allotted);
  if (missing > left) {
    throw grantOutOfCredit(credit.month, net, left + inLane);
  }
  if (missing >= chunk) {
    return fen(left >= missing * AHEAD.grantMin ? missing * AHEAD.requests : missing);
  }
  return left < chunk ? fen(left) : chunk;
}

/**
 * Returns a segment of the year that has enough numbers, of the lane's own profile if possible.
 * @returns the lane's own segment when it has enough
 * @throws {DomainError} NUMBERS_EXHAUSTED
 */
function segmentFor(
  lane: LaneJson | undefined,
  stock: readonly SegmentJson[],
  year: string,
  count: number,
): SegmentJson {
  const fits = (segment: SegmentJson): boolean =>
    yearOfPrefix(segment.prefix, segment.profile) === year && sizeOf(segment) >= count;
  if (lane !== undefined && fits(lane.segment)) return lane.segment;
  const whole = lane === undefined ? stock : putIntoStock(stock, lane.segment);
  const usable = whole.filter(fits);
  const segment = usable.find(({ profile }) => profile === lane?.segment.profile) ?? usable[0];
  if (segment !== undefined) return segment;
  throw stockOutOfNumbers({ count, year });
}

export function sizeOf(segment: SegmentJson): number {
  return segment.last - segment.next + 1;
}
