import { TEXT_CHARACTERS } from './unicode-17.js';

/** Planes 0 to 3; no code point above them may stand in a text. */
const CODE_POINTS = 0x40000;
const HEXADECIMAL = 16;

/** One byte for each code point: 1 where it may stand in a text. */
const TABLE = tableOf(TEXT_CHARACTERS);

/**
 * Whether a code point may stand in a text: a letter, digit, punctuation mark or symbol that shows, runs from left to
 * right and is NFC beside any other, or one of the two spaces. The table is data, because what Node knows of Unicode
 * changes with its version, and endorsers must agree whatever version they run.
 */
export function isTextCharacter(codePoint: number): boolean {
  return TABLE[codePoint] === 1;
}

function tableOf(ranges: string): Uint8Array {
  const table = new Uint8Array(CODE_POINTS);
  for (const range of ranges.match(/[0-9A-F-]+/g) ?? []) {
    const [first = '', last = first] = range.split('-');
    table.fill(1, Number.parseInt(first, HEXADECIMAL), Number.parseInt(last, HEXADECIMAL) + 1);
  }
  return table;
}
