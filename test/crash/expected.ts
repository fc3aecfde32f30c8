import {
  type ChangedInvoice,
  type ChangeResult,
  canonicalJson,
  type DraftJson,
  type Fen,
  type InvoiceStatusJson,
  type IssuedOutcome,
  invoicesOfOutcome,
  type Json,
  mirroredText,
  type PageResult,
  parseYuan,
  type RedFormJson,
  type RedLetterResult,
  stateKey,
} from '@fapiao-ledger/core';
import type { ContractCall } from '@fapiao-ledger/network/ledger-client';
import type { Ground } from './ground.ts';

/** A request to the ledger. */
type Intent =
  | {
      readonly kind: 'issue';
      readonly key: string;
      readonly seller: string;
      readonly drafts: readonly DraftJson[];
    }
  | { readonly kind: 'change'; readonly key: string; readonly redeems: Fen }
  | { readonly kind: 'red-letter'; readonly key: string }
  | { readonly kind: 'allot'; readonly seller: string; readonly net: Fen };

export interface Request {
  readonly intent: Intent;
  readonly call: ContractCall;
}

export interface KnownInvoice {
  readonly seller: string;
  readonly page: string;
  readonly draft: DraftJson;
}

/** What the ledger must hold: all that was acknowledged or found there after a crash, and nothing else. */
export class Expected {
  /** Ids of valid transactions. */
  readonly transactions: string[] = [];
  /** Requests that the ledger remembers, by actor and id, with its answer. */
  readonly requests = new Map<string, { readonly request: Request; readonly result: unknown }>();
  readonly invoices = new Map<string, KnownInvoice>();
  /** Number of invoices of each page, by the number of the first. */
  readonly pages = new Map<string, number>();
  readonly statuses = new Map<string, InvoiceStatusJson>();
  readonly redeemed = new Map<string, Fen>();
  /** Red-letter forms by their keys. */
  readonly forms = new Map<string, RedFormJson>();
  /** Credit that red-letter invoices gave back to the lane of each seller. */
  readonly restored = new Map<string, Fen>();
  /** Credit in the lane of each seller. */
  readonly caps: Map<string, Fen>;

  readonly #before: readonly string[];

  constructor({ sellers, firstCap, requests }: Ground) {
    this.caps = new Map(sellers.map(({ code }) => [code, firstCap]));
    this.#before = requests;
  }

  /** Actor and id of all requests that the ledger remembers, in order. */
  get requestKeys(): readonly string[] {
    return [...this.#before, ...this.requests.keys()].sort();
  }

  /** Adds a request whose transaction is valid, with the ledger's answer to it. */
  add({ intent, call }: Request, transactionId: string, result: unknown): void {
    this.transactions.push(transactionId);
    if (intent.kind === 'allot') {
      this.caps.set(intent.seller, sum(this.caps.get(intent.seller), intent.net));
      return;
    }
    const former = this.requests.get(intent.key);
    if (former !== undefined) {
      requireSame(result, former.result, `the answer to ${intent.key}, intent again`);
      return;
    }
    this.requests.set(intent.key, { request: { intent, call }, result });
    if (intent.kind === 'issue') this.#addIssued(intent.seller, intent.drafts, result as PageResult);
    else if (intent.kind === 'change') this.#addChanged(intent.redeems, result as ChangeResult);
    else this.#addRedLetter(result as RedLetterResult);
  }

  #addIssued(seller: string, drafts: readonly DraftJson[], { outcomes }: PageResult): void {
    const [outcome] = outcomes as readonly [IssuedOutcome];
    const { page } = outcome;
    this.pages.set(page, outcome.count);
    invoicesOfOutcome(outcome).forEach(({ number }, index) => {
      this.invoices.set(number, { seller, page, draft: drafts[index] as DraftJson });
    });
  }

  #addChanged(redeems: Fen, { invoices }: ChangeResult): void {
    const [{ number, status }] = invoices as readonly [ChangedInvoice];
    this.statuses.set(number, status);
    this.redeemed.set(number, sum(this.redeemed.get(number), redeems));
  }

  #addRedLetter({ form, status, red }: RedLetterResult): void {
    const { number, sequence, seller, reason, totals } = form;
    this.statuses.set(number, status);
    this.redeemed.set(number, sum(this.redeemed.get(number), 0n as Fen));
    this.forms.set(stateKey('REDFORM', number, String(sequence)), form);
    if (red === undefined) return;
    const { draft } = this.invoices.get(number) as KnownInvoice;
    const [net, tax, gross] = [totals.net, totals.tax, totals.gross].map(mirroredText) as [
      string,
      string,
      string,
    ];
    this.pages.set(red.number, 1);
    this.invoices.set(red.number, {
      seller,
      page: red.number,
      draft: { ...draft, totals: { net, tax, gross } },
    });
    if (reason !== SALES_ALLOWANCE)
      this.restored.set(seller, sum(this.restored.get(seller), parseYuan(totals.net)));
  }

  /** Returns the last red-letter form of an invoice. */
  lastForm(number: string): RedFormJson | undefined {
    const sequence = this.statuses.get(number)?.reversal?.forms ?? 0;
    return this.forms.get(stateKey('REDFORM', number, String(sequence)));
  }
}

/** The reason that gives no credit back. */
const SALES_ALLOWANCE = '04';

function sum(before: Fen | undefined, more: Fen): Fen {
  return ((before ?? 0n) + more) as Fen;
}

/** @throws {Error} naming the difference */
export function requireSame(got: unknown, wanted: unknown, what: string): void {
  const [left, right] = [got, wanted].map((value) =>
    value === undefined ? 'nothing' : canonicalJson(value as Json),
  );
  if (left !== right) throw new Error(`${what}: ${left} instead of ${right}`);
}
