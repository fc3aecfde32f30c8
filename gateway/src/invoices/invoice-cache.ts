import type { InvoiceViewJson } from '@fapiao-ledger/core';
import { LRUCache } from 'lru-cache';
import type { LedgerStream } from '../stream/ledger-stream.js';
import { CurrentInvoice } from './current-invoice.js';

type Load = (number: string) => Promise<InvoiceViewJson>;

const INVOICES_MAX = 10_000;
/** Lines of all invoices kept: a few of them may be very long. */
const LINES_MAX = 200_000;

/**
 * Invoices read lately, each until a block changes it. For a ledger whose answers never lag behind the
 * blocks it tells of: one peer.
 */
export class InvoiceCache {
  readonly #stream: LedgerStream;
  readonly #load: Load;
  readonly #now: () => number;
  readonly #kept = new LRUCache<string, CurrentInvoice | Promise<CurrentInvoice>>({
    max: INVOICES_MAX,
    maxSize: LINES_MAX,
  });

  /** @param now the ledger's time, milliseconds since 1970: locks end by it */
  constructor(stream: LedgerStream, load: Load, now: () => number) {
    this.#stream = stream;
    this.#load = load;
    this.#now = now;
    stream.onBlock(({ transactions }) => {
      for (const { kind, key } of transactions.flatMap(({ changes }) => changes)) {
        if (kind === 'STATUS') this.#kept.delete(key.number);
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
    return (await kept).at(Math.floor(this.#now() / 1000));
  }

  async #read(number: string): Promise<CurrentInvoice> {
    // Kept before it is read, so that a block that comes meanwhile finds something to forget.
    const read = this.#load(number).then((view) => new CurrentInvoice(view));
    this.#kept.set(number, read, { size: 1 });
    try {
      const invoice = await read;
      const size = invoice.view.invoice.lines.length;
      if (this.#kept.peek(number) === read) this.#kept.set(number, invoice, { size });
      return invoice;
    } catch (error) {
      if (this.#kept.peek(number) === read) this.#kept.delete(number);
      throw error;
    }
  }
}
