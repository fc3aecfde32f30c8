import {
  LANES_PER_RETURN_MAX,
  type LaneJson,
  type LanesJson,
  type NumbersJson,
  type Read,
  type RequestBodies,
  type ReturnedJson,
  type ReturnedNumbers,
  read,
  returnNumbers,
  type SegmentJson,
  segmentsOfYear,
  shanghaiDate,
  stateKey,
} from '#core';
import { requireReader, type Transaction } from '../transaction.js';
import { perform, type SignedAct } from './act.js';
import { laneOf } from './allowances.js';
import { taxpayerOf } from './signers.js';

/** Lanes that a query looks through. */
const LANES_PER_QUERY = 500;

/**
 * Returns a seller's unused numbers of a year that is over, those of its stock and of the named lanes (T04). The officer names the
 * lanes, so that the act reads and writes their keys alone: a range of lanes would conflict with each page of a busy seller.
 *
 * @throws {DomainError} as `perform`, then TAXPAYER_NOT_FOUND, LANE_NOT_FOUND, YEAR_NOT_OVER
 */
export async function returnUnused(
  transaction: Transaction,
  act: SignedAct<RequestBodies['return-numbers']>,
): Promise<ReturnedNumbers> {
  return await perform(transaction, 'return-numbers', act, async () => {
    const { seller, year, lanes: names } = act.body;
    await taxpayerOf(transaction, seller);
    const lanes: LaneJson[] = [];
    for (const name of new Set(names)) lanes.push(await laneOf(transaction, seller, name));
    const held = {
      before: await returnedOf(transaction, seller, year),
      stock: await stockOf(transaction, seller),
      lanes,
    };
    const after = returnNumbers(held, shanghaiDate(transaction.at));
    await transaction.state.put(stateKey('RETURNED', seller, year), after.before);
    await transaction.state.put(stateKey('STOCK', seller), after.stock);
    for (const lane of after.lanes) await transaction.state.put(stateKey('LANE', seller, lane.lane), lane);
    transaction.emit('NumbersReturned', { seller, year, count: after.count });
    return { ...after.before, count: after.count };
  });
}

/**
 * Returns a seller's unused numbers of a year, and a page of its lanes that have some.
 * @throws {DomainError} ROLE_REQUIRED
 */
export async function readNumbers(
  transaction: Transaction,
  { seller, year, after }: { readonly seller: string; readonly year: string; readonly after?: string },
): Promise<NumbersJson> {
  const { lanes, next } = await readLanes(transaction, { seller, ...(after === undefined ? {} : { after }) });
  return {
    seller,
    year,
    stock: segmentsOfYear(await stockOf(transaction, seller), year),
    returned: (await returnedOf(transaction, seller, year)).segments,
    lanes: lanes
      .filter(({ segment }) => segmentsOfYear([segment], year).length > 0)
      .map(({ lane, segment }) => ({ lane, segment })),
    ...(next === undefined ? {} : { next }),
  };
}

/**
 * Returns a page of a seller's lanes, with the credit and the numbers that each has.
 * @throws {DomainError} ROLE_REQUIRED
 */
export async function readLanes(
  transaction: Transaction,
  { seller, after }: { readonly seller: string; readonly after?: string },
): Promise<LanesJson> {
  requireReader(transaction);
  const lanes = await transaction.state.lanesAfter(seller, after, LANES_PER_QUERY);
  const last = lanes.length < LANES_PER_QUERY ? undefined : lanes.at(-1)?.lane;
  return { lanes, ...(last === undefined ? {} : { next: last }) };
}

async function stockOf(transaction: Transaction, seller: string): Promise<readonly SegmentJson[]> {
  return (await transaction.state.get(stateKey('STOCK', seller))) ?? [];
}

async function returnedOf(transaction: Transaction, seller: string, year: string): Promise<ReturnedJson> {
  return (await transaction.state.get(stateKey('RETURNED', seller, year))) ?? { seller, year, segments: [] };
}

export const readNumbersReturn: Read<RequestBodies['return-numbers']> = read.record({
  seller: read.creditCode,
  year: read.year,
  lanes: read.list(read.laneName, {
    min: 0,
    max: LANES_PER_RETURN_MAX,
    problem: (length) => `0 to ${LANES_PER_RETURN_MAX} lanes are expected, not ${length}`,
  }),
});

export const readLanesQuery: Read<{ readonly seller: string; readonly after?: string }> = read.record({
  seller: read.creditCode,
  after: read.optional(read.laneName),
});

export const readNumbersQuery: Read<{
  readonly seller: string;
  readonly year: string;
  readonly after?: string;
}> = read.record({ seller: read.creditCode, year: read.year, after: read.optional(read.laneName) });
