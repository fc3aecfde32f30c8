import { type IssueOutcome, type IssueRequest, type LedgerName, pageCall } from '@fapiao-ledger/core';
import type { Histogram } from 'prom-client';
import type { Contract } from '../ledger/contract.js';
import type { LaneKey } from './lane-key.js';

/** Writes pages of invoices to the ledger. */
export class PageWriter {
  readonly #contract: Contract;
  readonly #ledger: LedgerName;
  readonly #sizes: Pick<Histogram, 'observe'>;

  /** @param sizes gets the number of invoices of each page */
  constructor(contract: Contract, ledger: LedgerName, sizes: Pick<Histogram, 'observe'>) {
    this.#contract = contract;
    this.#ledger = ledger;
    this.#sizes = sizes;
  }

  /**
   * Issues requests as one page, and retries until the outcome is settled.
   * @returns outcomes in the order of the requests
   * @throws as `Contract.write`
   */
  async write(key: LaneKey, requests: readonly IssueRequest[]): Promise<readonly IssueOutcome[]> {
    this.#sizes.observe(requests.reduce((sum, { drafts }) => sum + drafts.count, 0));
    const { argument, transient } = pageCall(this.#ledger, key, requests);
    const { outcomes } = await this.#contract.write('invoice:IssueInvoices', argument, transient);
    return outcomes;
  }
}
