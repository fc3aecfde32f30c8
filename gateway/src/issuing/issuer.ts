import {
  DomainError,
  FapiaoError,
  type IssuedOutcome,
  type IssueOutcome,
  type IssueRequest,
  isCreditCode,
  type LedgerName,
  pageCall,
} from '@fapiao-ledger/core';
import { LedgerError } from '@fapiao-ledger/network/ledger-client';
import type { Contract } from '../ledger/contract.js';
import type { EarlyJudge, LaneKey } from './early-judge.js';
import type { Lanes } from './lanes.js';
import { firstAnswerTo } from './memory.js';
import { needOf } from './need.js';
import { isShortage, outcomeOrThrow } from './outcome.js';
import type { PageCollector } from './page-collector.js';

/** Others may empty a lane as fast as it is supplied; this often a request tries again. */
const SUPPLIES_MAX = 20;

/** Turns a seller's request into issued invoices, each request with its own answer. */
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
   * Issues all drafts of a request or none. A request that was answered before gets the same answer,
   * whatever has changed since.
   *
   * @throws {ValidationError | DomainError} what the contract refuses
   * @throws {LedgerError} LEDGER_OUTCOME_UNKNOWN when even the ledger's memory cannot tell
   */
  async issue(key: LaneKey, request: IssueRequest): Promise<IssuedOutcome> {
    if (!isCreditCode(key.seller)) throw new DomainError('NOT_THE_SELLER', 'a person issues no invoices');
    try {
      await this.#judge.judge(key, request);
      return await this.#issueWithSupply(key, request);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'SIGNATURE_INVALID') this.#judge.doubt(key.seller);
      const answered = isWorthRemembering(error)
        ? await firstAnswerTo(this.#contract, key.seller, request)
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

/** Issues a page through the contract, whatever happens to its first transaction. */
export async function issuePageOn(
  contract: Contract,
  ledger: LedgerName,
  key: LaneKey,
  requests: readonly IssueRequest[],
): Promise<readonly IssueOutcome[]> {
  const { argument, transient } = pageCall(ledger, key, requests);
  const { outcomes } = await contract.write('invoice:IssueInvoices', argument, transient);
  return outcomes;
}

/** The ledger's memory has spoken already. */
const DECIDED: ReadonlySet<string> = new Set(['REQUEST_ID_REUSED', 'REQUEST_REPLACED']);

/** A refusal may meet a request that was issued before; so may an outcome that nobody could tell. */
function isWorthRemembering(error: unknown): boolean {
  if (error instanceof LedgerError) return error.code === 'LEDGER_OUTCOME_UNKNOWN';
  return error instanceof FapiaoError && !DECIDED.has(error.code);
}
