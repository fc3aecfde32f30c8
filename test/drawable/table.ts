import { fileURLToPath } from 'node:url';
import { loadFonts } from '@fapiao-ledger/receipt';
import { rangesText } from '../unicode/table.ts';

/** Where the core keeps the table. */
export const TABLE = fileURLToPath(new URL('../../chaincode/core/text/receipt-fonts.ts', import.meta.url));

/** No font of receipts has a character above. */
const LAST = 0x3ffff;
const SURROGATES = { first: 0xd800, last: 0xdfff };

/** Every code point that the fonts of receipts show in both weights, ascending. */
function drawableCharacters(): readonly number[] {
  const { regular, bold } = loadFonts();
  const points: number[] = [];
  for (let point = 0; point <= LAST; point += 1) {
    if (point >= SURROGATES.first && point <= SURROGATES.last) continue;
    const character = String.fromCodePoint(point);
    if (regular.missingIn(character).length + bold.missingIn(character).length === 0) points.push(point);
  }
  return points;
}

/** The source text of `chaincode/core/text/receipt-fonts.ts`. */
export function tableSource(): string {
  return `/**
 * The characters that the fonts of receipts show: ranges of code points in hexadecimal, ascending. \`npm run drawable\`
 * writes this file from the fonts. A change of it is a change of the contract: every endorser must have the same table.
 */
export const RECEIPT_FONTS = \`
${rangesText(drawableCharacters())}
\`;
`;
}
