import type {
  BuyerJson,
  InvoiceJson,
  InvoiceState,
  InvoiceStatusJson,
  InvoiceType,
  NumberProfile,
  TotalsJson,
  UseJson,
} from '../invoice/invoice.js';
import type { IssuedOutcome } from '../invoice/issue.js';
import type { RedFormJson } from '../red-letter/form.js';
import type { FigureDifference } from '../return/figures.js';
import type { FiledTerms, ReturnJson, ReturnState } from '../return/filing.js';
import type { ReturnEntry } from '../return/list.js';
import type { NumbersAccount } from '../year-end/account.js';
import type { NumbersJson } from '../year-end/return-numbers.js';
import type { ChangeResult, GrantJson, HistoryEntry } from './results.js';

/** Answers of the gateway's REST interface that differ from results of the contract. */
export interface IssueAnswer extends Pick<IssuedOutcome, 'requestId' | 'transactionId' | 'issuedAt'> {
  readonly invoices: readonly { readonly number: string; readonly checkCode: string }[];
}

/** The result of a statement about one invoice. */
export interface ChangeAnswer extends Pick<ChangeResult, 'requestId' | 'transactionId'> {
  readonly status: InvoiceStatusJson;
}

/** An answer that is at least as recent as its height. */
interface Dated {
  /** Number of blocks on the ledger at the request. */
  readonly height: string;
}

/** Answer of `GET /v1/invoices/{number}`. */
export interface InvoiceAnswer extends Dated {
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
}

/** Answer of `GET /v1/invoices/{number}/history`, newest status first. */
export interface HistoryAnswer extends Dated {
  /** Newest first. */
  readonly history: readonly HistoryEntry[];
}

/** Answer of `GET /v1/invoices/{number}/red-letter/{sequence}`. */
export interface RedFormAnswer extends Dated {
  readonly form: RedFormJson;
  /** Digest of its terms. A side that confirms computes it itself from the form that it shows: a gateway could name other terms. */
  readonly terms: string;
}

/** An invoice in a list. */
export interface InvoiceSummary {
  readonly number: string;
  readonly profile: NumberProfile;
  readonly type: InvoiceType;
  readonly date: string;
  readonly seller: { readonly code: string; readonly name: string };
  /** A person has neither code nor name. */
  readonly buyer: { readonly type: BuyerJson['type']; readonly code?: string; readonly name?: string };
  readonly rates: readonly string[];
  readonly totals: TotalsJson;
  readonly state: InvoiceState;
  readonly holder: string;
  /** Gross amount that is not redeemed yet. */
  readonly rest: string;
  /** The seller's own id of the invoice, where it gave one. */
  readonly ref?: string;
  /** Present while the buyer has confirmed the use of the invoice. */
  readonly use?: Pick<UseJson, 'purpose' | 'period'>;
}

/** Answer of `POST /v1/own-ids`. */
export interface OwnIdsAnswer extends Dated {
  /** The caller's invoices that have one of the ids. */
  readonly found: readonly FoundOwnId[];
}

/** An invoice that has an own id of its seller. */
export interface FoundOwnId {
  readonly ref: string;
  readonly number: string;
  /** SHA-256 of `contentText` of its draft, in lower-case hex. */
  readonly content: string;
}

/** Newest first. */
export interface InvoicesPage extends Dated {
  readonly invoices: readonly InvoiceSummary[];
  /** Cursor of the next page; absent on the last page. */
  readonly next?: string;
}

/** A red-letter form in a list. */
export interface RedFormSummary
  extends Pick<
    RedFormJson,
    | 'number'
    | 'sequence'
    | 'reason'
    | 'startedBy'
    | 'state'
    | 'totals'
    | 'startedAt'
    | 'expiresAt'
    | 'changedAt'
    | 'red'
  > {
  /** Seller of the invoice. */
  readonly seller: InvoiceSummary['seller'];
  readonly buyer: InvoiceSummary['buyer'];
  /**
   * Whether the form awaits the caller, or in a list of the bureau the company of its filter: its confirmation, or as the seller's the
   * red-letter invoice from another lane.
   */
  readonly waiting?: boolean;
}

/** Newest first: by the start of the form. */
export interface RedFormsPage extends Dated {
  readonly forms: readonly RedFormSummary[];
  /** Cursor of the next page; absent on the last page. */
  readonly next?: string;
}

/** Sums of invoices. Amounts are yuan of any size. */
export interface SumsAnswer extends TotalsJson {
  readonly count: number;
}

export interface StatisticsGroup extends SumsAnswer {
  readonly month?: string;
  /** Monday of the week, "2026-03-02". */
  readonly week?: string;
  readonly day?: string;
  readonly type?: InvoiceType;
  /** First digit of the tax class. */
  readonly sector?: string;
  readonly province?: string;
  readonly city?: string;
  readonly county?: string;
  readonly rate?: string;
  readonly taxpayer?: string;
  readonly provinceName?: { readonly zh: string; readonly en: string };
  readonly taxpayerName?: string;
}

/** One page of the answer of `GET /v1/bureau/statistics`. */
export interface StatisticsPage extends Dated {
  readonly groups: readonly StatisticsGroup[];
  /** Sums over all groups. Each invoice counts once. */
  readonly total: SumsAnswer;
  readonly next?: string;
}

/** Answer of `GET /v1/credits/{seller}/{month}`. Amounts are net, in yuan. */
export interface CreditAnswer extends Dated, GrantJson {
  /** What invoices of the month took, less what red-letter invoices gave back. */
  readonly used: string;
  /** What may still be issued in the month, in lanes and outside of them. */
  readonly left: string;
  /** Unused numbers of the year of the month, in the stock and in lanes. */
  readonly numbersLeft: number;
  /** Lanes that have credit of the month, or numbers of its year. */
  readonly lanes: readonly { readonly lane: string; readonly left: string; readonly numbers: number }[];
}

/** Answer of `GET /v1/bureau/numbers/{seller}`. */
export interface NumbersAccountAnswer extends Dated, NumbersAccount {
  readonly seller: string;
  readonly year: string;
  /** False while the seller issues during the count, so that a difference may be of that moment. */
  readonly isSettled: boolean;
  /** The first lanes that hold unused numbers of the year. */
  readonly holders: NumbersJson['lanes'];
}

/** One page of the answer of `GET /v1/bureau/watch`. */
export interface WatchPage extends Dated {
  readonly months: { readonly from: string; readonly to: string };
  readonly limit: string;
  readonly sellers: readonly {
    readonly code: string;
    readonly name: string;
    readonly net: string;
    /** Of the limit, rounded down, four decimals. */
    readonly share: string;
  }[];
  readonly next?: string;
}

/** Answer of `GET /v1/returns/{period}`, and of the bureau's route: a month as it is counted now, beside the return of it. */
export interface ReturnAnswer extends Dated {
  readonly taxpayer: string;
  readonly period: string;
  /** What the taxpayer would file now. */
  readonly computed: FiledTerms;
  /** The last return that was filed of the period. */
  readonly filed?: ReturnJson;
  /** The first figure of that return that is counted otherwise now. */
  readonly differs?: FigureDifference;
}

/** A return in a list. */
export interface ReturnSummary {
  readonly taxpayer: string;
  readonly period: string;
  readonly state: ReturnState;
  readonly filedAt: string;
  readonly carriedOut: string;
  readonly payable: string;
  /** In lists of the bureau. */
  readonly taxpayerName?: string;
}

/** By period, then by taxpayer. */
export interface ReturnsPage extends Dated {
  readonly returns: readonly ReturnSummary[];
  readonly next?: string;
}

/** Answer of `GET /v1/returns/{period}/invoices`: a part of the list behind the figures, in its order. */
export interface ReturnEntriesPage extends Dated {
  readonly entries: readonly ReturnEntry[];
  readonly next?: string;
}
