import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Fault } from '@fapiao-ledger/core';
import { AppendLog } from '@fapiao-ledger/files';
import { appendTo } from '../files/private-file.js';
import { isRunning, type Run, THIS_RUN } from '../files/running.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';
import { refusedFileOf } from './refused-file.js';

export interface IssuedRow {
  readonly line: number;
  readonly number: string;
  readonly checkCode: string;
}

export interface RefusedRow {
  readonly line: number;
  readonly faults: readonly Fault[];
}

/** A draft that the ledger had before: an invoice has its own id and says the same. */
export interface FoundRow {
  readonly line: number;
  readonly number: string;
}

/** Drafts that were sent under one request id, by their lines. */
export interface SentPage {
  readonly requestId: string;
  readonly lines: readonly number[];
  /** Id of the refused page that this page replaces. The ledger issues one of the two at most. */
  readonly replaces?: string;
}

interface Head {
  readonly event: 'import';
  readonly file: string;
  readonly sha256: string;
  readonly seller: string;
  /** Whether each draft of the file has an own id: then the file may be corrected and imported again. */
  readonly hasOwnIds?: boolean;
}

/** What happened to an import: one entry per line, in the order in which it happened. */
type Entry =
  | Head
  | ({ readonly event: 'sent' } & SentPage)
  | { readonly event: 'issued'; readonly requestId: string; readonly invoices: readonly IssuedRow[] }
  | { readonly event: 'dissolved'; readonly requestId: string }
  | ({ readonly event: 'found' } & FoundRow)
  | ({ readonly event: 'refused' } & RefusedRow)
  | { readonly event: 'apart'; readonly name: string }
  | ({ readonly event: 'begun' } & Run)
  | { readonly event: 'ended'; readonly run: string };

/**
 * The report of an import: issued drafts, refused drafts with their faults, and pages without an answer. A later run
 * continues from it and issues nothing twice.
 */
export class ImportReport {
  readonly file: string;
  readonly issued = new Map<number, IssuedRow>();
  readonly refused = new Map<number, RefusedRow>();
  /** What this run has found. The findings of earlier runs stay in the file, for people. */
  readonly found = new Map<number, FoundRow>();
  readonly #sent = new Map<string, SentPage>();
  readonly #open = new Map<string, SentPage>();
  /** Runs that have begun and have not ended, in the order of the report. */
  readonly #runs = new Map<string, Run>();
  #apart: string | undefined;
  readonly #entries: AppendLog<Entry>;
  /** The first entry of a report of this import. */
  readonly #head: Head;
  #isBegun = false;

  private constructor(file: string, head: Head) {
    this.file = file;
    this.#head = head;
    this.#entries = new AppendLog(file);
  }

  /** Reads a report, or begins one, which is written when this run begins to issue. @throws {UsageError} when it is of another file or another seller */
  static async open(
    file: string,
    source: { name: string; content: string | Uint8Array; seller: string; hasOwnIds?: boolean },
  ): Promise<ImportReport> {
    const { name, content, seller, hasOwnIds = false } = source;
    const sha256 = createHash('sha256').update(content).digest('hex');
    const report = new ImportReport(file, { event: 'import', file: name, sha256, seller, hasOwnIds });
    await report.#read();
    return report;
  }

  /**
   * Notes that this run issues from now on, and reads the entries of other runs up to that note. All processes see the
   * appended lines in one order: of two runs that begin at once, the second finds the note of the first.
   *
   * @throws {UsageError} when another run issues
   */
  async begin(): Promise<void> {
    await appendTo(this.#entries, { event: 'begun', ...THIS_RUN });
    this.#runs.clear();
    await this.#read();
    const first = [...this.#runs.values()].find(isRunning);
    if (first === undefined || first.run === THIS_RUN.run) {
      if (!this.#isBegun) await this.#append(this.#head);
      return;
    }
    await this.end();
    throw new UsageError(
      phrase(
        '{file} is being written by another import, process {pid}: wait for its end. If that process is no import, remove the line with "{run}" from the report',
        { file: this.file, pid: first.pid, run: first.run },
      ),
    );
  }

  async end(): Promise<void> {
    await this.#append({ event: 'ended', run: THIS_RUN.run });
  }

  /** Pages without an answer. They must be sent again unchanged. */
  get open(): readonly SentPage[] {
    return [...this.#open.values()];
  }

  /** Returns the page that was sent under an id. */
  sentAs(requestId: string): SentPage | undefined {
    return this.#sent.get(requestId);
  }

  /** Name of the file, beside the imported one, to which the refused drafts were written. */
  get apart(): string | undefined {
    return this.#apart;
  }

  isSettled(line: number): boolean {
    return this.issued.has(line) || this.refused.has(line) || this.found.has(line);
  }

  /** Notes that a page is about to be sent. As all writers do, it returns when the entry is on disk. */
  async sent(page: SentPage): Promise<void> {
    await this.#append({ event: 'sent', ...page });
  }

  /** Notes a replacing page after its refused rows: an entry that is cut short leaves the old page open. */
  async replaced(page: SentPage, refused: readonly RefusedRow[]): Promise<void> {
    await this.#append(...refused.map(asRefused), { event: 'sent', ...page });
  }

  async allIssued(requestId: string, invoices: readonly IssuedRow[]): Promise<void> {
    await this.#append({ event: 'issued', requestId, invoices });
  }

  /** Notes that nothing of a page was or will be issued, and which of its rows are wrong. */
  async dissolved(requestId: string, refused: readonly RefusedRow[]): Promise<void> {
    await this.#append(...refused.map(asRefused), { event: 'dissolved', requestId });
  }

  async refuse(rows: readonly RefusedRow[]): Promise<void> {
    if (rows.length > 0) await this.#append(...rows.map(asRefused));
  }

  /** Notes the drafts that the ledger had before. */
  async foundBefore(rows: readonly FoundRow[]): Promise<void> {
    if (rows.length > 0) await this.#append(...rows.map((row): Entry => ({ event: 'found', ...row })));
  }

  async setApart(name: string): Promise<void> {
    await this.#append({ event: 'apart', name });
  }

  /** Returns the refusal of a changed file, because importing it as a whole would issue the sound drafts twice. */
  #otherContent(name: string): string {
    const count = [...this.#open.values()].reduce((sum, { lines }) => sum + lines.length, this.issued.size);
    const words = { file: this.file, name };
    if (count === 0)
      return phrase(
        '{file} is the report of {name} with another content, of which nothing was issued: remove the report and import again',
        words,
      );
    const apart = this.#apart === undefined ? refusedFileOf(name) : join(dirname(name), this.#apart);
    return phrase(
      '{file} is the report of {name} with another content, of which {count} drafts were issued or sent: importing the changed file would issue them twice. Correct the refused drafts in {apart} and import that file; name another --report only when every draft is new',
      { ...words, count, apart },
    );
  }

  /**
   * Reads what has happened since the file had its present content.
   * @throws {UsageError} when the report is of another import, or the file was changed and its drafts could be issued twice
   */
  async #read(): Promise<void> {
    let head: Head | undefined;
    this.#forget();
    for (const entry of await this.#entries.read()) {
      if (entry.event !== 'import') this.#apply(entry);
      else {
        this.#forget();
        head = entry;
      }
    }
    // Only the gateway's word says that a draft was found. Each run asks again, so that no false word lasts.
    this.found.clear();
    if (head === undefined) return;
    if (head.seller !== this.#head.seller)
      throw new UsageError(
        phrase('{file} is the report of another import: name another with --report', { file: this.file }),
      );
    this.#isBegun = head.sha256 === this.#head.sha256;
    if (this.#isBegun) return;
    const areSafe = head.hasOwnIds === true && this.#head.hasOwnIds === true && this.#open.size === 0;
    if (!areSafe) throw new UsageError(this.#otherContent(head.file));
    this.#forget();
  }

  #forget(): void {
    for (const outcomes of [this.issued, this.refused, this.found, this.#sent, this.#open]) outcomes.clear();
    this.#apart = undefined;
  }

  async #append(...entries: readonly Entry[]): Promise<void> {
    await appendTo(this.#entries, ...entries);
    for (const entry of entries) this.#apply(entry);
  }

  #apply(entry: Entry): void {
    switch (entry.event) {
      case 'import':
        return;
      case 'sent':
        this.#applySent(entry);
        return;
      case 'issued':
        this.#applyIssued(entry);
        return;
      case 'dissolved':
        this.#open.delete(entry.requestId);
        return;
      case 'refused':
        this.refused.set(entry.line, { line: entry.line, faults: entry.faults });
        return;
      case 'found':
        this.found.set(entry.line, { line: entry.line, number: entry.number });
        this.refused.delete(entry.line);
        return;
      case 'begun':
        this.#runs.set(entry.run, { pid: entry.pid, run: entry.run });
        return;
      case 'ended':
        this.#runs.delete(entry.run);
        return;
      case 'apart':
        this.#apart = entry.name;
    }
  }

  #applySent({ requestId, lines, replaces }: SentPage): void {
    const page = { requestId, lines, ...(replaces === undefined ? {} : { replaces }) };
    this.#sent.set(requestId, page);
    this.#open.set(requestId, page);
    if (replaces !== undefined) this.#open.delete(replaces);
  }

  /** An issued page cannot be replaced. Rows that the gateway called wrong were not. */
  #applyIssued({ requestId, invoices }: Extract<Entry, { event: 'issued' }>): void {
    for (const invoice of invoices) {
      this.issued.set(invoice.line, invoice);
      this.refused.delete(invoice.line);
    }
    this.#open.delete(requestId);
    for (const page of this.#open.values())
      if (page.replaces === requestId) this.#open.delete(page.requestId);
  }
}

function asRefused(row: RefusedRow): Entry {
  return { event: 'refused', ...row };
}
