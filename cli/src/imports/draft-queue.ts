import { randomUUID } from 'node:crypto';
import { type Json, ValidationError } from '@fapiao-ledger/core';
import type { ImportReport, RefusedRow, SentPage } from './import-report.js';
import type { Row } from './row.js';

/** Drafts that travel under one id. */
export interface DraftPage {
  readonly requestId: string;
  readonly rows: readonly Row[];
  readonly drafts: readonly Json[];
  /** The refused page whose place it takes. */
  readonly replaces?: DraftPage;
  /** Whether an earlier run has sent it. */
  readonly isFromBefore: boolean;
}

export interface QueueMeans {
  readonly report: ImportReport;
  /** Most drafts in one request. */
  readonly pageMax: number;
  /** @throws {ValidationError} what the ledger would certainly refuse */
  readonly check: (draft: Json) => void;
  /** Called as rows are settled. */
  readonly settled: (count: number) => void;
}

/** Requests stay well below what gateways read. */
const PAGE_CHARACTERS_MAX = 1_000_000;

/** What is still to be issued of an import, in order, read and checked page by page as its turn comes. */
export class DraftQueue {
  readonly #means: QueueMeans;
  /** Pages without an answer: they go first, as they were. */
  readonly #open: DraftPage[];
  #rows: readonly Row[];

  constructor(rows: readonly Row[], means: QueueMeans) {
    const { report } = means;
    const open = new Set(report.open.flatMap(({ lines }) => lines));
    this.#means = means;
    this.#open = openPages(rows, report);
    this.#rows = rows.filter(({ line }) => !open.has(line) && !report.isSettled(line));
  }

  get isEmpty(): boolean {
    return this.#open.length === 0 && this.#rows.length === 0;
  }

  /** Rows that were taken and have to be taken once more. */
  putBack(rows: readonly Row[]): void {
    this.#rows = [...rows, ...this.#rows];
  }

  /**
   * The next page, noted as sent. What is certainly wrong is left out and refused.
   * @returns undefined when none of the rows looked at was sound
   */
  async next(): Promise<DraftPage | undefined> {
    const again = this.#open.shift();
    if (again !== undefined) return again;
    const { report, settled } = this.#means;
    const { rows, drafts, refused } = this.#gather();
    await report.refuse(refused);
    settled(refused.length);
    if (rows.length === 0) return undefined;
    const requestId = randomUUID();
    await report.sent({ requestId, lines: rows.map(({ line }) => line) });
    return { requestId, rows, drafts, isFromBefore: false };
  }

  #gather(): { rows: readonly Row[]; drafts: readonly Json[]; refused: readonly RefusedRow[] } {
    const [rows, drafts, refused]: [Row[], Json[], RefusedRow[]] = [[], [], []];
    let characters = 0;
    for (const row of this.#rows) {
      if (Math.max(rows.length, refused.length) === this.#means.pageMax) break;
      const draft = this.#checked(row);
      if ('faults' in draft) {
        refused.push(draft);
        continue;
      }
      characters += draft.characters;
      if (rows.length > 0 && characters > PAGE_CHARACTERS_MAX) break;
      rows.push(row);
      drafts.push(draft.json);
    }
    this.#rows = this.#rows.slice(rows.length + refused.length);
    return { rows, drafts, refused };
  }

  #checked({ line, read }: Row): { readonly json: Json; readonly characters: number } | RefusedRow {
    try {
      const json = read();
      this.#means.check(json);
      return { json, characters: JSON.stringify(json).length };
    } catch (error) {
      if (error instanceof ValidationError) return { line, faults: error.faults };
      throw error;
    }
  }
}

/** What was sent once is left to the ledger to judge: it may have been issued. */
function openPages(rows: readonly Row[], report: ImportReport): DraftPage[] {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  const pageOf = ({ requestId, lines, replaces }: SentPage): DraftPage => {
    const those = lines.flatMap((line) => byLine.get(line) ?? []);
    const page = { requestId, rows: those, drafts: those.map(({ read }) => read()), isFromBefore: true };
    const before = replaces === undefined ? undefined : report.sentAs(replaces);
    return before === undefined ? page : { ...page, replaces: pageOf(before) };
  };
  return report.open.map(pageOf);
}
