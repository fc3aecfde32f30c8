import type { InvoiceStatusJson } from '../invoice/invoice.js';
import type { IssueOutcome } from '../invoice/issue.js';
import type { PaymentJson } from '../payment/index.js';
import type { RedFormJson } from '../red-letter/form.js';
import type { ReturnJson } from '../return/filing.js';
import type { CreditJson, LaneJson, SegmentJson } from '../taxpayer/lane.js';

/** An invoice after a statement. */
export interface ChangedInvoice {
  readonly number: string;
  readonly status: InvoiceStatusJson;
}

/** The result of a statement about invoices. */
export interface ChangeResult {
  readonly requestId: string;
  readonly transactionId: string;
  /** In the order of the statement. */
  readonly invoices: readonly ChangedInvoice[];
}

/** The result of a statement about a red-letter form. */
export interface RedLetterResult {
  readonly requestId: string;
  readonly transactionId: string;
  readonly form: RedFormJson;
  /** Status of the invoice that is reversed. */
  readonly status: InvoiceStatusJson;
  /** The red-letter invoice, where the statement issued it. */
  readonly red?: { readonly number: string; readonly checkCode: string };
}

/** The result of filing a return. */
export interface ReturnResult {
  readonly requestId: string;
  readonly transactionId: string;
  readonly filed: ReturnJson;
}

/** The result of a provider's statement about a payment. */
export interface PaymentResult {
  readonly requestId: string;
  readonly transactionId: string;
  readonly payment: PaymentJson;
}

/** The result of a provider's statement about a refund. */
export interface RefundResult extends RedLetterResult {
  readonly payment: PaymentJson;
}

/** One outcome per request, in order. */
export interface PageResult {
  readonly outcomes: readonly IssueOutcome[];
}

/** Result of `invoice:CancelRequest`. */
export interface CancelResult {
  readonly requestId: string;
  readonly transactionId: string;
}

/** A state that an invoice had, and the transaction that gave it. */
export interface HistoryEntry {
  readonly transactionId: string;
  readonly at: string;
  readonly status: InvoiceStatusJson;
}

/** Why an invoice is frozen, for the bureau and auditors. Its parties learn only that it is frozen. */
export interface FreezeJson {
  readonly number: string;
  readonly reason: string;
  /** Code of the officer. */
  readonly officer: string;
  readonly at: string;
}

/** Credit of a month, and the numbers that no lane has yet. */
export interface GrantJson extends CreditJson {
  readonly stock: readonly SegmentJson[];
}

/** A page of the lanes of a seller, by name. */
export interface LanesJson {
  readonly lanes: readonly LaneJson[];
  /** Name of the lane after which the next page begins; absent on the last page. */
  readonly next?: string;
}

/** Result of `bureau:PublishRuleSet`. */
export interface PublishedSummary {
  readonly version: string;
  readonly validFrom: string;
  readonly hash: string;
}

/** Result of `bureau:SetCheckPage`: the address to which receipts link from now on, if any. */
export interface CheckPageSetting {
  readonly checkPage?: string;
}

/** Result of `bureau:ClosePeriod`: every period up to this month is closed. */
export interface ClosedPeriods {
  readonly closedThrough: string;
}
