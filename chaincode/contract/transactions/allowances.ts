import {
  addLane,
  allotCredit,
  type CreditJson,
  cutSegment,
  DomainError,
  type Fen,
  type GrantJson,
  giveBackCredit,
  grantCredit,
  isNumberPrefix,
  type LaneJson,
  laneOutOfNumbers,
  type NumberProfile,
  periodFiled,
  present,
  putIntoStock,
  type Read,
  read,
  requireActive,
  type SegmentJson,
  stateKey,
  supplyLane,
  takeFromStock,
} from '#core';
import { requireReader, requireRelayOf, type Transaction } from '../transaction.js';
import { perform, type SignedAct } from './act.js';
import { taxpayerOf } from './signers.js';

const NUMBERS_MAX = 10_000_000;

export interface CreditGrant {
  readonly seller: string;
  readonly month: string;
  readonly net: Fen;
}

/** Sets a seller's credit for a month (T07). @throws {DomainError} as `perform`, then TAXPAYER_NOT_FOUND, CREDIT_BELOW_ALLOTTED */
export async function setCredit(transaction: Transaction, act: SignedAct<CreditGrant>): Promise<CreditJson> {
  return await perform(transaction, 'grant-credit', act, async () => {
    const { seller, month: period, net } = act.body;
    await taxpayerOf(transaction, seller);
    const key = stateKey('CREDIT', seller, period);
    const none: CreditJson = { seller, month: period, granted: '0.00', allotted: '0.00' };
    const credit = grantCredit((await transaction.state.get(key)) ?? none, net);
    await transaction.state.put(key, credit);
    transaction.emit('CreditGranted', credit);
    return credit;
  });
}

export interface SegmentGrant {
  readonly seller: string;
  readonly profile: NumberProfile;
  readonly prefix: string;
  readonly count: number;
}

/** Grants the next numbers under a prefix (T04). @throws {DomainError} as `perform`, then TAXPAYER_NOT_FOUND, NUMBERS_EXHAUSTED */
export async function grantSegment(
  transaction: Transaction,
  act: SignedAct<SegmentGrant>,
): Promise<SegmentJson> {
  return await perform(transaction, 'grant-segment', act, async () => {
    const { seller, prefix, profile, count: numbers } = act.body;
    await taxpayerOf(transaction, seller);
    const prefixKey = stateKey('PREFIX', prefix);
    const at = (await transaction.state.get(prefixKey)) ?? { prefix, next: 1 };
    const cut = cutSegment(at, profile, numbers);
    await transaction.state.put(prefixKey, cut.at);
    const stock = putIntoStock(await stockOf(transaction, seller), cut.segment);
    await transaction.state.put(stateKey('STOCK', seller), stock);
    transaction.emit('SegmentGranted', { seller, ...cut.segment });
    return cut.segment;
  });
}

export interface Allotment {
  readonly seller: string;
  readonly lane: string;
  readonly month: string;
  readonly profile: NumberProfile;
  /** Credit to add to the lane. */
  readonly net: Fen;
  /** Count of numbers that the lane gets; with 0 it keeps its own. */
  readonly numbers: number;
}

/**
 * Moves credit of a month and numbers from a seller's grants to a lane (T04, T07). A lane of another month first gives back
 * the credit that it has not used, because credit ends with its month.
 *
 * @throws {DomainError} TAXPAYER_NOT_FOUND, ROLE_REQUIRED, TAXPAYER_SUSPENDED, PERIOD_CLOSED, CREDIT_NOT_FOUND,
 *   CREDIT_EXCEEDED, LANE_COUNT, NUMBERS_EXHAUSTED
 */
export async function allotLane(transaction: Transaction, want: Allotment): Promise<LaneJson> {
  const seller = await taxpayerOf(transaction, want.seller);
  requireRelayOf(transaction, seller);
  requireActive(seller);
  const filing = await transaction.state.get(stateKey('FILING', want.seller));
  if (filing !== undefined && want.month <= filing.through) throw periodFiled(want.month);
  const laneKey = stateKey('LANE', want.seller, want.lane);
  const credit = allotCredit(await creditOf(transaction, want), want.net);
  await transaction.state.put(stateKey('CREDIT', want.seller, want.month), credit);
  const before = await transaction.state.get(laneKey);
  if (before !== undefined && before.month !== want.month) await giveBack(transaction, before);
  await listLane(transaction, want);
  const segment = await allotNumbers(transaction, want, before?.segment);
  const lane = supplyLane(before, want, segment);
  await transaction.state.put(laneKey, lane);
  transaction.emit('LaneAllotted', lane);
  return lane;
}

/** Returns a seller's credit of a month, and its stock of numbers. @throws {DomainError} ROLE_REQUIRED, then CREDIT_NOT_FOUND */
export async function readCredit(
  transaction: Transaction,
  of: { seller: string; month: string },
): Promise<GrantJson> {
  requireReader(transaction);
  return { ...(await creditOf(transaction, of)), stock: await stockOf(transaction, of.seller) };
}

/** Returns a seller's credit of a month. @throws {DomainError} CREDIT_NOT_FOUND */
async function creditOf(
  transaction: Transaction,
  { seller, month: period }: { readonly seller: string; readonly month: string },
): Promise<CreditJson> {
  const credit = await transaction.state.get(stateKey('CREDIT', seller, period));
  if (credit !== undefined) return credit;
  throw new DomainError('CREDIT_NOT_FOUND', `no credit is granted to ${seller} for ${period}`);
}

/** Returns a lane of a seller. @throws {DomainError} ROLE_REQUIRED, then LANE_NOT_FOUND */
export async function readLane(
  transaction: Transaction,
  { seller, lane }: { seller: string; lane: string },
): Promise<LaneJson> {
  requireReader(transaction);
  return await laneOf(transaction, seller, lane);
}

/** Returns a lane. @throws {DomainError} LANE_NOT_FOUND */
export async function laneOf(transaction: Transaction, seller: string, lane: string): Promise<LaneJson> {
  const document = await transaction.state.get(stateKey('LANE', seller, lane));
  if (document !== undefined) return document;
  throw new DomainError('LANE_NOT_FOUND', `${seller} has no lane ${lane}`);
}

export const readCreditGrant: Read<CreditGrant> = read.record({
  seller: read.creditCode,
  month: read.month,
  net: read.amount,
});

const PROFILE = read.oneOf('DIGITAL', 'SHENZHEN_2018');

/** Reads a grant of numbers. The form of the prefix depends on the profile; without a readable profile it is any text. */
export const readSegmentGrant: Read<SegmentGrant> = read.object((reader) => {
  const { seller, profile } = reader.fields({ seller: read.creditCode, profile: PROFILE });
  return {
    seller,
    profile,
    prefix: reader.read('prefix', profile === undefined ? read.text : prefixOf(profile)),
    count: reader.read('count', read.count(1, NUMBERS_MAX)),
  };
});

function prefixOf(profile: NumberProfile): Read<string> {
  const expected = `a number prefix of the profile ${profile}`;
  return read.matching((text) => isNumberPrefix(text, profile), 'NUMBER_FORMAT', expected);
}

export const readAllotment: Read<Allotment> = read.record({
  seller: read.creditCode,
  lane: read.laneName,
  month: read.month,
  profile: PROFILE,
  net: read.amount,
  numbers: read.count(0, NUMBERS_MAX),
});

async function stockOf(transaction: Transaction, seller: string): Promise<readonly SegmentJson[]> {
  return (await transaction.state.get(stateKey('STOCK', seller))) ?? [];
}

async function allotNumbers(
  transaction: Transaction,
  want: Allotment,
  held: SegmentJson | undefined,
): Promise<SegmentJson> {
  if (want.numbers === 0) {
    if (held !== undefined) return held;
    throw laneOutOfNumbers(want.lane, 0);
  }
  const stock = await stockOf(transaction, want.seller);
  const whole = held === undefined ? stock : putIntoStock(stock, held);
  const year = want.month.slice(0, 4);
  const taken = takeFromStock(whole, { profile: want.profile, year, count: want.numbers });
  await transaction.state.put(stateKey('STOCK', want.seller), taken.stock);
  return taken.segment;
}

/** Gives the unused credit of a lane back. The document exists, because credit is granted before a lane gets it. */
/** Lists a lane among those that carry credit of a month. @throws {DomainError} LANE_COUNT */
async function listLane(
  { state }: Transaction,
  { seller, lane, month }: Pick<Allotment, 'seller' | 'lane' | 'month'>,
): Promise<void> {
  const key = stateKey('LANES', seller, month);
  const listed = (await state.get(key)) ?? [];
  if (!listed.includes(lane)) await state.put(key, addLane(listed, lane));
}

/** Gives back the credit that a lane has not used, and takes the lane from those of its month. */
async function giveBack(transaction: Transaction, lane: LaneJson): Promise<void> {
  const lanes = stateKey('LANES', lane.seller, lane.month);
  const others = ((await transaction.state.get(lanes)) ?? []).filter((name) => name !== lane.lane);
  await transaction.state.put(lanes, others);
  const key = stateKey('CREDIT', lane.seller, lane.month);
  const credit = present(await transaction.state.get(key), `the credit of ${lane.month}`);
  await transaction.state.put(key, giveBackCredit(credit, lane));
}
