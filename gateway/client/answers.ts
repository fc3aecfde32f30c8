import type { InvoiceJson, InvoiceState, InvoiceStatusJson, InvoiceType } from '@fapiao-ledger/core';

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

export interface HistoryAnswer {
  readonly history: readonly HistoryItem[];
  /** Number of blocks on the ledger when it answered. */
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

/** Newest first. */
export interface InvoicesPage {
  /** Number of blocks on the ledger when it was true. */
  readonly height: string;
  readonly invoices: readonly InvoiceSummary[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}

/** Invoices added up; amounts are yuan of any size. */
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
  /** Over all groups; an invoice counts once. */
  readonly total: SumsAnswer;
  readonly next?: string;
}
