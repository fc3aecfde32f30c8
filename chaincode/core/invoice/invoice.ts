/**
 * The shapes of an invoice as they travel and are stored: JSON whose money is yuan in text
 * ("1234.50"), whose rates are fractions in text ("0.13") and whose quantities and unit prices are
 * decimals of up to 13 places. Field names are fixed; `docs/receipt-format.md` lists them.
 */

export type InvoiceType = 'ORDINARY' | 'SPECIAL';

/** How numbers are formed: 12-digit code + 8-digit number (2018), or the 20 digits of the digital e-invoice. */
export type NumberProfile = 'SHENZHEN_2018' | 'DIGITAL';

/** Why a line bears no tax: vendor flags 1, 2 and 3. */
export type ZeroRate = 'EXEMPT' | 'NOT_TAXED' | 'ZERO_RATED';

export type LineKind = 'NORMAL' | 'DISCOUNTED' | 'DISCOUNT';

export interface LineJson {
  readonly kind: LineKind;
  /** 19 digits: tax classification of goods and services. */
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

export interface TotalsJson {
  readonly net: string;
  readonly tax: string;
  readonly gross: string;
}

/**
 * A person's name never stands on the ledger: `nameCommitment` is SHA-256 over a secret salt and the
 * name (see commitment/opening.ts), and whoever holds the opening can show that it is the same name.
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

export interface SellerJson {
  readonly code: string;
  readonly name: string;
  /** Address and telephone, as registered. */
  readonly contact?: string;
  /** Bank and account, as registered. */
  readonly bank?: string;
}

/** What a seller signs: everything but what the ledger adds. */
export interface DraftJson {
  readonly type: InvoiceType;
  /** Code of the seller; its name comes from the register. */
  readonly seller: string;
  readonly buyer: BuyerJson;
  /** Who holds the token first; the buyer's code when absent, else the seller. */
  readonly holder?: string;
  readonly lines: readonly LineJson[];
  readonly totals: TotalsJson;
  readonly remark?: string;
}

/** An issued invoice: never edited afterwards. */
export interface InvoiceJson {
  /** 20 digits: the national number, or code (12) and number (8) joined. */
  readonly number: string;
  readonly profile: NumberProfile;
  /** 20 digits; the last six are one of the five facts anybody checks an invoice by. */
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
  readonly ruleSet: { readonly version: string; readonly hash: string };
  readonly transactionId: string;
}

export type InvoiceState = 'OPEN' | 'LOCKED' | 'REDEEMED' | 'RED' | 'FROZEN';

/** What became of an invoice since it was issued. An invoice without a status of its own is OPEN. */
export interface InvoiceStatusJson {
  readonly state: InvoiceState;
  readonly holder: string;
  /** Gross that is not redeemed yet. */
  readonly rest: string;
  readonly lock?: { readonly company: string; readonly lockedAt: string; readonly expiresAt: string };
  readonly redemptions: readonly { readonly company: string; readonly amount: string; readonly at: string }[];
  /** Why, only the bureau and auditors are told. */
  readonly frozen?: { readonly at: string };
}

/** An invoice with its state now: what `invoice:ReadInvoice` returns. */
export interface InvoiceViewJson {
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
  /** Number of the first invoice of the ledger page that carries it: a locator, not a fact about the invoice. */
  readonly page: string;
}

export const ATTESTATION_KIND = 'fapiao-ledger/attestation/1';

/** Result of `invoice:Attest`: what the endorsers of an attestation vouch for. */
export interface AttestationJson {
  readonly kind: typeof ATTESTATION_KIND;
  readonly channel: string;
  /** Transaction time of the question, or of what was last written of the invoice if that is later, UTC. */
  readonly asOf: string;
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
}
