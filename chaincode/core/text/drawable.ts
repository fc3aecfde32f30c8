import { codePointTable } from './code-points.js';
import { RECEIPT_FONTS } from './receipt-fonts.js';

const TABLE = codePointTable(RECEIPT_FONTS);

/**
 * Whether a receipt can show a character. A draft with another character is refused, because its invoice could never have a
 * receipt. The table is data, so endorsers agree, whichever fonts they have.
 */
export function isDrawable(codePoint: number): boolean {
  return TABLE[codePoint] === 1;
}
