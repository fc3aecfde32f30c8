import type { PaymentReference } from '../payment/payment.js';

/**
 * The shapes of an invoice in requests, answers and on the ledger: JSON whose money is yuan in text
 * ("1234.50"), whose rates are fractions in text ("0.13") and whose quantities and unit prices are
 * decimals of up to 13 places. Field names are fixed; `docs/receipt-format.md` lists them.
 */

/** The kind of an invoice. The buyer may deduct the tax of a SPECIAL invoice only (T10). */
export type InvoiceType = 'ORDINARY' | 'SPECIAL';

/** How numbers are formed (T04): a code of 12 and a number of 8 digits (2018), or the 20 digits of the digital e-invoice. */
export type NumberProfile = 'SHENZHEN_2018' | 'DIGITAL';

/** Why a line bears no tax (T12): flags 1, 2 and 3 of invoice software in use. */
export type ZeroRate = 'EXEMPT' | 'NOT_TAXED' | 'ZERO_RATED';

/** Kind of a line. A DISCOUNT line follows directly on the DISCOUNTED line that it reduces (T20). */
export type LineKind = 'NORMAL' | 'DISCOUNTED' | 'DISCOUNT';

/** One line of a draft or an invoice. Amounts are yuan with two decimals, the rate is a fraction, both in text. */
export interface LineJson {
  readonly kind: LineKind;
  /** 19 digits of the tax classification of goods and services (T14). */
  readonly taxClass: string;
  /** Printed as `*class*item` or plainly, as the seller writes it. */
  readonly item: string;
  readonly specification?: string;
  readonly unit?: string;
  readonly quantity?: string;
  readonly unitPrice?: string;
  readonly net: string;
  readonly rate: string;
  readonly tax: string;
  readonly zeroRate?: ZeroRate;
}

/** The exact sums of all lines, in yuan with two decimals (T19). */
export interface TotalsJson {
  readonly net: string;
  readonly tax: string;
  readonly gross: string;
}

/**
 * The buyer: the party that an invoice is made out to. A person's name is never on the ledger: `nameCommitment` is a digest of the name and
 * a secret salt, as the function of that name makes it. A holder of the opening can show that the name is the same.
 */
export type BuyerJson =
  | {
      readonly type: 'ENTERPRISE';
      readonly code: string;
      readonly name: string;
      readonly contact?: string;
      readonly bank?: string;
    }
  | { readonly type: 'BODY'; readonly name: string; readonly code?: string }
  | { readonly type: 'PERSON'; readonly nameCommitment?: string };

/** The seller, as the register had it when the invoice was issued. */
export interface SellerJson {
  readonly code: string;
  readonly name: string;
  /** Address and telephone, as registered. */
  readonly contact?: string;
  /** Bank and account, as registered. */
  readonly bank?: string;
}

/** The content of an invoice that a seller signs. The ledger adds the rest. */
export interface DraftJson {
  readonly type: InvoiceType;
  /** Code of the seller. Its name comes from the register. */
  readonly seller: string;
  readonly buyer: BuyerJson;
  /** Code of the first holder; `firstHolder` returns it when absent. */
  readonly holder?: string;
  readonly lines: readonly LineJson[];
  readonly totals: TotalsJson;
  readonly remark?: string;
  /** The seller's own id of the invoice, such as an order number. The ledger compares it under strict refs only. */
  readonly ref?: string;
}

/** The content of an issued invoice. No seller drafts a red-letter invoice: it follows from its form. */
export interface ContentJson extends DraftJson {
  /** Present on a red-letter invoice: what it reverses. */
  readonly red?: RedOriginJson;
}

/** What a red-letter invoice reverses, and by which form (T23). */
export interface RedOriginJson {
  /** Number of the invoice that it reverses in part or in whole. */
  readonly number: string;
  /** Sequence of the form among the forms of that invoice. */
  readonly form: number;
  /** National code of the reason. */
  readonly reason: string;
}

/** An issued invoice. It is never edited. */
export interface InvoiceJson {
  /** 20 digits: the national number, or code (12) and number (8) joined. */
  readonly number: string;
  readonly profile: NumberProfile;
  /** 20 digits, as `checkCodeOf` makes them. The last six are one of the five facts by which an invoice is checked. */
  readonly checkCode: string;
  readonly type: InvoiceType;
  /** Moment of the transaction, UTC, seconds: "2026-03-01T08:00:00Z". */
  readonly issuedAt: string;
  /** Date of issue in Shanghai: "2026-03-01". */
  readonly date: string;
  readonly seller: SellerJson;
  readonly buyer: BuyerJson;
  /** First holder. */
  readonly holder: string;
  readonly lines: readonly LineJson[];
  readonly totals: TotalsJson;
  readonly remark?: string;
  readonly ref?: string;
  readonly red?: RedOriginJson;
  /** The payment that paid it, as its provider has confirmed (T21). */
  readonly payment?: PaymentReference;
  readonly ruleSet: { readonly version: string; readonly hash: string };
  readonly transactionId: string;
}

/** State of an invoice, which determines the possible acts. RED means that red-letter invoices have reversed all of it. */
export type InvoiceState = 'OPEN' | 'LOCKED' | 'REDEEMED' | 'RED' | 'FROZEN';

/** The changes of an invoice since its issue. `initialStatus` is the status of an invoice that has none of its own. */
export interface InvoiceStatusJson {
  readonly state: InvoiceState;
  readonly holder: string;
  /** Gross amount that is neither redeemed nor reversed yet, in yuan. */
  readonly rest: string;
  readonly lock?: { readonly company: string; readonly lockedAt: string; readonly expiresAt: string };
  readonly redemptions: readonly RedemptionJson[];
  /** Present while the buyer has confirmed the use of the invoice (T35). */
  readonly use?: UseJson;
  /** Present once a red-letter form was started. */
  readonly reversal?: ReversalJson;
  /** Without the reason, which only the bureau and auditors may read. */
  readonly frozen?: { readonly at: string };
}

/** What an enterprise buyer uses an invoice for: it deducts the tax, or declares that it does not. */
export type UsePurpose = 'DEDUCTION' | 'NO_DEDUCTION';

/** A confirmation of use. */
export interface UseJson {
  readonly purpose: UsePurpose;
  /** The tax period, a month, whose return counts the invoice. */
  readonly period: string;
  readonly at: string;
  /** Tax that is deducted: that of the invoice, less what red-letter invoices took before. Absent without deduction. */
  readonly tax?: string;
  /** What red-letter invoices have taken back of it since, by their numbers, and the tax period that counts it (T36). */
  readonly transfers?: readonly UseTransferJson[];
}

/** Tax that a red-letter invoice takes back of a deduction. */
export interface UseTransferJson {
  readonly red: string;
  readonly period: string;
  readonly tax: string;
}

/** A booking. Reversals of it are listed with it, because a booking is never erased. */
export interface RedemptionJson {
  readonly company: string;
  readonly amount: string;
  readonly at: string;
  /** The parts that red-letter invoices took back, by their numbers. */
  readonly reversed?: readonly { readonly red: string; readonly amount: string }[];
}

/** What red-letter invoices have taken of an invoice (T23). */
export interface ReversalJson {
  /** Count of the red-letter forms of this invoice. The last one runs, or has ended. */
  readonly forms: number;
  /** Moment at which the last form was started or the last red-letter invoice issued. */
  readonly at: string;
  /** Numbers of its red-letter invoices. */
  readonly reds: readonly string[];
  /** Sums over them. */
  readonly totals: TotalsJson;
  /** Sums of each line that they touch, in the order of the lines. */
  readonly lines: readonly ReversedLineJson[];
}

/** A part of a line that is reversed. Its amounts have the sign of the line: a discount line's are negative. */
export interface ReversedLineJson {
  /** Place of the line on the invoice, beginning with 1. */
  readonly line: number;
  readonly quantity?: string;
  readonly net: string;
  readonly tax: string;
}

/** An invoice with its current status: the result of `invoice:ReadInvoice`. */
export interface InvoiceViewJson {
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
  /** Number of the first invoice of the same page: a locator, not a fact about the invoice. */
  readonly page: string;
}

/** The first field of every attestation, so that no other document can be taken for one. */
export const ATTESTATION_KIND = 'fapiao-ledger/attestation/1';

/** The result of `invoice:Attest`: the facts that the endorsers attest. */
export interface AttestationJson {
  readonly kind: typeof ATTESTATION_KIND;
  readonly channel: string;
  /** Transaction time of the query, or of the last change of the invoice if that is later, UTC. */
  readonly asOf: string;
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
  /** Address of the public page that checks invoices, as the bureau's policy has it. */
  readonly checkPage?: string;
}
