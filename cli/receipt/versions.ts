import { type Evidence, readEvidence } from './evidence.js';
import type { ReceiptVersion, UnsignedReceipt } from './receipt-version.js';
import type { ReceiptSource } from './source.js';
import type { Page } from './v1/page/marks.js';
import { version1 } from './v1/render.js';
import { version2 } from './v2/render.js';

/** Every version in which receipts were ever written, the newest last. A verifier knows them all. */
export const RECEIPT_VERSIONS: readonly ReceiptVersion[] = [version1, version2];

/** The version in which receipts are written now. */
const CURRENT = version2;

/**
 * Whether a version has a place for all facts of an attestation. Version 1 has none for red-letter invoices, reversals, confirmations
 * of use and payments: an invoice that is reversed in part would look as if nothing had been taken of it.
 */
export function showsAll(version: ReceiptVersion, { attestation: { invoice, status } }: Evidence): boolean {
  return (
    version !== version1 || (invoice.red ?? invoice.payment ?? status.reversal ?? status.use) === undefined
  );
}

/**
 * Draws the receipt of an endorsed attestation in the current version. The same source gives the same bytes on every
 * machine, so a verifier checks a receipt by drawing it again.
 *
 * @throws {VerificationError} RECEIPT_ATTESTATION when the source cannot be read
 * @throws {ValidationError} RECEIPT_GLYPH naming the characters that no font of receipts can show
 */
export function renderReceipt(source: ReceiptSource): UnsignedReceipt {
  return renderEvidence(source, readEvidence(source));
}

/** Draws the receipt of a source that has been read already, as `renderReceipt` does. */
export function renderEvidence(source: ReceiptSource, evidence: Evidence): UnsignedReceipt {
  return CURRENT.render(source, evidence);
}

/** Returns what stands where on the pages of a receipt in the current version. @throws as `renderReceipt` */
export function layOutReceipt(source: ReceiptSource): readonly Page[] {
  return CURRENT.layOut(readEvidence(source));
}
