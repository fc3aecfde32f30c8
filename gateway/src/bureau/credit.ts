import {
  addFen,
  type CreditAnswer,
  creditLeft,
  type Fen,
  fen,
  formatYuan,
  type GrantJson,
  type LaneJson,
  parseYuan,
  type SegmentJson,
  segmentsOfYear,
  subtractFen,
} from '@fapiao-ledger/core';
import { LedgerError } from '@fapiao-ledger/network/ledger-client';
import type { Contract } from '../ledger/contract.js';

/** Reads until no allotment comes between the credit and the lanes that carry it. */
const ATTEMPTS_MAX = 3;

interface SellerMonth {
  readonly seller: string;
  readonly month: string;
}

/**
 * Returns the credit of a seller and month with what is used and left of it, and the numbers that are left of its year. The grant
 * is read before and after the lanes: an allotment between them would count twice.
 *
 * @throws {DomainError} CREDIT_NOT_FOUND
 * @throws {LedgerError} LEDGER_BUSY when credit is allotted during each count
 */
export async function creditAccount(
  contract: Contract,
  of: SellerMonth,
): Promise<Omit<CreditAnswer, 'height'>> {
  let grant = await contract.read('bureau:ReadCredit', { ...of });
  for (let attempt = 1; ; attempt += 1) {
    const lanes = await lanesOf(contract, of.seller);
    const after = await contract.read('bureau:ReadCredit', { ...of });
    if (after.allotted === grant.allotted) return account(after, lanes, of.month);
    if (attempt === ATTEMPTS_MAX)
      throw new LedgerError('LEDGER_BUSY', 'credit was allotted during each count: ask again', {
        stage: 'evaluate',
      });
    grant = after;
  }
}

async function lanesOf(contract: Contract, seller: string): Promise<readonly LaneJson[]> {
  const { lanes, next: second } = await contract.read('bureau:ReadLanes', { seller });
  const all = [...lanes];
  for (let after = second; after !== undefined; ) {
    const page = await contract.read('bureau:ReadLanes', { seller, after });
    all.push(...page.lanes);
    after = page.next;
  }
  return all;
}

/** What lanes carry and have not used is not used. A lane of an earlier month has given its rest back. */
function account(grant: GrantJson, all: readonly LaneJson[], month: string): Omit<CreditAnswer, 'height'> {
  const year = month.slice(0, 4);
  const lanes = all.map((lane) => ({
    lane: lane.lane,
    left: lane.month === month && lane.closed !== true ? creditLeft(lane) : fen(0n),
    numbers: countOf(segmentsOfYear([lane.segment], year)),
  }));
  const inLanes = lanes.reduce<Fen>((sum, { left }) => addFen(sum, left), fen(0n));
  const used = subtractFen(parseYuan(grant.allotted), inLanes);
  const stock = countOf(segmentsOfYear(grant.stock, year));
  return {
    ...grant,
    used: formatYuan(used),
    left: formatYuan(subtractFen(parseYuan(grant.granted), used)),
    numbersLeft: lanes.reduce((sum, { numbers }) => sum + numbers, stock),
    lanes: lanes
      .filter(({ left, numbers }) => left > 0n || numbers > 0)
      .map(({ left, ...lane }) => ({ ...lane, left: formatYuan(left) })),
  };
}

function countOf(segments: readonly SegmentJson[]): number {
  return segments.reduce((sum, { next, last }) => sum + last - next + 1, 0);
}
