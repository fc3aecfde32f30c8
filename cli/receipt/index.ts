export { type Evidence, readEvidence } from './evidence.js';
export type { ReceiptVersion, UnsignedReceipt } from './receipt-version.js';
export { signReceipt } from './sign.js';
export { type ReceiptSigner, signUnsigned } from './sign-unsigned.js';
export type { Hole } from './signature/hole.js';
export { parseSource, type ReceiptSource } from './source.js';
export type { BoxMark, Mark, Page, RuleMark, TextMark } from './v1/page/marks.js';
export { loadFonts } from './v1/pdf/fonts.js';
export { proveSource, type Question } from './verify/prove.js';
export {
  CHECKS,
  type Check,
  type CheckName,
  type ReceiptFacts,
  type ReceiptReport,
  requireValid,
  type SignerFacts,
} from './verify/report.js';
export { FILE_SIZE_MAX, verifyReceipt } from './verify/verify.js';
export { layOutReceipt, RECEIPT_VERSIONS, renderReceipt } from './versions.js';
