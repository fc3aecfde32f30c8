import { randomUUID } from 'node:crypto';
import { FapiaoError, type Fault, type Json, present, ValidationError } from '@fapiao-ledger/core';
import type { Settled } from '../requests/settlement.js';
import { type DraftPage, DraftQueue, type QueueMeans } from './draft-queue.js';
import type { RefusedRow } from './import-report.js';
import type { Row } from './row.js';
import { UnderWay } from './under-way.js';

/** What an issue request gives back, in the order of its drafts. */
type Issued = readonly { readonly number: string; readonly checkCode: string }[];

/** What is signed of a page, and sent. */
export interface PageRequest {
  readonly requestId: string;
  /** Id of the page that this one replaces. */
  readonly replaces?: string;
  readonly drafts: readonly Json[];
}

export interface ImportMeans extends QueueMeans {
  /** Issues the drafts of a page, all or none. @throws what the gateway refuses, or what keeps the outcome from being known */
  readonly send: (page: PageRequest) => Promise<Settled<Issued>>;
  /**
   * Sees to it that a page can never be issued, unless it has been.
   * @returns what it has issued, undefined when it never will
   * @throws what keeps that from being known
   */
  readonly giveUp: (page: PageRequest, error: unknown) => Promise<Issued | undefined>;
  /** Called when the gateway has told something else about a page than the ledger. */
  readonly lied: (requestId: string) => void;
}

/** One page on the ledger, one that the gateway judges meanwhile, one on its way. */
const UNDER_WAY_MAX = 3;

/**
 * Issues rows page by page, a few pages at a time. A draft that is refused takes its own way out: the
 * others of its page are sent again without it, as a page that replaces the refused one, so that the
 * ledger issues one of the two at most, whatever the gateway keeps of either. Whatever else goes wrong
 * ends the import, to be continued, when the pages under way have been answered.
 *
 * @throws what `send` and `giveUp` throw, but for faults of single drafts
 */
export async function importDrafts(rows: readonly Row[], means: ImportMeans): Promise<void> {
  const queue = new DraftQueue(rows, means);
  const underWay = new UnderWay();
  try {
    while (!queue.isEmpty) {
      await underWay.fewerThan(UNDER_WAY_MAX);
      const page = await queue.next();
      if (page !== undefined) underWay.begin(new PageOnItsWay(queue, means).settle(page));
      // A page under way may yet give rows back.
      if (queue.isEmpty) await underWay.fewerThan(1);
    }
  } finally {
    await underWay.all();
  }
}

/** A page and those that replace it, until all of its rows are issued or refused. */
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

  /** @returns the page that replaces it, when one has to */
  async #send(page: DraftPage): Promise<DraftPage | undefined> {
    let settled: Settled<Issued>;
    try {
      settled = await this.#means.send(requestOf(page));
    } catch (error) {
      return await this.#afterRefusal(page, error);
    }
    if (!settled.isAsTold) this.#means.lied(page.requestId);
    await this.#issued(page, settled.answer);
    return undefined;
  }

  async #afterRefusal(page: DraftPage, error: unknown): Promise<DraftPage | undefined> {
    const code = error instanceof FapiaoError ? error.code : undefined;
    if (code === 'REPLACED_REQUEST_USED') return await this.#afterFalseRefusal(page, error);
    // Only an earlier run can have given a page up: told of a fresh one it is a lie, and could be told for ever.
    if (code === 'REQUEST_REPLACED' && page.isFromBefore) return await this.#startAnew(page, error);
    const refused = refusedRows(error, page.rows);
    if (refused.length === 0) throw error;
    const lines = new Set(refused.map(({ line }) => line));
    const rest = page.rows.filter(({ line }) => !lines.has(line));
    if (rest.length === 0) return await this.#refuseAll(page, refused, error);
    return await this.#withoutRefused(page, rest, refused, error);
  }

  /** A page replaces only one other: the one that this has replaced must be out of the world before. */
  async #withoutRefused(
    page: DraftPage,
    rest: readonly Row[],
    refused: readonly RefusedRow[],
    error: unknown,
  ): Promise<DraftPage | undefined> {
    if (page.replaces !== undefined && (await this.#hasIssued(page.replaces, error))) return undefined;
    const lines = new Set(rest.map(({ line }) => line));
    const drafts = page.drafts.filter((_draft, index) => lines.has(present(page.rows[index], 'a row').line));
    const next = { requestId: randomUUID(), rows: rest, drafts, replaces: page, isFromBefore: false };
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

  /** What had been told to be refused was issued: the ledger says so by refusing to replace it. */
  async #afterFalseRefusal({ replaces }: DraftPage, error: unknown): Promise<undefined> {
    if (replaces === undefined || !(await this.#hasIssued(replaces, error))) throw error;
  }

  /** An earlier run has given the page up, and was stopped before it could note that. */
  async #startAnew(page: DraftPage, error: unknown): Promise<undefined> {
    if (await this.#isIssued(page, error)) return;
    await this.#means.report.dissolved(page.requestId, []);
    this.#queue.putBack(page.rows.filter(({ line }) => !this.#means.report.isSettled(line)));
  }

  /** Gives a page up and the one that it replaces. @returns whether one of them had been issued, which is then noted */
  async #isIssued(page: DraftPage, error: unknown): Promise<boolean> {
    const before = page.replaces !== undefined && (await this.#hasIssued(page.replaces, error));
    return before || (await this.#hasIssued(page, error));
  }

  async #hasIssued(page: DraftPage, error: unknown): Promise<boolean> {
    const issued = await this.#means.giveUp(requestOf(page), error);
    if (issued === undefined) return false;
    this.#means.lied(page.requestId);
    await this.#issued(page, issued);
    return true;
  }

  async #issued({ requestId, rows }: DraftPage, issued: Issued): Promise<void> {
    const invoices = rows.map(({ line }, index) => ({ line, ...present(issued[index], 'an invoice') }));
    this.#count(rows);
    await this.#means.report.allIssued(requestId, invoices);
  }

  /** Tells of rows that were not settled yet. */
  #count(rows: readonly { readonly line: number }[]): void {
    const { report, settled } = this.#means;
    settled(rows.filter(({ line }) => !report.isSettled(line)).length);
  }
}

function requestOf({ requestId, drafts, replaces }: DraftPage): PageRequest {
  return { requestId, drafts, ...(replaces === undefined ? {} : { replaces: replaces.requestId }) };
}

/** The rows whose drafts a refusal points at. */
function refusedRows(error: unknown, rows: readonly Row[]): readonly RefusedRow[] {
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
