import {
  type CreditJson,
  DomainError,
  type Fen,
  formatYuan,
  type LaneJson,
  monthOf,
  parseYuan,
  putIntoStock,
  type SegmentJson,
  shanghaiDate,
  yearOfPrefix,
} from '@fapiao-ledger/chaincode/core';
import { LedgerError } from '@fapiao-ledger/network/ledger-client';
import type { Contract } from '../ledger/contract.js';
import type { LaneKey } from './early-judge.js';

/** What a request takes out of its lane. */
export interface Need {
  readonly net: Fen;
  readonly count: number;
}

export interface Chunks {
  readonly creditChunk: string;
  readonly numbersChunk: number;
}

type Stock = CreditJson & { readonly stock: readonly SegmentJson[] };

const ATTEMPTS_MAX = 10;
const ZERO = 0n as Fen;

/** Keeps lanes supplied with credit and numbers out of what the bureau has granted to the seller. */
export class Lanes {
  readonly #contract: Contract;
  readonly #chunks: Chunks;
  readonly #now: () => number;
  /** One supply of a lane at a time; whoever comes second usually finds enough. */
  readonly #busy = new Map<string, Promise<void>>();

  constructor(contract: Contract, chunks: Chunks, now: () => number) {
    this.#contract = contract;
    this.#chunks = chunks;
    this.#now = now;
  }

  /**
   * Gives a lane what it lacks for a request.
   * @throws {DomainError} CREDIT_NOT_FOUND, CREDIT_EXCEEDED, NUMBERS_EXHAUSTED when the grant has too little
   */
  async supply(key: LaneKey, need: Need): Promise<void> {
    const name = `${key.seller}/${key.lane}`;
    const before = this.#busy.get(name) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(async () => await this.#supplyNow(key, need));
    this.#busy.set(name, turn);
    try {
      await turn;
    } finally {
      if (this.#busy.get(name) === turn) this.#busy.delete(name);
    }
  }

  async #supplyNow(key: LaneKey, need: Need): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#supplyOnce(key, need);
      } catch (error) {
        const isOvertaken = error instanceof LedgerError && error.code === 'LEDGER_CONFLICT';
        if (!isOvertaken || attempt >= ATTEMPTS_MAX) throw error;
      }
    }
  }

  async #supplyOnce(key: LaneKey, need: Need): Promise<void> {
    const month = monthOf(shanghaiDate(Math.floor(this.#now() / 1000)));
    const [lane, stock] = await Promise.all([
      this.#laneOf(key),
      this.#contract.read<Stock>('bureau:ReadCredit', { seller: key.seller, month }),
    ]);
    const current = lane?.month === month ? lane : undefined;
    const net = creditToAdd(current, stock, need.net, this.#chunks.creditChunk);
    const segment = segmentFor(lane, stock.stock, month.slice(0, 4), need.count);
    if (net === ZERO && segment === undefined && current !== undefined) return;
    const numbers =
      segment === undefined ? 0 : Math.min(Math.max(need.count, this.#chunks.numbersChunk), sizeOf(segment));
    const profile = (segment ?? lane?.segment)?.profile;
    await this.#contract.writeOnce('bureau:AllotLane', {
      ...key,
      month,
      profile,
      net: formatYuan(net),
      numbers,
    });
  }

  async #laneOf(key: LaneKey): Promise<LaneJson | undefined> {
    try {
      return await this.#contract.read<LaneJson>('invoice:ReadLane', { ...key });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'LANE_NOT_FOUND') return undefined;
      throw error;
    }
  }
}

/**
 * Who needs more than a chunk once, an import say, soon needs as much again: while the grant is so many
 * times larger that no other lane goes short, several such requests are supplied at once.
 */
const AHEAD = { requests: 8n, grantMin: 64n };

/** The chunk, or what is missing if that is more, or all that the grant still has. @throws {DomainError} CREDIT_EXCEEDED */
function creditToAdd(lane: LaneJson | undefined, credit: CreditJson, net: Fen, chunk: string): Fen {
  const inLane = lane === undefined ? 0n : parseYuan(lane.cap) - parseYuan(lane.used);
  const missing = net - inLane;
  if (missing <= 0n) return ZERO;
  const left = parseYuan(credit.granted) - parseYuan(credit.allotted);
  if (missing > left) {
    const yuan = formatYuan((left + inLane) as Fen);
    throw new DomainError(
      'CREDIT_EXCEEDED',
      `${formatYuan(net)} is more than the ${yuan} left for ${credit.month}`,
    );
  }
  if (missing >= parseYuan(chunk)) {
    return (left >= missing * AHEAD.grantMin ? missing * AHEAD.requests : missing) as Fen;
  }
  return left < parseYuan(chunk) ? (left as Fen) : parseYuan(chunk);
}

/**
 * Where to take numbers from: a segment of the year that has enough, of the lane's own profile if there is one.
 * @returns undefined when the lane has enough
 * @throws {DomainError} NUMBERS_EXHAUSTED
 */
function segmentFor(
  lane: LaneJson | undefined,
  stock: readonly SegmentJson[],
  year: string,
  count: number,
): SegmentJson | undefined {
  const fits = (segment: SegmentJson): boolean =>
    yearOfPrefix(segment.prefix, segment.profile) === year && sizeOf(segment) >= count;
  if (lane !== undefined && fits(lane.segment)) return undefined;
  const whole = lane === undefined ? stock : putIntoStock(stock, lane.segment);
  const usable = whole.filter(fits);
  const found = usable.find(({ profile }) => profile === lane?.segment.profile) ?? usable[0];
  if (found !== undefined) return found;
  throw new DomainError('NUMBERS_EXHAUSTED', `no ${count} consecutive numbers of ${year} are left`);
}

function sizeOf(segment: SegmentJson): number {
  return segment.last - segment.next + 1;
}
