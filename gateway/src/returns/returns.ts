import {
  DomainError,
  type FiledTerms,
  figuresOf,
  firstDifference,
  monthsAfter,
  type ReturnAnswer,
  type ReturnEntriesPage,
  type ReturnFigure,
  type ReturnJson,
  type ReturnsPage,
  ruleSetOn,
  shanghaiDate,
} from '@fapiao-ledger/core';
import type { Contract } from '../ledger/contract.js';
import type { LedgerFacts } from '../ledger/ledger-facts.js';
import { caughtUp } from '../read-model/caught-up.js';
import type { Page } from '../read-model/lists.js';
import {
  countMonth,
  listReturns,
  type ReturnFilter,
  returnEntries,
  type TaxMonth,
} from '../read-model/returns.js';
import type { RunningReadModel } from '../read-model/running.js';

/** Counts the months of taxpayers from the read model, and lists their returns. */
export class Returns {
  readonly #readModel: RunningReadModel;
  readonly #contract: Contract;
  readonly #facts: LedgerFacts;
  /** Milliseconds since 1970. */
  readonly #now: () => number;
  /** The count under way. Only one runs at a time, because it may read a million rows and hold a reading thread for seconds. */
  #counting: Promise<unknown> = Promise.resolve();

  constructor(parts: {
    readModel: RunningReadModel;
    contract: Contract;
    facts: LedgerFacts;
    now: () => number;
  }) {
    this.#readModel = parts.readModel;
    this.#contract = parts.contract;
    this.#facts = parts.facts;
    this.#now = parts.now;
  }

  /**
   * Returns a month as it is counted now, beside the return of it.
   * @throws {DomainError} TAXPAYER_NOT_FOUND, RULE_SET_NOT_FOUND, QUERY_TOO_BROAD, READ_MODEL_UNAVAILABLE
   */
  async of(month: TaxMonth): Promise<ReturnAnswer> {
    const filed = await this.#filed(month);
    const { computed, filedAt } = await this.#count(month, this.#dayOfRules(filed));
    const answer = { height: computed.height, ...month, computed };
    // Tables that are behind the return would show a difference that is none: then the answer is of the moment before.
    if (filed === undefined || filed.filedAt !== filedAt) return answer;
    const differs = firstDifference(filed, computed);
    return { ...answer, filed, ...(differs && { differs }) };
  }

  /** @throws {ValidationError} FIELD_VALUE at /cursor */
  async list(filter: ReturnFilter, page: Page): Promise<ReturnsPage> {
    await this.#catchUp();
    const { height, value } = await listReturns(this.#readModel.model, filter, page);
    return { height: String(height), ...value };
  }

  /** @throws {ValidationError} FIELD_VALUE at /cursor */
  async entries(figure: ReturnFigure, month: TaxMonth, page: Page): Promise<ReturnEntriesPage> {
    await this.#catchUp();
    const { height, value } = await returnEntries(this.#readModel.model, figure, month, page);
    return { height: String(height), ...value };
  }

  /** A return is judged by the rules of the day on which it was filed, until it is to be filed again. */
  #dayOfRules(filed: ReturnJson | undefined): string {
    const isToBeFiled = filed === undefined || filed.state === 'DIFFERS';
    return shanghaiDate(Math.floor((isToBeFiled ? this.#now() : Date.parse(filed.filedAt)) / 1_000));
  }

  async #count(
    { taxpayer, period }: TaxMonth,
    day: string,
  ): Promise<{ readonly computed: FiledTerms; readonly filedAt: string | undefined }> {
    // An officer signs what is counted here, so facts of some seconds ago are not enough.
    const { kind } = await this.#facts.taxpayer(taxpayer, 'fresh');
    const policy = await this.#facts.policy('fresh');
    // The policy keeps the rule sets that still judge: an older one is none of them, and the present one stands in.
    const { ruleSet } =
      policy.ruleSets.findLast((published) => published.ruleSet.validFrom <= day) ??
      ruleSetOn(policy, shanghaiDate(Math.floor(this.#now() / 1_000)));
    await this.#catchUp();
    const { height, value } = await this.#inTurn(() =>
      countMonth(this.#readModel.model, { taxpayer, period }, monthsAfter(period, -1)),
    );
    const { sums, list, carriedIn, filedAt } = value;
    const figures = figuresOf(sums, { kind, period, ruleSet, carriedIn });
    return { computed: { period, height: String(height), list, figures }, filedAt };
  }

  async #inTurn<T>(count: () => Promise<T>): Promise<T> {
    const turn = this.#counting.then(count);
    this.#counting = turn.catch(() => undefined);
    return await turn;
  }

  async #filed({ taxpayer, period }: TaxMonth): Promise<ReturnJson | undefined> {
    try {
      return await this.#contract.read('taxpayer:ReadReturn', { taxpayer, period });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'RETURN_NOT_FOUND') return undefined;
      throw error;
    }
  }

  async #catchUp(): Promise<void> {
    await caughtUp(this.#readModel, this.#contract.client);
  }
}
