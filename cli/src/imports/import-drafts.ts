import { FapiaoError, type Fault, type Json, present, ValidationError } from '@fapiao-ledger/core';
import { unproven } from '../requests/outcomes.js';
import type { Settled } from '../requests/settlement.js';
import { phrase } from '../words/phrase.js';
import { areOwn, type DraftPage, DraftQueue, type ImportRow, type QueueMeans } from './draft-queue.js';
import type { RefusedRow } from './import-report.js';
import { UnderWay } from './under-way.js';

/** Answer to an issue request, in the order of its drafts. */
type Issued = readonly { readonly number: string; readonly checkCode: string }[];

/** The part of a page that is signed and sent. */
export interface PageRequest {
  readonly requestId: string;
  /** Id of the page that this one replaces. */
  readonly replaces?: string;
  readonly drafts: readonly Json[];
}

export interface ImportMeans extends QueueMeans {
  /** Issues all drafts of a page or none. @throws the gateway's refusal, or the reason why the outcome is unknown */
  readonly send: (page: PageRequest) => Promise<Settled<Issued>>;
  /**
   * Cancels a page, so that it can never be issued, unless it has been.
   * @returns the invoices that it issued; undefined when it never will
   * @throws the reason why that is unknown
   */
  readonly giveUp: (page: PageRequest, error: unknown) => Promise<Issued | undefined>;
  /**
   * Returns the invoices of the request that the ledger has under the id of a page; undefined when that was canceled.
   * @throws `error`, the gateway's refusal of the page, when the ledger's word cannot be had
   */
  readonly taken: (page: PageRequest, error: unknown) => Promise<Issued | undefined>;
  /** Called when the gateway's answer about a page differs from the ledger's. */
  readonly contradicted: (requestId: string) => void;
}

/** Three pages at once: one on the ledger, one that the gateway checks, one on the network. */
const UNDER_WAY_MAX = 3;

/**
 * Issues rows page by page, three pages at a time. When a draft is refused, the others of its page are sent again
 * without it. The new page replaces the refused one, so the ledger issues one of the two at most, whatever the gateway
 * keeps. Any other error ends the import once the pages under way have been answered; it can be continued.
 *
 * @throws what `send` and `giveUp` throw, except faults of single drafts
 */
export async function importDrafts(rows: readonly ImportRow[], means: ImportMeans): Promise<void> {
  const queue = new DraftQueue(rows, means);
  const underWay = new UnderWay();
  try {
    while (!queue.isEmpty) {
      await underWay.fewerThan(UNDER_WAY_MAX);
      const page = await queue.next();
      if (page !== undefined) underWay.begin(new PageOnItsWay(queue, means).settle(page));
      // A page under way may still put rows back.
      if (queue.isEmpty) await underWay.fewerThan(1);
    }
  } finally {
    await underWay.all();
  }
}

/** A page and its replacements, until all of its rows are issued or refused. */
class PageOnItsWay {
  readonly #queue: DraftQueue;
  readonly #means: ImportMeans;

  constructor(queue: DraftQueue, means: ImportMeans) {
    this.#queue = queue;
    this.#means = means;
  }

  async settle(page: DraftPage): Promise<void> {
    for (let next: DraftPage | undefined = page; next !== undefined; ) next = await this.#send(next);
  }

  /** @returns the page that replaces it, if any */
  async #send(page: DraftPage): Promise<DraftPage | undefined> {
    let settled: Settled<Issued>;
    try {
      settled = await this.#means.send(requestOf(page));
    } catch (error) {
      return await this.#afterRefusal(page, error);
    }
    if (!settled.isConfirmed) this.#means.contradicted(page.requestId);
    await this.#issued(page, settled.answer, unequal(page));
    return undefined;
  }

  async #afterRefusal(page: DraftPage, error: unknown): Promise<DraftPage | undefined> {
    const code = error instanceof FapiaoError ? error.code : undefined;
    if (code === 'REPLACED_REQUEST_USED') return await this.#afterFalseRefusal(page, error);
    // Only an earlier run can have canceled a page. Of a page without own ids it is a lie, which the gateway could repeat forever.
    // The id of own ids may have been canceled, or used, by an import of the same drafts.
    if (code === 'REQUEST_REPLACED' && this.#mayStartAnew(page)) return await this.#startAnew(page, error);
    if (code === 'REQUEST_ID_REUSED' && areOwn(page.rows)) return await this.#asTaken(page, error);
    const refused = refusedRows(error, page.rows);
    if (refused.length === 0) throw error;
    const lines = new Set(refused.map(({ line }) => line));
    const rest = page.rows.filter(({ line }) => !lines.has(line));
    if (rest.length === 0) return await this.#refuseAll(page, refused, error);
    return await this.#withoutRefused(page, rest, refused, error);
  }

  /** A page may replace only one other, so the page that this one has replaced must be canceled first. */
  async #withoutRefused(
    page: DraftPage,
    rest: readonly ImportRow[],
    refused: readonly RefusedRow[],
    error: unknown,
  ): Promise<DraftPage | undefined> {
    if (page.replaces !== undefined && (await this.#hasIssued(page.replaces, error))) return undefined;
    const lines = new Set(rest.map(({ line }) => line));
    const drafts = page.drafts.filter((_draft, index) => lines.has(present(page.rows[index], 'a row').line));
    const requestId = this.#queue.idOf(rest, drafts);
    const next = { requestId, rows: rest, drafts, replaces: page, isFromBefore: false };
    const { report } = this.#means;
    this.#count(refused);
    await report.replaced(
      { requestId: next.requestId, lines: [...lines], replaces: page.requestId },
      refused,
    );
    return next;
  }

  async #refuseAll(page: DraftPage, refused: readonly RefusedRow[], error: unknown): Promise<undefined> {
    if (await this.#isIssued(page, error)) return;
    this.#count(refused);
    await this.#means.report.dissolved(page.requestId, refused);
  }

  /** The ledger refuses to replace a page that it has issued: the gateway's refusal of that page was false. */
  async #afterFalseRefusal({ replaces }: DraftPage, error: unknown): Promise<undefined> {
    if (replaces === undefined || !(await this.#hasIssued(replaces, error))) throw error;
  }

  /** Handles a page that an earlier run canceled without noting it in the report. */
  async #startAnew(page: DraftPage, error: unknown): Promise<undefined> {
    if (await this.#isIssued(page, error)) return;
    await this.#means.report.dissolved(page.requestId, []);
    this.#queue.putBack(page.rows.filter(({ line }) => !this.#means.report.isSettled(line)));
  }

  #mayStartAnew(page: DraftPage): boolean {
    return page.isFromBefore || (areOwn(page.rows) && this.#queue.mayStartAnew());
  }

  /** Another import has issued the same drafts, with other seals of names or in place of another page. */
  async #asTaken(page: DraftPage, error: unknown): Promise<undefined> {
    if (page.replaces !== undefined && (await this.#hasIssued(page.replaces, error))) return;
    const issued = await this.#means.taken(requestOf(page), error);
    if (issued === undefined) return await this.#startAnew(page, error);
    await this.#issued(page, issued, error);
  }

  /** Cancels a page and the page that it replaces. @returns whether either had been issued, which the report then has */
  async #isIssued(page: DraftPage, error: unknown): Promise<boolean> {
    const before = page.replaces !== undefined && (await this.#hasIssued(page.replaces, error));
    return before || (await this.#hasIssued(page, error));
  }

  async #hasIssued(page: DraftPage, error: unknown): Promise<boolean> {
    const issued = await this.#means.giveUp(requestOf(page), error);
    if (issued === undefined) return false;
    this.#means.contradicted(page.requestId);
    await this.#issued(page, issued, error);
    return true;
  }

  /** @throws `error` when there are not as many invoices as drafts: which is whose is then unknown */
  async #issued({ requestId, rows }: DraftPage, issued: Issued, error: unknown): Promise<void> {
    if (issued.length !== rows.length) throw error;
    const invoices = rows.map(({ line }, index) => ({
      line,
      ...present(issued[index], 'an invoice'),
    }));
    this.#count(rows);
    await this.#means.report.allIssued(requestId, invoices);
  }

  /** Counts the rows that were not settled yet. */
  #count(rows: readonly { readonly line: number }[]): void {
    const { report, settled } = this.#means;
    settled(rows.filter(({ line }) => !report.isSettled(line)).length);
  }
}

function unequal({ requestId }: DraftPage): Error {
  return unproven(
    phrase(
      'the gateway says that request {requestId} is done, but the endorsers have another request under this id',
      { requestId },
    ),
  );
}

function requestOf({ requestId, drafts, replaces }: DraftPage): PageRequest {
  return { requestId, drafts, ...(replaces === undefined ? {} : { replaces: replaces.requestId }) };
}

/** Returns the rows to whose drafts the faults of a refusal point. */
function refusedRows(error: unknown, rows: readonly ImportRow[]): readonly RefusedRow[] {
  if (!(error instanceof ValidationError)) return [];
  const byLine = new Map<number, Fault[]>();
  for (const fault of error.faults) {
    const [, index, path = ''] = /^\/invoices\/([0-9]+)(\/.*)?$/.exec(fault.path) ?? [];
    const line = index === undefined ? undefined : rows[Number(index)]?.line;
    if (line === undefined) continue;
    byLine.set(line, [...(byLine.get(line) ?? []), { ...fault, path }]);
  }
  return [...byLine].map(([line, faults]) => ({ line, faults }));
}
