import type { HistoryAnswer, InvoiceAnswer, InvoiceSummary, InvoicesPage } from '@fapiao-ledger/client';
import type { Session } from '../../shared/session.ts';
import { OtherTerms } from '../../shared/signing/terms.ts';
import type { Store } from '../../shared/store.ts';

/** What the ledger said at a moment, in milliseconds since 1970. */
export interface Copy<T> {
  readonly value: T;
  readonly asOf: number;
}

/** Where a copy comes from. */
export interface CopySource<T> {
  /** Returns the copy in this browser, if there is one. */
  readonly kept: () => Promise<Copy<T> | undefined>;
  /** Reads from the ledger, and keeps what it says. Throws what `Session.read` throws. */
  readonly read: () => Promise<Copy<T>>;
}

/** An invoice with all states that it had. */
export interface HeldInvoice
  extends Pick<InvoiceAnswer, 'invoice' | 'status'>,
    Pick<HistoryAnswer, 'history'> {}

const PAGE = 200;
/** A phone keeps the newest ones. */
const HELD_MAX = 2_000;
const LIST = 'held';
const INVOICE = 'invoice';
const NAME = 'newest';

/** The invoices of one holder: as the ledger has them, and as copies in this browser for where there is no network. */
export class InvoiceBook {
  readonly #session: Session;
  readonly #store: Store;
  readonly #now: () => number;

  constructor(session: Session, store: Store, now: () => number = Date.now) {
    this.#session = session;
    this.#store = store;
    this.#now = now;
  }

  /** The newest invoices. */
  readonly list: CopySource<readonly InvoiceSummary[]> = {
    kept: async () => await this.#kept<readonly InvoiceSummary[]>(LIST, NAME),
    read: async () => await this.#keep(LIST, NAME, await this.#readList()),
  };

  /** Returns the source of one invoice. */
  invoice(number: string): CopySource<HeldInvoice> {
    return {
      kept: async () => await this.#kept<HeldInvoice>(INVOICE, number),
      read: async () => await this.#keep(INVOICE, number, await this.#readInvoice(number)),
    };
  }

  /** Returns the receipt of an invoice, a PDF. @throws what `Session.readFile` throws */
  async receipt(number: string): Promise<Blob> {
    const bytes = await this.#session.readFile(`/invoices/${number}/receipt.pdf`);
    return new Blob([Uint8Array.from(bytes)], { type: 'application/pdf' });
  }

  async #readList(): Promise<readonly InvoiceSummary[]> {
    const invoices: InvoiceSummary[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ role: 'holder', limit: String(PAGE), ...(cursor && { cursor }) });
      const page: InvoicesPage = await this.#session.read<InvoicesPage>(`/invoices?${query.toString()}`);
      invoices.push(...page.invoices);
      cursor = page.next;
    } while (cursor !== undefined && invoices.length < HELD_MAX);
    return invoices;
  }

  async #readInvoice(number: string): Promise<HeldInvoice> {
    const [{ invoice, status }, { history }] = await Promise.all([
      this.#session.read<InvoiceAnswer>(`/invoices/${number}`),
      this.#session.read<HistoryAnswer>(`/invoices/${number}/history`),
    ]);
    if (invoice.number !== number) throw new OtherTerms(number);
    return { invoice, status, history };
  }

  async #kept<T>(kind: string, name: string): Promise<Copy<T> | undefined> {
    const records = await this.#store.records<Copy<T>>(this.#session.identity.id, kind);
    return records.find((record) => record.name === name)?.value;
  }

  async #keep<T>(kind: string, name: string, value: T): Promise<Copy<T>> {
    const copy = { value, asOf: this.#now() };
    await this.#store.keepRecord(this.#session.identity.id, kind, name, copy, copy.asOf);
    return copy;
  }
}
