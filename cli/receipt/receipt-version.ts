import type { Evidence } from './evidence.js';
import type { Hole } from './signature/hole.js';
import type { ReceiptSource } from './source.js';

/** A receipt that lacks nothing but its signature: `hole` still holds zeros. */
export interface UnsignedReceipt {
  readonly bytes: Buffer;
  readonly hole: Hole;
}

/**
 * One version of the receipt format. Everything that decides the bytes of its receipts lies in a folder of its own and
 * never changes again, because a verifier checks a receipt by drawing it once more.
 */
export interface ReceiptVersion {
  /** Stands in the file as its producer. */
  readonly producer: string;
  /** @throws {ValidationError} RECEIPT_GLYPH naming the characters that no font of receipts can show */
  readonly render: (source: ReceiptSource, evidence: Evidence) => UnsignedReceipt;
}
