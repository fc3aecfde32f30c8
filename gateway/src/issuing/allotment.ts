import {
  type CreditJson,
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

/** What goes to a lane: credit to add, and how many numbers it shall have; of both 0 when it has enough. */
export interface Allotment {
  readonly net: Fen;
  readonly numbers: number;
  readonly profile: NumberProfile;
}

/**
 * What a lane lacks for a need, out of the grant of a month.
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
 * Who needs more than a chunk once, an import say, soon needs as much again: while the grant is so many
 * times larger that no other lane goes short, several such requests are supplied at once.
 */
const AHEAD = { requests: 8n, grantMin: 64n };

/** The chunk, or what is missing if that is more, or all that the grant still has. @throws {DomainError} CREDIT_EXCEEDED */
function creditToAdd(lane: LaneJson | undefined, credit: CreditJson, net: bigint, chunk: Fen): Fen {
  const inLane = lane === undefined ? 0n : parseYuan(lane.cap) - parseYuan(lane.used);
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
 * Where to take numbers from: a segment of the year that has enough, of the lane's own profile if there is one.
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
  const found = usable.find(({ profile }) => profile === lane?.segment.profile) ?? usable[0];
  if (found !== undefined) return found;
  throw stockOutOfNumbers({ count, year });
}

export function sizeOf(segment: SegmentJson): number {
  return segment.last - segment.next + 1;
}
