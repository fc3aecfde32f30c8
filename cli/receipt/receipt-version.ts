import type { Evidence } from './evidence.js';
import type { Hole } from './signature/hole.js';
import type { ReceiptSource } from './source.js';
import type { Page } from './v1/page/marks.js';

/** A receipt without its signature: `hole` still holds zeros. */
export interface UnsignedReceipt {
  readonly bytes: Buffer;
  readonly hole: Hole;
}

/**
 * One version of the receipt format. All code that decides the bytes of its receipts is in its folder, or in the folder of
 * a version before. These folders must never change, because a verifier checks a receipt by drawing it again.
 */
export interface ReceiptVersion {
  /** Producer that the file names. */
  readonly producer: string;
  /** Returns what stands where on the pages of a receipt, without drawing them. @throws as `render` */
  readonly layOut: (evidence: Evidence) => readonly Page[];
  /** Draws a receipt. @throws {ValidationError} RECEIPT_GLYPH naming the characters that no font of receipts can show */
  readonly render: (source: ReceiptSource, evidence: Evidence) => UnsignedReceipt;
}
