import { DomainError, FapiaoError, type IssuedOutcome, isCreditCode } from '@fapiao-ledger/core';
import { LedgerError } from '@fapiao-ledger/network/ledger-client';
import type { Contract } from '../ledger/contract.js';
import type { EarlyJudge } from './early-judge.js';
import type { IncomingRequest } from './incoming-request.js';
import type { LaneKey } from './lane-key.js';
import type { Lanes } from './lanes.js';
import { needOf } from './need.js';
import { isShortage, outcomeOrThrow } from './outcome.js';
import type { PageCollector } from './page-collector.js';
import { rememberedOutcome } from './remembered-outcome.js';
import type { SellerTrust } from './seller-trust.js';

/** Supplies per request. Other gateways may empty a lane as fast as it is supplied. */
const SUPPLIES_MAX = 20;

/** Issues the invoices of a seller's requests. Each request has its own answer. */
export class Issuer {
  readonly #contract: Contract;
  readonly #judge: EarlyJudge;
  readonly #trust: SellerTrust;
  readonly #lanes: Lanes;
  readonly #pages: PageCollector;

  constructor(parts: {
    contract: Contract;
    judge: EarlyJudge;
    trust: SellerTrust;
    lanes: Lanes;
    pages: PageCollector;
  }) {
    this.#contract = parts.contract;
    this.#judge = parts.judge;
    this.#trust = parts.trust;
    this.#lanes = parts.lanes;
    this.#pages = parts.pages;
  }

  /**
   * Issues all drafts of a request or none. A request that was answered before gets the same answer, also when rules
   * or limits have changed since.
   *
   * @param sender the name under which the caller's requests are counted: a till's refusals cost the seller's own key no trust
   * @throws {ValidationError | DomainError} the refusals of the contract
   * @throws {LedgerError} LEDGER_OUTCOME_UNKNOWN when the ledger has no outcome of the request either
   */
  async issue(key: LaneKey, request: IncomingRequest, sender: string): Promise<IssuedOutcome> {
    if (!isCreditCode(key.seller)) throw new DomainError('NOT_THE_SELLER', 'a person issues no invoices');
    try {
      return await this.#judgeAndIssue(key, request, sender);
    } catch (error) {
      const answered = isWorthRemembering(error)
        ? await rememberedOutcome(this.#contract, key.seller, request)
        : undefined;
      if (answered === undefined) throw error;
      return answered;
    }
  }

  /** Judges a request and issues it. A trusted seller's request is judged only when the contract has refused it. */
  async #judgeAndIssue(key: LaneKey, request: IncomingRequest, sender: string): Promise<IssuedOutcome> {
    const { length } = request.drafts.text;
    // A till or a provider could have the seller's credit moved to one lane by drafts that the ledger then refuses.
    const isTrusted = sender === key.seller && this.#trust.take(sender, length);
    if (!isTrusted) await this.#judge.judge(key, request);
    for (let supplies = 0; ; supplies += 1) {
      try {
        const outcome = outcomeOrThrow(await this.#pages.add(key, request));
        this.#trust.issued(sender, length);
        return outcome;
      } catch (error) {
        if (isTrusted && supplies === 0 && isRefusal(error)) await this.#judgeLate(key, request, sender);
        if (!isShortage(error) || supplies >= SUPPLIES_MAX) throw error;
        await this.#lanes.supply(key, needOf(request));
      }
    }
  }

  /**
   * Judges a request that the contract has refused unjudged. So its caller gets the refusal of the early judgment, if there
   * is one, and a lane is never supplied for drafts that are refused.
   */
  async #judgeLate(key: LaneKey, request: IncomingRequest, sender: string): Promise<void> {
    try {
      await this.#judge.judge(key, request);
    } catch (error) {
      this.#trust.refused(sender, request.drafts.text.length);
      throw error;
    }
  }
}

/** Refusals that the ledger derived from the earlier request. */
const DECIDED: ReadonlySet<string> = new Set(['REQUEST_ID_REUSED', 'REQUEST_REPLACED']);

/** Returns whether the contract refused a request, which proves that nothing was issued. */
function isRefusal(error: unknown): boolean {
  return error instanceof FapiaoError && !(error instanceof LedgerError);
}

/** Returns whether an error may hide that the request was issued before: a refusal, or an unknown outcome. */
function isWorthRemembering(error: unknown): boolean {
  if (error instanceof LedgerError) return error.code === 'LEDGER_OUTCOME_UNKNOWN';
  return error instanceof FapiaoError && !DECIDED.has(error.code);
}
