import { codePointTable } from './code-points.js';
import { TEXT_CHARACTERS } from './unicode-17.js';

/** One byte for each code point: 1 where it may stand in a text. */
const TABLE = codePointTable(TEXT_CHARACTERS);

/**
 * Whether a code point may stand in a text: a letter, digit, punctuation mark or symbol that shows, runs from left to
 * right and is NFC beside any other, or one of the two spaces. The table is data, because what Node knows of Unicode
 * changes with its version, and endorsers must agree whatever version they run.
 */
export function isTextCharacter(codePoint: number): boolean {
  return TABLE[codePoint] === 1;
}
