import { DomainError } from '../errors.js';
import type { NumberProfile } from '../invoice/invoice.js';
import { prefixCapacity, yearOfPrefix } from '../invoice/number.js';
import type { SegmentJson } from './lane.js';
import { stockOutOfNumbers } from './refusals.js';

/** The grants under a prefix: `next` is the first running value that is not granted. */
export interface PrefixJson {
  readonly prefix: string;
  readonly next: number;
}

/**
 * Cuts the next segment under a prefix, so that segments of one prefix cannot overlap (T04).
 *
 * @returns the prefix afterwards, and the segment
 * @throws {DomainError} NUMBERS_EXHAUSTED
 */
export function cutSegment(
  at: PrefixJson,
  profile: NumberProfile,
  count: number,
): { at: PrefixJson; segment: SegmentJson } {
  const last = at.next + count - 1;
  if (BigInt(last) > prefixCapacity(at.prefix)) {
    throw new DomainError(
      'NUMBERS_EXHAUSTED',
      `prefix ${at.prefix} cannot carry ${count} more numbers; use another prefix`,
    );
  }
  return { at: { ...at, next: last + 1 }, segment: { profile, prefix: at.prefix, next: at.next, last } };
}

/** Returns a seller's stock with a segment put into it, joined to the segments that it borders on. An empty segment changes nothing. */
export function putIntoStock(stock: readonly SegmentJson[], segment: SegmentJson): readonly SegmentJson[] {
  if (segment.next > segment.last) return stock;
  const before = stock.find(({ prefix, last }) => prefix === segment.prefix && last === segment.next - 1);
  const after = stock.find(({ prefix, next }) => prefix === segment.prefix && next === segment.last + 1);
  const joined = { ...segment, next: (before ?? segment).next, last: (after ?? segment).last };
  return [...stock.filter((other) => other !== before && other !== after), joined];
}

/**
 * Takes `count` consecutive numbers of a profile and year out of a seller's stock.
 *
 * @returns the stock afterwards, and the numbers as a segment
 * @throws {DomainError} NUMBERS_EXHAUSTED
 */
export function takeFromStock(
  stock: readonly SegmentJson[],
  want: { profile: NumberProfile; year: string; count: number },
): { stock: readonly SegmentJson[]; segment: SegmentJson } {
  const fits = ({ profile, prefix, next, last }: SegmentJson): boolean =>
    profile === want.profile && yearOfPrefix(prefix, profile) === want.year && last - next + 1 >= want.count;
  const index = stock.findIndex(fits);
  const source = stock[index];
  if (source === undefined) throw stockOutOfNumbers(want);
  const segment = { ...source, last: source.next + want.count - 1 };
  const rest = { ...source, next: segment.last + 1 };
  return { segment, stock: rest.next > rest.last ? stock.toSpliced(index, 1) : stock.with(index, rest) };
}
