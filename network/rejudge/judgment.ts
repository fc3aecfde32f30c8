import type { Fault } from '@fapiao-ledger/core';

/** The page that a transaction issued, and the documents that the ledger had under its keys before and after. */
export interface IssuedPage {
  readonly block: number;
  readonly transactionId: string;
  /** Transaction time, seconds since 1970. */
  readonly at: number;
  /** Number of the first invoice, as the key of the page has it. */
  readonly first: string;
  readonly page: Uint8Array;
  /** The bureau's policy before the transaction. */
  readonly policy: Uint8Array | undefined;
  /** The seller in the register before the transaction. */
  readonly seller: Uint8Array | undefined;
  /** The lane from which the transaction took numbers and credit, before it and as the transaction wrote it. */
  readonly lane:
    | { readonly name: string; readonly before: Uint8Array | undefined; readonly after: Uint8Array }
    | undefined;
  /**
   * Of a red-letter invoice: its form, and the status of the invoice that it reverses, as the transaction wrote them. Absent when the
   * transaction wrote no form: then the page is one of drafts.
   */
  readonly redLetter: { readonly form: Uint8Array; readonly status: Uint8Array } | undefined;
  /** The payments that the transaction wrote. */
  readonly payments: readonly Uint8Array[];
  /** Every rule set that the bureau had published before the transaction. */
  readonly ruleSets: readonly Uint8Array[];
}

/**
 * A rule that an invoice breaks, or a fact of it that is not what the ledger's documents give. `path` is a JSON pointer into the
 * invoice; what concerns its lane is at `/number`.
 */
export interface Difference extends Fault {
  readonly block: number;
  readonly transactionId: string;
  /** Number of the invoice; of the first one of its page when all of them share the fact. */
  readonly number: string;
}

/** The judgment of pages. */
export interface Judgment {
  /** Number of invoices that were judged. */
  readonly invoices: number;
  readonly differences: readonly Difference[];
}
