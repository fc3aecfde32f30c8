import { DomainError } from '../errors.js';
import { yearOfPrefix } from '../invoice/number.js';
import type { LaneJson, SegmentJson } from '../taxpayer/lane.js';
import { putIntoStock } from '../taxpayer/numbers.js';

/** Most lanes whose numbers one act returns: the act reads and writes each. */
export const LANES_PER_RETURN_MAX = 200;

/** Numbers of a year that a seller has not used, and that no lane can issue any more (T04). */
export interface ReturnedJson {
  readonly seller: string;
  readonly year: string;
  readonly segments: readonly SegmentJson[];
}

/** What an act returned, and all that is returned of the year. */
export interface ReturnedNumbers extends ReturnedJson {
  /** Count of the numbers that this act returned. */
  readonly count: number;
}

/** A seller's unused numbers of a year: in its stock, returned, and in a page of its lanes. */
export interface NumbersJson {
  readonly seller: string;
  readonly year: string;
  readonly stock: readonly SegmentJson[];
  readonly returned: readonly SegmentJson[];
  /** Lanes that hold numbers of the year. */
  readonly lanes: readonly { readonly lane: string; readonly segment: SegmentJson }[];
  /** Name of the lane after which the next page begins; absent on the last page. */
  readonly next?: string;
}

/** The documents that hold a seller’s unused numbers. */
export interface NumbersReturn {
  readonly before: ReturnedJson;
  readonly stock: readonly SegmentJson[];
  readonly lanes: readonly LaneJson[];
}

/**
 * Takes the unused numbers of a year that is over out of a seller's stock and lanes, and adds them to what is returned (T04). A page
 * of that year that comes later finds its lane without numbers.
 *
 * @param today day in Shanghai
 * @returns the documents afterwards, of the lanes only those that change
 * @throws {DomainError} YEAR_NOT_OVER
 */
export function returnNumbers(
  { before, stock, lanes }: NumbersReturn,
  today: string,
): NumbersReturn & { readonly count: number } {
  const { year } = before;
  if (year >= today.slice(0, 4))
    throw new DomainError(
      'YEAR_NOT_OVER',
      `on ${today} the year ${year} is not over; its numbers may still be used`,
    );
  const holders = lanes.filter(({ segment }) => segmentsOfYear([segment], year).length > 0);
  const found = [...segmentsOfYear(stock, year), ...holders.map(({ segment }) => segment)];
  const segments = found.reduce<readonly SegmentJson[]>(putIntoStock, before.segments);
  return {
    before: { ...before, segments },
    stock: stock.filter((segment) => !found.includes(segment)),
    lanes: holders.map(withoutNumbers),
    count: sizeOfSegments(found),
  };
}

/** Returns the segments that have numbers of a year. */
export function segmentsOfYear(segments: readonly SegmentJson[], year: string): readonly SegmentJson[] {
  return segments.filter(
    ({ prefix, profile, next, last }) => next <= last && yearOfPrefix(prefix, profile) === year,
  );
}

/** Returns how many numbers segments have. */
export function sizeOfSegments(segments: readonly SegmentJson[]): number {
  return segments.reduce((sum, { next, last }) => sum + Math.max(last - next + 1, 0), 0);
}

function withoutNumbers(lane: LaneJson): LaneJson {
  return { ...lane, segment: { ...lane.segment, last: lane.segment.next - 1 } };
}
