import type { HistoryEntry, InvoiceViewJson } from '@fapiao-ledger/core';
import type { ReceiptSource } from '@fapiao-ledger/receipt';
import { attestationJson } from '../ledger/attestation-json.js';
import type { Contract } from '../ledger/contract.js';
import type { Heights } from '../ledger/heights.js';
import { Memo } from '../ledger/memo.js';
import type { LedgerStream } from '../stream/ledger-stream.js';
import { CurrentInvoice } from './current-invoice.js';
import { InvoiceCache } from './invoice-cache.js';

const LOCATORS_MAX = 100_000;

/** Reads invoices by number, always in their current state. */
export class InvoiceReader {
  readonly #contract: Contract;
  /** First numbers of ledger pages by invoice number, which never change. */
  readonly #locators: Memo<string>;

  readonly #heights: Heights;
  readonly #cache: InvoiceCache | undefined;

  /** @param stream of a ledger whose answers never lag behind its blocks; without it nothing is cached */
  constructor(contract: Contract, heights: Heights, now: () => number, stream?: LedgerStream) {
    this.#contract = contract;
    this.#heights = heights;
    this.#cache = stream && new InvoiceCache(stream, async (number) => await this.view(number), now);
    this.#locators = new Memo(async (number) => (await this.view(number)).page, { max: LOCATORS_MAX });
  }

  /** @throws {DomainError} INVOICE_NOT_FOUND */
  async view(number: string): Promise<InvoiceViewJson> {
    return await this.#contract.read('invoice:ReadInvoice', { number });
  }

  /** Returns an invoice at a height that the ledger reached after this call. @throws as `view` */
  async current(number: string): Promise<{ readonly current: CurrentInvoice; readonly height: bigint }> {
    const height = await this.#heights.now();
    const current = await (this.#cache?.at(height, number) ?? this.#read(number));
    return { current, height };
  }

  async #read(number: string): Promise<CurrentInvoice> {
    return new CurrentInvoice(await this.view(number));
  }

  /** Returns the number of the first invoice on the same ledger page. @throws as `view` */
  async page(number: string): Promise<string> {
    return await this.#locators.recent(number);
  }

  /** Returns every state since the invoice was issued, newest first. @throws as `view` */
  async history(number: string): Promise<readonly HistoryEntry[]> {
    return await this.#contract.read('invoice:ReadHistory', { number });
  }

  /** Returns an endorsed attestation of an invoice, from which a receipt is made. @throws as `view` */
  async evidence(number: string): Promise<ReceiptSource> {
    return attestationJson(await this.#contract.attest('invoice:Attest', { number }));
  }
}
