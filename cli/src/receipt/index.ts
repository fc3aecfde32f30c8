export type { BoxMark, Mark, Page, RuleMark, TextMark } from './page/marks.js';
export { loadFonts } from './pdf/fonts.js';
export type { Hole } from './pdf/signature-field.js';
export { layOutReceipt, renderReceipt, type UnsignedReceipt } from './render.js';
export { signReceipt } from './sign.js';
export { type ReceiptSigner, signUnsigned } from './sign-unsigned.js';
export { parseSource, type ReceiptSource } from './source.js';
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
export { parseTrustFile, type TrustedAuthority, type TrustFile } from './verify/trust-file.js';
export { verifyReceipt } from './verify/verify.js';
