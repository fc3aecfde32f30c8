import {
  DomainError,
  FapiaoError,
  type IssuedOutcome,
  type IssueRequest,
  isCreditCode,
} from '@fapiao-ledger/core';
import { LedgerError } from '@fapiao-ledger/network/ledger-client';
import type { Contract } from '../ledger/contract.js';
import type { EarlyJudge } from './early-judge.js';
import type { LaneKey } from './lane-key.js';
import type { Lanes } from './lanes.js';
import { needOf } from './need.js';
import { isShortage, outcomeOrThrow } from './outcome.js';
import type { PageCollector } from './page-collector.js';
import { rememberedOutcome } from './remembered-outcome.js';

/** Supplies per request. Other gateways may empty a lane as fast as it is supplied. */
const SUPPLIES_MAX = 20;

/** Issues the invoices of a seller's requests. Each request has its own answer. */
export class Issuer {
  readonly #contract: Contract;
  readonly #judge: EarlyJudge;
  readonly #lanes: Lanes;
  readonly #pages: PageCollector;

  constructor(parts: { contract: Contract; judge: EarlyJudge; lanes: Lanes; pages: PageCollector }) {
    this.#contract = parts.contract;
    this.#judge = parts.judge;
    this.#lanes = parts.lanes;
    this.#pages = parts.pages;
  }

  /**
   * Issues all drafts of a request or none. A request that was answered before gets the same answer, also when rules
   * or limits have changed since.
   *
   * @throws {ValidationError | DomainError} the refusals of the contract
   * @throws {LedgerError} LEDGER_OUTCOME_UNKNOWN when the ledger has no outcome of the request either
   */
  async issue(key: LaneKey, request: IssueRequest): Promise<IssuedOutcome> {
    if (!isCreditCode(key.seller)) throw new DomainError('NOT_THE_SELLER', 'a person issues no invoices');
    try {
      await this.#judge.judge(key, request);
      return await this.#issueWithSupply(key, request);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'SIGNATURE_INVALID') this.#judge.doubt(key.seller);
      const answered = isWorthRemembering(error)
        ? await rememberedOutcome(this.#contract, key.seller, request)
        : undefined;
      if (answered === undefined) throw error;
      return answered;
    }
  }

  async #issueWithSupply(key: LaneKey, request: IssueRequest): Promise<IssuedOutcome> {
    for (let supplies = 0; ; supplies += 1) {
      try {
        return outcomeOrThrow(await this.#pages.add(key, request));
      } catch (error) {
        if (!isShortage(error) || supplies >= SUPPLIES_MAX) throw error;
        await this.#lanes.supply(key, needOf(request));
      }
    }
  }
}

/** Refusals that the ledger derived from the earlier request. */
const DECIDED: ReadonlySet<string> = new Set(['REQUEST_ID_REUSED', 'REQUEST_REPLACED']);

/** Returns whether an error may hide that the request was issued before: a refusal, or an unknown outcome. */
function isWorthRemembering(error: unknown): boolean {
  if (error instanceof LedgerError) return error.code === 'LEDGER_OUTCOME_UNKNOWN';
  return error instanceof FapiaoError && !DECIDED.has(error.code);
}
