import {
  allotCredit,
  type CreditJson,
  canonicalJson,
  cutSegment,
  DomainError,
  type Fen,
  giveBackCredit,
  grantCredit,
  isNumberPrefix,
  type LaneJson,
  type NumberProfile,
  type ObjectReader,
  type PrefixJson,
  putIntoStock,
  requireActive,
  type SegmentJson,
  supplyLane,
  takeFromStock,
} from '../../core/index.js';
import { nodeCryptography } from '../cryptography.js';
import { keys } from '../keys.js';
import { requireOfficer, requireReader, requireRelayOf, type Transaction } from '../transaction.js';
import { amount, checked, count, creditCode, laneName, month, requestId } from './arguments.js';
import { taxpayerOf } from './registry.js';

const NUMBERS_MAX = 10_000_000;

export interface CreditGrant {
  readonly seller: string;
  readonly month: string;
  readonly net: Fen;
}

/** Sets a seller's credit for a month (T07). @throws {DomainError} ROLE_REQUIRED, TAXPAYER_NOT_FOUND, CREDIT_BELOW_ALLOTTED */
export async function setCredit(transaction: Transaction, grant: CreditGrant): Promise<CreditJson> {
  requireOfficer(transaction);
  await taxpayerOf(transaction, grant.seller);
  const key = keys.credit(grant.seller, grant.month);
  const none: CreditJson = { seller: grant.seller, month: grant.month, granted: '0.00', allotted: '0.00' };
  const credit = grantCredit((await transaction.state.get<CreditJson>(key)) ?? none, grant.net);
  await transaction.state.put(key, credit);
  transaction.emit('CreditGranted', credit);
  return credit;
}

export interface SegmentGrant {
  readonly seller: string;
  readonly profile: NumberProfile;
  readonly prefix: string;
  readonly count: number;
  /** The one act of the bureau that would do more when repeated; with an id it is remembered for ever. */
  readonly requestId?: string;
}

interface SegmentRecord {
  readonly digest: string;
  readonly segment: SegmentJson;
}

/**
 * Grants the next numbers under a prefix (T04); a request id that was used before gives the first
 * answer again (T22).
 *
 * @throws {DomainError} ROLE_REQUIRED, REQUEST_ID_REUSED, TAXPAYER_NOT_FOUND, NUMBERS_EXHAUSTED
 */
export async function grantSegment(transaction: Transaction, grant: SegmentGrant): Promise<SegmentJson> {
  requireOfficer(transaction);
  if (grant.requestId === undefined) return await cutAndStore(transaction, grant);
  const key = keys.request(transaction.caller.mspId, grant.requestId);
  const digest = nodeCryptography.sha256(canonicalJson(grant));
  const record = await transaction.state.get<SegmentRecord>(key);
  if (record !== undefined && record.digest !== digest) {
    throw new DomainError('REQUEST_ID_REUSED', `request ${grant.requestId} was used with other content`);
  }
  if (record !== undefined) return record.segment;
  const segment = await cutAndStore(transaction, grant);
  await transaction.state.put(key, { digest, segment } satisfies SegmentRecord);
  return segment;
}

async function cutAndStore(transaction: Transaction, grant: SegmentGrant): Promise<SegmentJson> {
  await taxpayerOf(transaction, grant.seller);
  const prefixKey = keys.prefix(grant.prefix);
  const stockKey = keys.stock(grant.seller);
  const at = (await transaction.state.get<PrefixJson>(prefixKey)) ?? { prefix: grant.prefix, next: 1 };
  const cut = cutSegment(at, grant.profile, grant.count);
  await transaction.state.put(prefixKey, cut.at);
  await transaction.state.put(stockKey, putIntoStock(await stockOf(transaction, grant.seller), cut.segment));
  transaction.emit('SegmentGranted', { seller: grant.seller, ...cut.segment });
  return cut.segment;
}

export interface Allotment {
  readonly seller: string;
  readonly lane: string;
  readonly month: string;
  readonly profile: NumberProfile;
  /** Credit to add to the lane. */
  readonly net: Fen;
  /** Numbers the lane shall have; 0 leaves it those it has. */
  readonly numbers: number;
}

/**
 * Moves credit of a month, and numbers, from a seller's stock to one of its lanes. A lane of another
 * month gives back what it has not used, and starts afresh: credit does not outlive its month.
 *
 * @throws {DomainError} TAXPAYER_NOT_FOUND, ROLE_REQUIRED, TAXPAYER_SUSPENDED, CREDIT_NOT_FOUND,
 *   CREDIT_EXCEEDED, NUMBERS_EXHAUSTED
 */
export async function allotLane(transaction: Transaction, want: Allotment): Promise<LaneJson> {
  const seller = await taxpayerOf(transaction, want.seller);
  requireRelayOf(transaction, seller);
  requireActive(seller);
  const laneKey = keys.lane(want.seller, want.lane);
  const creditKey = keys.credit(want.seller, want.month);
  const credit = await transaction.state.get<CreditJson>(creditKey);
  if (credit === undefined)
    throw new DomainError('CREDIT_NOT_FOUND', `no credit is granted for ${want.month}`);
  await transaction.state.put(creditKey, allotCredit(credit, want.net));
  const before = await transaction.state.get<LaneJson>(laneKey);
  if (before !== undefined && before.month !== want.month) await giveBack(transaction, before);
  const segment = await allotNumbers(transaction, want, before?.segment);
  const lane = supplyLane(before, want, segment);
  await transaction.state.put(laneKey, lane);
  transaction.emit('LaneAllotted', lane);
  return lane;
}

/** @throws {DomainError} NOT_A_PARTY, then CREDIT_NOT_FOUND */
export async function readCredit(
  transaction: Transaction,
  asked: { seller: string; month: string },
): Promise<CreditJson & { readonly stock: readonly SegmentJson[] }> {
  requireReader(transaction, [asked.seller]);
  const credit = await transaction.state.get<CreditJson>(keys.credit(asked.seller, asked.month));
  if (credit === undefined)
    throw new DomainError('CREDIT_NOT_FOUND', `no credit is granted for ${asked.month}`);
  return { ...credit, stock: await stockOf(transaction, asked.seller) };
}

/** @throws {DomainError} NOT_A_PARTY, then LANE_NOT_FOUND */
export async function readLane(
  transaction: Transaction,
  asked: { seller: string; lane: string },
): Promise<LaneJson> {
  requireReader(transaction, [asked.seller]);
  return await laneOf(transaction, asked.seller, asked.lane);
}

/** @throws {DomainError} LANE_NOT_FOUND */
export async function laneOf(transaction: Transaction, seller: string, lane: string): Promise<LaneJson> {
  const found = await transaction.state.get<LaneJson>(keys.lane(seller, lane));
  if (found !== undefined) return found;
  throw new DomainError('LANE_NOT_FOUND', `${seller} has no lane ${lane}`);
}

export function readCreditGrant(reader: ObjectReader): CreditGrant {
  return { seller: creditCode(reader, 'seller'), month: month(reader), net: amount(reader, 'net') };
}

export function readSegmentGrant(reader: ObjectReader): SegmentGrant {
  const seller = creditCode(reader, 'seller');
  const profile = readProfile(reader);
  const fits = (text: string): string | undefined => (isNumberPrefix(text, profile) ? text : undefined);
  const prefix = checked(
    reader.value('prefix', fits, 'NUMBER_FORMAT', `a number prefix of the profile ${profile}`),
  );
  const grant = { seller, profile, prefix, count: count(reader, 'count', 1, NUMBERS_MAX) };
  return reader.optional('requestId') === undefined ? grant : { ...grant, requestId: requestId(reader) };
}

export function readAllotment(reader: ObjectReader): Allotment {
  return {
    seller: creditCode(reader, 'seller'),
    lane: laneName(reader),
    month: month(reader),
    profile: readProfile(reader),
    net: amount(reader, 'net'),
    numbers: count(reader, 'numbers', 0, NUMBERS_MAX),
  };
}

function readProfile(reader: ObjectReader): NumberProfile {
  return checked(reader.oneOf<NumberProfile>('profile', ['DIGITAL', 'SHENZHEN_2018']));
}

async function stockOf(transaction: Transaction, seller: string): Promise<readonly SegmentJson[]> {
  return (await transaction.state.get<readonly SegmentJson[]>(keys.stock(seller))) ?? [];
}

async function allotNumbers(
  transaction: Transaction,
  want: Allotment,
  held: SegmentJson | undefined,
): Promise<SegmentJson> {
  if (want.numbers === 0) {
    if (held !== undefined) return held;
    throw new DomainError('NUMBERS_EXHAUSTED', `lane ${want.lane} is new and needs numbers`);
  }
  const stock = await stockOf(transaction, want.seller);
  const whole = held === undefined ? stock : putIntoStock(stock, held);
  const year = want.month.slice(0, 4);
  const taken = takeFromStock(whole, { profile: want.profile, year, count: want.numbers });
  await transaction.state.put(keys.stock(want.seller), taken.stock);
  return taken.segment;
}

/** A lane has credit because its month's was granted: that grant is there. */
async function giveBack(transaction: Transaction, lane: LaneJson): Promise<void> {
  const key = keys.credit(lane.seller, lane.month);
  const credit = (await transaction.state.get<CreditJson>(key)) as CreditJson;
  await transaction.state.put(key, giveBackCredit(credit, lane));
}
