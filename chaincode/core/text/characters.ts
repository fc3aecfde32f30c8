import { codePointTable } from './code-points.js';
import { TEXT_CHARACTERS } from './unicode-17.js';

/** A byte per code point: 1 for a permitted one. */
const TABLE = codePointTable(TEXT_CHARACTERS);

/**
 * Whether a code point is permitted in a text: a visible letter, digit, punctuation mark or symbol that runs from left to right and is
 * in NFC beside any other, or one of two spaces. The table is data of Unicode 17, because Node's own data change with its version
 * and endorsers of all versions must agree.
 */
export function isTextCharacter(codePoint: number): boolean {
  return TABLE[codePoint] === 1;
}
