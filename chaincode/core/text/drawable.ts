import { codePointTable } from './code-points.js';
import { RECEIPT_FONTS } from './receipt-fonts.js';

const TABLE = codePointTable(RECEIPT_FONTS);

/**
 * Whether a receipt can show a character. What cannot be printed must not be issued: its invoice would refuse its
 * receipt for ever. The table is data, so that endorsers agree whatever fonts they have.
 */
export function isDrawable(codePoint: number): boolean {
  return TABLE[codePoint] === 1;
}
