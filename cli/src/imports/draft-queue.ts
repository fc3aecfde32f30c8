import { randomUUID } from 'node:crypto';
import { isPageEnd, type Row, requestIdOf } from '@fapiao-ledger/client/drafts';
import { type Json, present, ValidationError } from '@fapiao-ledger/core';
import type { ImportReport, RefusedRow, SentPage } from './import-report.js';

/** A draft of the file, with the own id that it has. */
export interface ImportRow extends Row {
  readonly ref?: string;
}

/** Drafts that are sent under one request id. */
export interface DraftPage {
  readonly requestId: string;
  readonly rows: readonly ImportRow[];
  readonly drafts: readonly Json[];
  /** The refused page that this page replaces. */
  readonly replaces?: DraftPage;
  /** Whether an earlier run sent the page. */
  readonly isFromBefore: boolean;
}

export interface QueueMeans {
  readonly report: ImportReport;
  /** Largest number of drafts in one request. */
  readonly pageMax: number;
  /** @throws {ValidationError} the faults for which the ledger would certainly refuse the draft */
  readonly check: (draft: Json) => void;
  /** Called with the number of rows that were issued or refused. */
  readonly settled: (count: number) => void;
}

/** Keeps a request below the 2 MB that gateways accept, also when commitments take the place of names. */
const PAGE_BYTES_MAX = 1_500_000;

/** Rows of an import that are not yet issued or refused, in order. A page is read and checked when it is its turn. */
export class DraftQueue {
  readonly #means: QueueMeans;
  /** Pages without an answer. They are sent first and unchanged. */
  readonly #open: DraftPage[];
  #rows: readonly ImportRow[];
  #startsLeft = STARTS_MAX;

  /** @param rows also those that earlier runs have settled, of which open pages and the pages that these replace consist */
  constructor(rows: readonly ImportRow[], means: QueueMeans) {
    const { report } = means;
    const open = new Set(report.open.flatMap(({ lines }) => lines));
    this.#means = means;
    this.#open = openPages(rows, report);
    this.#rows = rows.filter(({ line }) => !open.has(line) && !report.isSettled(line));
  }

  get isEmpty(): boolean {
    return this.#open.length === 0 && this.#rows.length === 0;
  }

  /** Puts back rows that were taken, to be taken once more. */
  putBack(rows: readonly ImportRow[]): void {
    this.#rows = [...rows, ...this.#rows];
  }

  /**
   * Returns the next page after the report has it as sent. Rows that are certainly wrong are refused and left out.
   * @returns undefined when none of the rows read was sound
   */
  async next(): Promise<DraftPage | undefined> {
    const again = this.#open.shift();
    if (again !== undefined) return again;
    const { report, settled } = this.#means;
    const { rows, drafts, refused } = this.#gather();
    await report.refuse(refused);
    settled(refused.length);
    if (rows.length === 0) return undefined;
    const requestId = this.idOf(rows, drafts);
    await report.sent({ requestId, lines: rows.map(({ line }) => line) });
    return { requestId, rows, drafts, isFromBefore: false };
  }

  /**
   * Returns the id of a request: that of its drafts where all have own ids, so that they have it in whatever file, and else a new one.
   * An id that this import has canceled is not used again.
   */
  idOf(rows: readonly ImportRow[], drafts: readonly Json[]): string {
    if (!areOwn(rows)) return randomUUID();
    for (let round = 0; ; round += 1) {
      const id = requestIdOf(drafts, round);
      if (this.#means.report.sentAs(id) === undefined) return id;
    }
  }

  /** Returns whether drafts whose request was canceled may be sent under another id once more: a gateway could lie forever. */
  mayStartAnew(): boolean {
    this.#startsLeft -= 1;
    return this.#startsLeft >= 0;
  }

  /** Takes the next rows: all with own ids or none, and with own ids as far as the own ids say. */
  #gather(): { rows: readonly ImportRow[]; drafts: readonly Json[]; refused: readonly RefusedRow[] } {
    const [rows, drafts, refused]: [ImportRow[], Json[], RefusedRow[]] = [[], [], []];
    let bytes = 0;
    for (const row of this.#rows) {
      if (Math.max(rows.length, refused.length) === this.#means.pageMax) break;
      if (endsBefore(row, rows.at(-1))) break;
      const draft = this.#checked(row);
      if ('faults' in draft) {
        refused.push(draft);
        continue;
      }
      bytes += draft.bytes;
      if (rows.length > 0 && bytes > PAGE_BYTES_MAX) break;
      rows.push(row);
      drafts.push(draft.json);
    }
    this.#rows = this.#rows.slice(rows.length + refused.length);
    return { rows, drafts, refused };
  }

  /** Returns a sound draft and the most bytes that it takes in a request. Canonical JSON is never longer than other JSON. */
  #checked(row: ImportRow): { readonly json: Json; readonly bytes: number } | RefusedRow {
    try {
      const json = row.read();
      this.#means.check(json);
      return {
        json,
        bytes: Buffer.byteLength(row.isJson && row.ref === undefined ? row.text : JSON.stringify(json)),
      };
    } catch (error) {
      if (error instanceof ValidationError) return { line: row.line, faults: error.faults };
      throw error;
    }
  }
}

/** Requests that may be canceled by others before an import gives up. */
const STARTS_MAX = 20;

/** Returns whether all rows have own ids. */
export function areOwn(rows: readonly ImportRow[]): boolean {
  return rows.every(({ ref }) => ref !== undefined);
}

function endsBefore(row: ImportRow, last: ImportRow | undefined): boolean {
  if (last === undefined) return false;
  return (
    (row.ref === undefined) !== (last.ref === undefined) || (last.ref !== undefined && isPageEnd(last.ref))
  );
}

/** Returns the pages without an answer. Their drafts are not checked again, because the ledger may have issued them. */
function openPages(rows: readonly ImportRow[], report: ImportReport): DraftPage[] {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  const pageOf = ({ requestId, lines, replaces }: SentPage): DraftPage => {
    const those = lines.map((line) => present(byLine.get(line), 'a row that was sent'));
    const page = { requestId, rows: those, drafts: those.map(({ read }) => read()), isFromBefore: true };
    const before = replaces === undefined ? undefined : report.sentAs(replaces);
    return before === undefined ? page : { ...page, replaces: pageOf(before) };
  };
  return report.open.map(pageOf);
}
