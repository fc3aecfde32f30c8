import type { InvoiceStatusJson } from '../invoice/invoice.js';
import type { TaxpayerJson } from '../taxpayer/taxpayer.js';
import type { Operation } from './bodies.js';
import type { ContractEventName } from './events.js';

/** Answers of the gateway's REST interface to the bureau and to auditors. */

/** A taxpayer in a list. A person has no name on the ledger. */
export type TaxpayerSummary = Pick<TaxpayerJson, 'code' | 'kind' | 'status' | 'name'>;

/** One page of the answer of `GET /v1/bureau/taxpayers`, in the order of codes. */
export interface TaxpayersPage {
  /** Number of blocks for which the page is exact. */
  readonly height: string;
  readonly taxpayers: readonly TaxpayerSummary[];
  /** Cursor of the next page; absent on the last page. */
  readonly next?: string;
}

/** A transaction that issued or changed an invoice. */
export interface InvoiceAct {
  readonly transactionId: string;
  /** Number of its block. */
  readonly block: string;
  readonly at: string;
  /** The contract's name of what happened. */
  readonly event: ContractEventName;
  /** What was signed, where the event says it. */
  readonly operation?: Operation;
  /** Signed requests that the transaction performed for this invoice. */
  readonly requests: readonly { readonly actor: string; readonly requestId: string }[];
  /** State of the invoice afterwards; absent when it was issued. */
  readonly status?: InvoiceStatusJson;
}

/** One page of the answer of `GET /v1/bureau/invoices/{number}/acts`, newest first. */
export interface InvoiceActsPage {
  readonly height: string;
  readonly acts: readonly InvoiceAct[];
  /** Transaction for `after` on the next page; absent on the last page. */
  readonly next?: string;
}
