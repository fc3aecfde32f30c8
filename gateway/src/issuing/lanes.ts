import {
  DomainError,
  FapiaoError,
  formatYuan,
  type IssueOutcome,
  type LaneJson,
  monthOf,
  shanghaiDate,
} from '@fapiao-ledger/core';
import { LedgerError } from '@fapiao-ledger/network/ledger-client';
import type { Contract } from '../ledger/contract.js';
import { allotmentFor, type Chunks } from './allotment.js';
import type { IncomingRequest } from './incoming-request.js';
import { LaneHoldings } from './lane-holdings.js';
import { type LaneKey, laneText } from './lane-key.js';
import { type Need, NOTHING, needOf, plus } from './need.js';
import { isShortage } from './outcome.js';
import type { PageWriter } from './page-writer.js';

const ATTEMPTS_MAX = 10;

/** Requests that wait for the same lane and are supplied together. */
interface SharedSupply {
  need: Need;
  requests: number;
  readonly done: Promise<void>;
}

/** Issues pages from lanes, and supplies lanes with credit and numbers from the grants of the seller. */
export class Lanes {
  readonly #contract: Contract;
  readonly #pages: PageWriter;
  readonly #chunks: Chunks;
  readonly #now: () => number;
  readonly #holdings = new LaneHoldings();
  /** The supply under way per seller. Its lanes share one stock, on which two supplies at once would conflict. */
  readonly #busy = new Map<string, Promise<void>>();
  /** Supplies whose turn has not come yet, by lane. */
  readonly #waiting = new Map<string, SharedSupply>();

  constructor(contract: Contract, pages: PageWriter, chunks: Chunks, now: () => number) {
    this.#contract = contract;
    this.#pages = pages;
    this.#chunks = chunks;
    this.#now = now;
  }

  /**
   * Issues requests as one page of a lane. If the lane is known to hold too little, it is supplied first, because the
   * contract would refuse the page.
   *
   * @throws as `PageWriter.write`
   */
  async issue(key: LaneKey, requests: readonly IncomingRequest[]): Promise<readonly IssueOutcome[]> {
    const name = laneText(key);
    const need = requests.map(needOf).reduce(plus, NOTHING);
    if (this.#holdings.isShort(name, this.#month(), need)) await this.supplyIfPossible(key, need);
    try {
      const outcomes = await this.#pages.write(key, requests);
      this.#holdings.take(name, need);
      if (outcomes.some((outcome) => 'error' in outcome)) this.#holdings.forget(name);
      return outcomes;
    } catch (error) {
      this.#holdings.forget(name);
      throw error;
    }
  }

  /**
   * Supplies a lane for a request. Requests that wait for the same lane are supplied together. When the grant has too
   * little for all of them, each is supplied separately.
   *
   * @throws {DomainError} CREDIT_NOT_FOUND, CREDIT_EXCEEDED, NUMBERS_EXHAUSTED when the grant has too little
   */
  async supply(key: LaneKey, need: Need): Promise<void> {
    const name = laneText(key);
    const supply = this.#waiting.get(name) ?? this.#gather(key, name);
    supply.need = plus(supply.need, need);
    supply.requests += 1;
    try {
      await supply.done;
    } catch (error) {
      if (supply.requests === 1 || !isShortage(error)) throw error;
      await this.#inTurn(key.seller, async () => await this.#supplyNow(key, need));
    }
  }

  #gather(key: LaneKey, name: string): SharedSupply {
    const done = this.#inTurn(key.seller, async () => {
      this.#waiting.delete(name);
      await this.#supplyNow(key, supply.need);
    });
    const supply = { need: NOTHING, requests: 0, done };
    this.#waiting.set(name, supply);
    return supply;
  }

  /** Supplies a lane, or leaves it as it is when the grant has too little: the ledger then refuses what needs the lane. */
  async supplyIfPossible(key: LaneKey, need: Need): Promise<void> {
    try {
      await this.supply(key, need);
    } catch (error) {
      if (!(error instanceof FapiaoError)) throw error;
    }
  }

  async #inTurn(seller: string, work: () => Promise<void>): Promise<void> {
    const before = this.#busy.get(seller) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(work);
    this.#busy.set(seller, turn);
    try {
      await turn;
    } finally {
      if (this.#busy.get(seller) === turn) this.#busy.delete(seller);
    }
  }

  async #supplyNow(key: LaneKey, need: Need): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.#holdings.note(laneText(key), await this.#supplyOnce(key, need));
        return;
      } catch (error) {
        if (!isWorthAnotherLook(error)) throw error;
        if (attempt < ATTEMPTS_MAX) continue;
        const message = `lane ${key.lane} could not be supplied; nothing was issued`;
        throw new LedgerError('LEDGER_BUSY', message, { stage: 'submit', cause: error });
      }
    }
  }

  /** Supplies a lane. @returns the lane afterwards */
  async #supplyOnce(key: LaneKey, need: Need): Promise<LaneJson> {
    const month = this.#month();
    const [lane, grant] = await Promise.all([
      this.#laneOf(key),
      this.#contract.read('bureau:ReadCredit', { seller: key.seller, month }),
    ]);
    const { net, numbers, profile } = allotmentFor(lane, grant, need, this.#chunks);
    if (lane?.month === month && net === 0n && numbers === 0) return lane;
    const argument = { ...key, month, profile, net: formatYuan(net), numbers };
    return await this.#contract.writeNonIdempotent('bureau:AllotLane', argument);
  }

  async #laneOf(key: LaneKey): Promise<LaneJson | undefined> {
    try {
      return await this.#contract.read('invoice:ReadLane', { ...key });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'LANE_NOT_FOUND') return undefined;
      throw error;
    }
  }

  #month(): string {
    return monthOf(shanghaiDate(Math.floor(this.#now() / 1000)));
  }
}

/**
 * Returns whether to read lane and grant again: another allotment was first, or the outcome of this one is unknown.
 * An allotment only moves credit and numbers of one seller, so a second one does no harm. Its unknown outcome would
 * be reported as that of the issue.
 */
function isWorthAnotherLook(error: unknown): boolean {
  return (
    error instanceof LedgerError &&
    (error.code === 'LEDGER_CONFLICT' || error.code === 'LEDGER_OUTCOME_UNKNOWN')
  );
}
