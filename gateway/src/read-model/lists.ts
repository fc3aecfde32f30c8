import {
  formatSum,
  type InvoicesPage,
  type OwnIdsAnswer,
  type RedFormsPage,
  type StatisticsGroup,
  type StatisticsPage,
  type SumsAnswer,
  type TaxpayersPage,
} from '@fapiao-ledger/core';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { caughtUp } from './caught-up.js';
import { findInvoices } from './find-invoices.js';
import { findOwnIds } from './find-own-ids.js';
import { findRedForms } from './find-red-forms.js';
import { findTaxpayers, type TaxpayerFilter } from './find-taxpayers.js';
import type { InvoiceFilter } from './invoice-filter.js';
import type { RedFormFilter } from './list-red-forms.js';
import { type NumbersInBlocks, numbersOf } from './numbers.js';
import type { At } from './read-model.js';
import { listRuleSets, type RuleSets } from './rule-sets.js';
import type { RunningReadModel } from './running.js';
import {
  type Dimension,
  type GroupSums,
  type StatisticsFilter,
  type Sums,
  statistics,
} from './statistics.js';
import { type Crossing, crossingsIn, type Watched, type WatchQuestion, watchedSellers } from './watch.js';

/** Invoices per query of an export. */
const EXPORT_PAGE = 200;

export interface Page {
  readonly limit: number;
  readonly cursor?: string;
}

/** Answers lists and statistics from the read model. */
export class Lists {
  readonly #readModel: RunningReadModel;
  readonly #client: LedgerClient;
  /** Milliseconds since 1970. */
  readonly #now: () => number;

  constructor(readModel: RunningReadModel, client: LedgerClient, now: () => number) {
    this.#readModel = readModel;
    this.#client = client;
    this.#now = now;
  }

  /** @throws {ValidationError} FIELD_VALUE at /cursor */
  async invoices(filter: InvoiceFilter, page: Page): Promise<InvoicesPage> {
    await caughtUp(this.#readModel, this.#client);
    const at = Math.floor(this.#now() / 1000);
    const { height, value } = await findInvoices(this.#readModel.model, filter, { at, ...page });
    return { height: String(height), ...value };
  }

  /**
   * Yields every invoice as a line of JSON, newest first, and reads further pages on demand. The last line has their
   * number and the height of the first page. Invoices issued later are not included.
   */
  async *everyInvoice(filter: InvoiceFilter): AsyncGenerator<string> {
    yield* linesOf(async (cursor) => {
      const { invoices, ...page } = await this.invoices(filter, { limit: EXPORT_PAGE, ...cursor });
      return { entries: invoices, ...page };
    });
  }

  /** Returns the invoices of a seller that have one of some own ids. */
  async ownIds(seller: string, refs: readonly string[]): Promise<OwnIdsAnswer> {
    await caughtUp(this.#readModel, this.#client);
    const { height, value } = await findOwnIds(this.#readModel.model, seller, refs);
    return { height: String(height), found: value };
  }

  /** @throws {ValidationError} FIELD_VALUE at /cursor */
  async redForms(filter: RedFormFilter, page: Page): Promise<RedFormsPage> {
    await caughtUp(this.#readModel, this.#client);
    const at = Math.floor(this.#now() / 1000);
    const { height, value } = await findRedForms(this.#readModel.model, filter, { at, ...page });
    return { height: String(height), ...value };
  }

  /** Yields every red-letter form as `everyInvoice` yields invoices. */
  async *everyRedForm(filter: RedFormFilter): AsyncGenerator<string> {
    yield* linesOf(async (cursor) => {
      const { forms, ...page } = await this.redForms(filter, { limit: EXPORT_PAGE, ...cursor });
      return { entries: forms, ...page };
    });
  }

  /** @throws {ValidationError} FIELD_VALUE at /cursor */
  async statistics(by: readonly Dimension[], filter: StatisticsFilter, page: Page): Promise<StatisticsPage> {
    await caughtUp(this.#readModel, this.#client);
    const { height, value } = await statistics(this.#readModel.model, by, filter, page);
    const { groups, total, next } = value;
    return {
      height: String(height),
      groups: groups.map(groupJson),
      total: sumsJson(total),
      ...(next !== undefined && { next }),
    };
  }

  /** @throws {ValidationError} FIELD_VALUE at /cursor */
  async taxpayers(filter: TaxpayerFilter, page: Page): Promise<TaxpayersPage> {
    await caughtUp(this.#readModel, this.#client);
    const { height, value } = await findTaxpayers(this.#readModel.model, filter, page);
    return { height: String(height), ...value };
  }

  /** Returns the small-scale sellers that are at or above an amount of sales in twelve months (T31). */
  async watch(question: WatchQuestion): Promise<At<Watched>> {
    await caughtUp(this.#readModel, this.#client);
    return await watchedSellers(this.#readModel.model, question);
  }

  /**
   * Returns the limits that a block crossed.
   * @param signal ends the wait for the block
   * @returns undefined when the read model has not reached the block in time
   */
  async crossingsIn(block: bigint, signal: AbortSignal): Promise<readonly Crossing[] | undefined> {
    const { model, follower } = this.#readModel;
    await follower.reached(block + 1n, signal);
    return follower.height > block ? await crossingsIn(model, block) : undefined;
  }

  /** Returns every rule set that was published. @throws {ValidationError} FIELD_VALUE at /cursor */
  async ruleSets(page: Page): Promise<RuleSets & { readonly height: string }> {
    await caughtUp(this.#readModel, this.#client);
    const { height, value } = await listRuleSets(this.#readModel.model, page);
    return { height: String(height), ...value };
  }

  /** Returns what the blocks say about a seller's numbers of a year. */
  async numbers(seller: string, year: string): Promise<At<NumbersInBlocks>> {
    await caughtUp(this.#readModel, this.#client);
    return await numbersOf(this.#readModel.model, seller, year);
  }
}

interface EntriesPage {
  readonly height: string;
  readonly entries: readonly unknown[];
  readonly next?: string;
}

/** Yields the entries of all pages as lines of JSON, then their number and the height of the first page. */
async function* linesOf(
  pageAt: (cursor: { readonly cursor?: string }) => Promise<EntriesPage>,
): AsyncGenerator<string> {
  let page = await pageAt({});
  const { height } = page;
  let count = 0;
  for (;;) {
    for (const entry of page.entries) yield lineOf(entry);
    count += page.entries.length;
    if (page.next === undefined) break;
    page = await pageAt({ cursor: page.next });
  }
  yield lineOf({ height, count });
}

function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function groupJson({ key, province, name, ...sums }: GroupSums): StatisticsGroup {
  return {
    ...key,
    ...(province && { provinceName: { zh: province.zh, en: province.en } }),
    ...(name !== undefined && { taxpayerName: name }),
    ...sumsJson(sums),
  };
}

function sumsJson({ count, net, tax }: Sums): SumsAnswer {
  return { count: Number(count), net: formatSum(net), tax: formatSum(tax), gross: formatSum(net + tax) };
}
