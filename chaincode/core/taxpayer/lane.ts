import { DomainError } from '../errors.js';
import type { NumberProfile } from '../invoice/invoice.js';
import { numberAt, yearOfPrefix } from '../invoice/number.js';
import { addFen, type Fen, fen, formatSum, formatYuan, parseYuan, subtractFen } from '../money/money.js';
import { monthOf } from '../time.js';

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

export const LANE_PATTERN = /^[A-Za-z0-9-]{1,20}$/;

export function isLaneName(text: string): boolean {
  return LANE_PATTERN.test(text);
}

/**
 * Takes `count` numbers and `net` of credit, in fen, out of a lane. Many drafts can ask for more than
 * any amount may be; a lane has less.
 *
 * @returns the lane afterwards, and the first number taken
 * @throws {DomainError} LANE_MONTH, NUMBER_YEAR, NUMBERS_EXHAUSTED, CREDIT_EXCEEDED
 */
export function takeFromLane(
  lane: LaneJson,
  want: { date: string; count: number; net: bigint },
): { lane: LaneJson; first: string } {
  const { segment } = lane;
  if (lane.month !== monthOf(want.date)) {
    throw new DomainError(
      'LANE_MONTH',
      `lane ${lane.lane} carries credit of ${lane.month}, not of ${want.date}`,
    );
  }
  if (yearOfPrefix(segment.prefix, segment.profile) !== want.date.slice(0, 4)) {
    throw new DomainError(
      'NUMBER_YEAR',
      `numbers under ${segment.prefix} are not of ${want.date.slice(0, 4)}`,
    );
  }
  if (segment.next + want.count - 1 > segment.last) {
    throw new DomainError(
      'NUMBERS_EXHAUSTED',
      `lane ${lane.lane} has ${segment.last - segment.next + 1} numbers left`,
    );
  }
  const left = subtractFen(parseYuan(lane.cap), parseYuan(lane.used));
  if (want.net > left) {
    throw new DomainError(
      'CREDIT_EXCEEDED',
      `${formatSum(want.net)} is more than the ${formatYuan(left)} left in lane ${lane.lane}`,
    );
  }
  const used = fen(parseYuan(lane.used) + want.net);
  return {
    first: numberAt(segment.prefix, BigInt(segment.next)),
    lane: { ...lane, used: formatYuan(used), segment: { ...segment, next: segment.next + want.count } },
  };
}

/**
 * Moves credit of a month from the seller's grant to a lane.
 * @throws {DomainError} CREDIT_EXCEEDED when less is left than asked for
 */
export function allotCredit(credit: CreditJson, amount: Fen): CreditJson {
  const left = subtractFen(parseYuan(credit.granted), parseYuan(credit.allotted));
  if (amount > left) {
    throw new DomainError(
      'CREDIT_EXCEEDED',
      `only ${formatYuan(left)} of the credit for ${credit.month} is not allotted yet`,
    );
  }
  return { ...credit, allotted: formatYuan(addFen(parseYuan(credit.allotted), amount)) };
}

/** Gives back to the grant of a lane's month what the lane has not used of it. */
export function giveBackCredit(credit: CreditJson, lane: LaneJson): CreditJson {
  const unused = subtractFen(parseYuan(lane.cap), parseYuan(lane.used));
  return { ...credit, allotted: formatYuan(subtractFen(parseYuan(credit.allotted), unused)) };
}

/** A lane with `net` more credit of a month and the numbers it shall have. With another month it starts afresh. */
export function supplyLane(
  before: LaneJson | undefined,
  to: Pick<LaneJson, 'seller' | 'lane' | 'month'> & { readonly net: Fen },
  segment: SegmentJson,
): LaneJson {
  const { seller, lane, month, net } = to;
  if (before?.month !== month) return { seller, lane, month, cap: formatYuan(net), used: '0.00', segment };
  return { ...before, cap: formatYuan(addFen(parseYuan(before.cap), net)), segment };
}

/** Sets the credit of a month. @throws {DomainError} CREDIT_BELOW_ALLOTTED */
export function grantCredit(credit: CreditJson, granted: Fen): CreditJson {
  if (granted < parseYuan(credit.allotted)) {
    throw new DomainError('CREDIT_BELOW_ALLOTTED', `lanes carry ${credit.allotted} already`);
  }
  return { ...credit, granted: formatYuan(granted) };
}
