import type { InvoiceJson, InvoiceStatusJson } from '@fapiao-ledger/chaincode/core';

/** What the gateway answers, as far as commands look into it. */

export interface IssueAnswer {
  readonly requestId: string;
  readonly transactionId: string;
  readonly issuedAt: string;
  readonly invoices: readonly { readonly number: string; readonly checkCode: string }[];
}

export interface InvoiceAnswer {
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
  /** Number of blocks on the ledger when it answered. */
  readonly height?: number | string;
}

export interface ChangeAnswer {
  readonly requestId: string;
  readonly transactionId: string;
  readonly status: InvoiceStatusJson;
}

export interface HistoryItem {
  readonly transactionId: string;
  readonly at: string;
  readonly status: InvoiceStatusJson;
}
