import { setImmediate } from 'node:timers/promises';
import { FapiaoError, type IssueRequest, isConfirmation, mandateOf } from '@fapiao-ledger/core';
import { type Freshness, type LedgerFacts, unlessUnregistered } from '../ledger/ledger-facts.js';
import type { DraftThreads } from './draft-threads.js';
import type { PaidFacts } from './judge-request.js';
import type { LaneKey } from './lane-key.js';

/**
 * Refuses requests that the contract would refuse, before they cost a transaction. It runs the contract's own decision
 * on a lane with unlimited credit and numbers. The form of the drafts was judged when they were read. Facts may be a
 * few seconds old, so a refusal is judged again with fresh ones.
 */
export class EarlyJudge {
  readonly #facts: LedgerFacts;
  readonly #threads: DraftThreads;
  readonly #now: () => number;
  /** Ends when the last refused request may be judged again. */
  #turn: Promise<void> = Promise.resolve();

  constructor(facts: LedgerFacts, threads: DraftThreads, now: () => number) {
    this.#facts = facts;
    this.#threads = threads;
    this.#now = now;
  }

  /**
   * @throws {ValidationError} every broken rule of the drafts
   * @throws {DomainError} TAXPAYER_NOT_FOUND, PERIOD_CLOSED, RULE_SET_NOT_FOUND, KEY_ENDED, KEY_SCOPE, SIGNATURE_INVALID, NOT_THE_SELLER
   */
  async judge(key: LaneKey, request: IssueRequest): Promise<void> {
    try {
      await this.#judgeBy('recent', key, request);
    } catch (error) {
      if (!(error instanceof FapiaoError)) throw error;
      await this.#judgeBy('fresh', key, request);
    }
  }

  async #judgeBy(freshness: Freshness, { seller, lane }: LaneKey, request: IssueRequest): Promise<void> {
    const [taxpayer, policy, profile] = await Promise.all([
      this.#facts.taxpayer(seller, freshness),
      this.#facts.policy(freshness),
      this.#facts.profile(seller, lane, freshness),
    ]);
    const isOwnKey = request.keyEpoch === taxpayer.keyEpoch;
    const keys = isOwnKey ? [] : await this.#facts.keys(seller, freshness);
    const paid = await this.#paidFacts(seller, request, freshness);
    if (freshness === 'fresh') await this.#nextTurn();
    const { drafts, ...signed } = request;
    await this.#threads.judge({
      signed,
      drafts: { text: drafts.text, count: drafts.count, bytes: drafts.bytes },
      at: Math.floor(this.#now() / 1000),
      seller: taxpayer,
      keys,
      policy,
      profile,
      lane,
      ...(paid === undefined ? {} : { paid }),
    });
  }

  /** Returns what the ledger has about the payment of a request. The payment is always read afresh, because it is used once. */
  async #paidFacts(
    seller: string,
    { payment: named }: IssueRequest,
    freshness: Freshness,
  ): Promise<PaidFacts | undefined> {
    if (named === undefined) return undefined;
    const [provider, mandates, payment] = await Promise.all([
      isConfirmation(named)
        ? this.#facts.provider(named.provider, freshness).catch(unlessUnregistered)
        : undefined,
      isConfirmation(named) ? this.#facts.mandates(seller, freshness) : undefined,
      this.#facts.payment(named),
    ]);
    const mandate = mandateOf(mandates, named.provider);
    return {
      ...(provider === undefined ? {} : { provider }),
      ...(mandate === undefined ? {} : { mandate }),
      ...(payment === undefined ? {} : { payment }),
    };
  }

  /**
   * Waits for one turn of the event loop after the request before. The lines of a bulk body are refused a thousand at a time,
   * and get their fresh facts together. So other callers are answered between their judgments.
   */
  async #nextTurn(): Promise<void> {
    this.#turn = this.#turn.then(async () => await setImmediate());
    await this.#turn;
  }
}
