import { DomainError } from '../errors.js';
import type { NumberProfile } from '../invoice/invoice.js';
import { numberAt, yearOfPrefix } from '../invoice/number.js';
import { addFen, type Fen, fen, formatSum, formatYuan, parseYuan, subtractFen } from '../money/money.js';
import { monthOf } from '../time.js';
import { grantOutOfCredit, laneOutOfNumbers, periodFiled } from './refusals.js';

/** The credit of a seller for one month (T07): granted by the bureau, allotted to lanes. Amounts are net, in yuan. */
export interface CreditJson {
  readonly seller: string;
  readonly month: string;
  readonly granted: string;
  readonly allotted: string;
}

/** Consecutive numbers under one prefix (T04). The running values from `next` to `last` are free. */
export interface SegmentJson {
  readonly profile: NumberProfile;
  readonly prefix: string;
  readonly next: number;
  readonly last: number;
}

/**
 * A till, device or office of a seller. It issues from its own numbers and credit, so lanes never wait for each other and
 * concurrent pages cannot exceed the credit. `cap`, `used` and `restored` are net, in yuan, and of `month`.
 */
export interface LaneJson {
  readonly seller: string;
  readonly lane: string;
  readonly month: string;
  readonly cap: string;
  readonly used: string;
  /** What red-letter invoices under this lane gave back (T08). It may have been used in other lanes. */
  readonly restored?: string;
  /** Present once the seller has filed the return of the month: nothing more is issued in it (T37). */
  readonly closed?: true;
  readonly segment: SegmentJson;
}

/** Returns the credit that a lane has left (T07, T08). */
export function creditLeft({ cap, used, restored }: Pick<LaneJson, 'cap' | 'used' | 'restored'>): Fen {
  return subtractFen(addFen(parseYuan(cap), parseYuan(restored ?? '0.00')), parseYuan(used));
}

/** Returns a lane under which a red-letter invoice gives a net amount back to the credit of the month (T08). */
export function restoreCredit(lane: LaneJson, net: Fen): LaneJson {
  return { ...lane, restored: formatYuan(addFen(parseYuan(lane.restored ?? '0.00'), net)) };
}

/** Returns a lane from which nothing more is issued in its month, because the seller has filed it (T37). */
export function closeLane(lane: LaneJson): LaneJson {
  return { ...lane, closed: true };
}

/** Most lanes of a seller that carry credit of one month: filing the month reads and closes each of them. */
const MONTH_LANES_MAX = 2_000;

/**
 * Returns the names of the lanes that carry a month's credit with one more, in order (T37).
 * @throws {DomainError} LANE_COUNT
 */
export function addLane(lanes: readonly string[], lane: string): readonly string[] {
  if (lanes.length < MONTH_LANES_MAX) return [...lanes, lane].sort();
  throw new DomainError(
    'LANE_COUNT',
    `${MONTH_LANES_MAX} lanes carry credit of the month already; use one of them`,
  );
}

/** The form of a lane's name. */
export const LANE_NAME_PATTERN = /^[A-Za-z0-9-]{1,20}$/;

/** Whether text can be the name of a lane. */
export function isLaneName(text: string): boolean {
  return LANE_NAME_PATTERN.test(text);
}

/**
 * Takes numbers and credit for a day of issue out of a lane (T04, T07).
 *
 * @param want `net` in fen, a bare bigint, because the sum of many drafts may be larger than any amount
 * @returns the lane afterwards, and the first of `count` consecutive numbers
 * @throws {DomainError} LANE_MONTH, PERIOD_CLOSED, NUMBER_YEAR, NUMBERS_EXHAUSTED, CREDIT_EXCEEDED
 */
export function takeFromLane(
  lane: LaneJson,
  want: { date: string; count: number; net: bigint },
): { lane: LaneJson; first: string } {
  const { segment } = lane;
  if (lane.month !== monthOf(want.date)) {
    throw new DomainError(
      'LANE_MONTH',
      `lane ${lane.lane} carries credit of ${lane.month}, not of ${want.date}; allot it credit of that month`,
    );
  }
  if (lane.closed === true) throw periodFiled(lane.month);
  if (yearOfPrefix(segment.prefix, segment.profile) !== want.date.slice(0, 4)) {
    throw new DomainError(
      'NUMBER_YEAR',
      `numbers under ${segment.prefix} are not of ${want.date.slice(0, 4)}; allot the lane numbers of that year`,
    );
  }
  if (segment.next + want.count - 1 > segment.last) {
    throw laneOutOfNumbers(lane.lane, segment.last - segment.next + 1);
  }
  const left = creditLeft(lane);
  if (want.net > left) {
    throw new DomainError(
      'CREDIT_EXCEEDED',
      `${formatSum(want.net)} is more than the ${formatYuan(left)} left in lane ${lane.lane}; allot it more credit`,
    );
  }
  const used = fen(parseYuan(lane.used) + want.net);
  return {
    first: numberAt(segment.prefix, BigInt(segment.next)),
    lane: { ...lane, used: formatYuan(used), segment: { ...segment, next: segment.next + want.count } },
  };
}

/**
 * Returns a month's credit after an amount of it was allotted to a lane (T07).
 * @throws {DomainError} CREDIT_EXCEEDED when less is left
 */
export function allotCredit(credit: CreditJson, amount: Fen): CreditJson {
  const left = subtractFen(parseYuan(credit.granted), parseYuan(credit.allotted));
  if (amount > left) {
    throw grantOutOfCredit(credit.month, amount, left);
  }
  return { ...credit, allotted: formatYuan(addFen(parseYuan(credit.allotted), amount)) };
}

/** Returns the credit of a lane's month after the lane gave back what it has not used. */
export function giveBackCredit(credit: CreditJson, lane: LaneJson): CreditJson {
  return { ...credit, allotted: formatYuan(subtractFen(parseYuan(credit.allotted), creditLeft(lane))) };
}

/** Returns a lane with `net` more credit of a month and the numbers that it gets. With another month it starts with `net`. */
export function supplyLane(
  before: LaneJson | undefined,
  to: Pick<LaneJson, 'seller' | 'lane' | 'month'> & { readonly net: Fen },
  segment: SegmentJson,
): LaneJson {
  const { seller, lane, month, net } = to;
  if (before?.month !== month) return { seller, lane, month, cap: formatYuan(net), used: '0.00', segment };
  return { ...before, cap: formatYuan(addFen(parseYuan(before.cap), net)), segment };
}

/** Returns the credit of a month after the bureau granted an amount in all (T07). @throws {DomainError} CREDIT_BELOW_ALLOTTED */
export function grantCredit(credit: CreditJson, granted: Fen): CreditJson {
  if (granted < parseYuan(credit.allotted)) {
    throw new DomainError(
      'CREDIT_BELOW_ALLOTTED',
      `lanes carry ${credit.allotted} already; grant at least that`,
    );
  }
  return { ...credit, granted: formatYuan(granted) };
}
