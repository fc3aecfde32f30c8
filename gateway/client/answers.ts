import type { InvoiceJson, InvoiceState, InvoiceStatusJson, InvoiceType } from '@fapiao-ledger/core';

/** Answers of the gateway: the fields that the command line reads. */

export interface IssueAnswer {
  readonly requestId: string;
  readonly transactionId: string;
  readonly issuedAt: string;
  readonly invoices: readonly { readonly number: string; readonly checkCode: string }[];
}

export interface InvoiceAnswer {
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
  /** Number of blocks on the ledger when the gateway answered. */
  readonly height?: number | string;
}

export interface ChangeAnswer {
  readonly requestId: string;
  readonly transactionId: string;
  readonly status: InvoiceStatusJson;
}

export interface HistoryAnswer {
  readonly history: readonly HistoryItem[];
  /** Number of blocks on the ledger when the gateway answered. */
  readonly height: string;
}

export interface HistoryItem {
  readonly transactionId: string;
  readonly at: string;
  readonly status: InvoiceStatusJson;
}

/** An invoice as lists show it. */
export interface InvoiceSummary {
  readonly number: string;
  readonly profile: string;
  readonly type: InvoiceType;
  readonly date: string;
  readonly seller: { readonly code: string; readonly name: string };
  /** A person has neither code nor name. */
  readonly buyer: { readonly type: string; readonly code?: string; readonly name?: string };
  readonly rates: readonly string[];
  readonly totals: Readonly<Record<'net' | 'tax' | 'gross', string>>;
  readonly state: InvoiceState;
  readonly holder: string;
  readonly rest: string;
}

/** One page of a list of invoices, newest first. */
export interface InvoicesPage {
  /** Number of blocks on the ledger when the gateway answered. */
  readonly height: string;
  readonly invoices: readonly InvoiceSummary[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}

/** Sums over invoices. Amounts are yuan and have no upper bound. */
export type SumsAnswer = Readonly<Record<'net' | 'tax' | 'gross', string>> & { readonly count: number };

export interface StatisticsGroup extends SumsAnswer {
  readonly month?: string;
  readonly province?: string;
  readonly city?: string;
  readonly county?: string;
  readonly rate?: string;
  readonly taxpayer?: string;
  readonly provinceName?: { readonly zh: string; readonly en: string };
  readonly taxpayerName?: string;
}

export interface StatisticsPage {
  readonly height: string;
  readonly groups: readonly StatisticsGroup[];
  /** Sums over all groups. An invoice that is in several groups counts once. */
  readonly total: SumsAnswer;
  readonly next?: string;
}
