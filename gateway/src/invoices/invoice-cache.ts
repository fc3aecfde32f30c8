import type { InvoiceViewJson } from '@fapiao-ledger/core';
import type { LedgerStream } from '../stream/ledger-stream.js';
import { CurrentInvoice } from './current-invoice.js';

type Load = (number: string) => Promise<InvoiceViewJson>;

const INVOICES_MAX = 10_000;
/** Lines of all invoices kept: a few of them may be very long. */
const LINES_MAX = 200_000;

interface Kept {
  readonly invoice: Promise<CurrentInvoice>;
  /** 0 while the invoice is being read. */
  lines: number;
}

/**
 * Invoices read lately, each until a block changes it. For a ledger whose answers never lag behind the
 * blocks it tells of: one peer.
 */
export class InvoiceCache {
  readonly #stream: LedgerStream;
  readonly #load: Load;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();
  #lines = 0;

  /** @param now the ledger's time, milliseconds since 1970: locks end by it */
  constructor(stream: LedgerStream, load: Load, now: () => number) {
    this.#stream = stream;
    this.#load = load;
    this.#now = now;
    stream.onBlock(({ transactions }) => {
      for (const { kind, key } of transactions.flatMap(({ changes }) => changes)) {
        if (kind === 'STATUS') this.#forget(key.number);
      }
    });
  }

  /**
   * An invoice as it stands at a height or later.
   * @param height number of blocks of the ledger when the caller asked
   * @throws {DomainError} INVOICE_NOT_FOUND
   */
  async at(height: bigint, number: string): Promise<CurrentInvoice> {
    const kept = this.#stream.height < height ? undefined : this.#kept.get(number);
    if (kept === undefined) return await this.#read(number);
    // Moved to the end: the first is the one that was not asked for the longest.
    this.#kept.delete(number);
    this.#kept.set(number, kept);
    return (await kept.invoice).at(Math.floor(this.#now() / 1000));
  }

  async #read(number: string): Promise<CurrentInvoice> {
    // Kept before it is read, so that a block that comes meanwhile finds something to forget.
    const read = this.#load(number).then((view) => new CurrentInvoice(view));
    const kept: Kept = { invoice: read, lines: 0 };
    this.#forget(number);
    this.#kept.set(number, kept);
    try {
      const invoice = await read;
      if (this.#kept.get(number) === kept) {
        kept.lines = invoice.view.invoice.lines.length;
        this.#lines += kept.lines;
        this.#dropOldest();
      }
      return invoice;
    } catch (error) {
      if (this.#kept.get(number) === kept) this.#forget(number);
      throw error;
    }
  }

  #forget(number: string): void {
    this.#lines -= this.#kept.get(number)?.lines ?? 0;
    this.#kept.delete(number);
  }

  #dropOldest(): void {
    for (const number of this.#kept.keys()) {
      if (this.#kept.size <= INVOICES_MAX && this.#lines <= LINES_MAX) return;
      this.#forget(number);
    }
  }
}
