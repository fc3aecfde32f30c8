import type { InvoiceViewJson } from '@fapiao-ledger/core';
import { LRUCache } from 'lru-cache';
import type { LedgerStream } from '../stream/ledger-stream.js';
import { CurrentInvoice } from './current-invoice.js';

type Load = (number: string) => Promise<InvoiceViewJson>;

const INVOICES_MAX = 10_000;
/** Lines of all cached invoices together, because an invoice may have thousands. */
const LINES_MAX = 200_000;

/**
 * Caches invoices until a block changes them. It is correct only for a ledger whose answers never lag behind its
 * blocks, which means a single peer.
 */
export class InvoiceCache {
  readonly #stream: LedgerStream;
  readonly #load: Load;
  readonly #now: () => number;
  readonly #invoices = new LRUCache<string, CurrentInvoice | Promise<CurrentInvoice>>({
    max: INVOICES_MAX,
    maxSize: LINES_MAX,
  });

  /** @param now the ledger's time in milliseconds since 1970, by which locks end */
  constructor(stream: LedgerStream, load: Load, now: () => number) {
    this.#stream = stream;
    this.#load = load;
    this.#now = now;
    stream.onBlock(({ transactions }) => {
      for (const { kind, key } of transactions.flatMap(({ changes }) => changes)) {
        if (kind === 'STATUS') this.#invoices.delete(key.number);
      }
    });
  }

  /**
   * Returns an invoice at a height or later.
   * @param height number of blocks of the ledger when the caller asked
   * @throws {DomainError} INVOICE_NOT_FOUND
   */
  async at(height: bigint, number: string): Promise<CurrentInvoice> {
    const cached = this.#stream.height < height ? undefined : this.#invoices.get(number);
    if (cached === undefined) return await this.#read(number);
    return (await cached).at(Math.floor(this.#now() / 1000));
  }

  async #read(number: string): Promise<CurrentInvoice> {
    // Stored before it is read, so that a block that arrives meanwhile removes it.
    const read = this.#load(number).then((view) => new CurrentInvoice(view));
    this.#invoices.set(number, read, { size: 1 });
    try {
      const invoice = await read;
      const size = invoice.view.invoice.lines.length;
      if (this.#invoices.peek(number) === read) this.#invoices.set(number, invoice, { size });
      return invoice;
    } catch (error) {
      if (this.#invoices.peek(number) === read) this.#invoices.delete(number);
      throw error;
    }
  }
}
