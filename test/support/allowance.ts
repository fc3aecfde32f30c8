import { type Fen, fen, type LaneJson, type SegmentJson } from '@fapiao-ledger/core';
import { SELLER } from './draft.ts';

export const DATE = '2026-03-01';

/** Numbers of 2026 for Shenzhen, from 1 to `last`. */
export function segmentOf(changes: Partial<SegmentJson> = {}): SegmentJson {
  return { profile: 'DIGITAL', prefix: '26441', next: 1, last: 1_000, ...changes };
}

/** A lane for March 2026 with 100,000.00 of credit and a thousand numbers. */
export function laneOf(changes: Partial<LaneJson> = {}): LaneJson {
  return {
    seller: SELLER,
    lane: 'till-1',
    month: '2026-03',
    cap: '100000.00',
    used: '0.00',
    segment: segmentOf(),
    ...changes,
  };
}

/** Fen from a count. */
export function fenOf(count: number | bigint): Fen {
  return fen(BigInt(count));
}

/** Every number of a list of segments, as "prefix:running". */
export function numbersIn(segments: readonly SegmentJson[]): readonly string[] {
  return segments.flatMap(({ prefix, next, last }) =>
    Array.from({ length: last - next + 1 }, (_, index) => `${prefix}:${next + index}`),
  );
}
