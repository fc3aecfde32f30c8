import {
  DomainError,
  FapiaoError,
  formatYuan,
  type IssueOutcome,
  type IssueRequest,
  type LaneJson,
  monthOf,
  shanghaiDate,
} from '@fapiao-ledger/core';
import { LedgerError } from '@fapiao-ledger/network/ledger-client';
import type { Contract } from '../ledger/contract.js';
import { allotmentFor, type Chunks } from './allotment.js';
import { LaneHoldings } from './lane-holdings.js';
import { type LaneKey, laneText } from './lane-key.js';
import { type Need, NOTHING, needOf, plus } from './need.js';
import { isShortage } from './outcome.js';
import type { PageWriter } from './page-writer.js';

const ATTEMPTS_MAX = 10;

/** Requests that found their lane short and are supplied together. */
interface Together {
  need: Need;
  requests: number;
  readonly done: Promise<void>;
}

/** Issues pages from lanes, and supplies lanes with credit and numbers out of what the bureau has granted to the seller. */
export class Lanes {
  readonly #contract: Contract;
  readonly #pages: PageWriter;
  readonly #chunks: Chunks;
  readonly #now: () => number;
  readonly #holdings = new LaneHoldings();
  /** One supply of a seller at a time: its lanes draw on one stock, and two at once would meet there. */
  readonly #busy = new Map<string, Promise<void>>();
  /** Whose turn has not come yet. */
  readonly #together = new Map<string, Together>();

  constructor(contract: Contract, pages: PageWriter, chunks: Chunks, now: () => number) {
    this.#contract = contract;
    this.#pages = pages;
    this.#chunks = chunks;
    this.#now = now;
  }

  /**
   * Issues requests as one page from a lane that, if it is known to hold too little for them, is
   * supplied first: a page decided on a dry lane is decided for nothing.
   *
   * @throws as `PageWriter.write`
   */
  async issue(key: LaneKey, requests: readonly IssueRequest[]): Promise<readonly IssueOutcome[]> {
    const name = laneText(key);
    const need = requests.map(needOf).reduce(plus, NOTHING);
    if (this.#holdings.isShort(name, this.#month(), need)) await this.#supplyIfPossible(key, need);
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
   * Gives a lane what it lacks for a request. Requests that wait for the same lane are supplied
   * together, or, when the grant has too little for all of them, each by itself.
   *
   * @throws {DomainError} CREDIT_NOT_FOUND, CREDIT_EXCEEDED, NUMBERS_EXHAUSTED when the grant has too little
   */
  async supply(key: LaneKey, need: Need): Promise<void> {
    const name = laneText(key);
    const together = this.#together.get(name) ?? this.#gather(key, name);
    together.need = plus(together.need, need);
    together.requests += 1;
    try {
      await together.done;
    } catch (error) {
      if (together.requests === 1 || !isShortage(error)) throw error;
      await this.#inTurn(key.seller, async () => await this.#supplyNow(key, need));
    }
  }

  #gather(key: LaneKey, name: string): Together {
    const done = this.#inTurn(key.seller, async () => {
      this.#together.delete(name);
      await this.#supplyNow(key, together.need);
    });
    const together = { need: NOTHING, requests: 0, done };
    this.#together.set(name, together);
    return together;
  }

  async #supplyIfPossible(key: LaneKey, need: Need): Promise<void> {
    try {
      await this.supply(key, need);
    } catch (error) {
      // The ledger says to each request of the page what is wrong, if anything is.
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

  /** @returns the lane afterwards */
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
 * Whether the lane and the grant are to be looked at again: another allotment was first, or it is not known
 * whether this one took effect. An allotment moves credit and numbers of one seller, so that one too many does no
 * harm, while its unknown outcome would be told as that of the issue.
 */
function isWorthAnotherLook(error: unknown): boolean {
  return (
    error instanceof LedgerError &&
    (error.code === 'LEDGER_CONFLICT' || error.code === 'LEDGER_OUTCOME_UNKNOWN')
  );
}
