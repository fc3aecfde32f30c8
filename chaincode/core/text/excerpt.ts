import { isTextCharacter } from './characters.js';

const EXCERPT_MAX = 40;
const REPLACEMENT = '\uFFFD';

/**
 * The start of a text as a message may quote it: at most 40 UTF-16 units, and U+FFFD for each character by which its
 * sender could write into a log or a terminal.
 */
export function excerpt(text: string): string {
  let start = '';
  for (const character of text.slice(0, EXCERPT_MAX)) {
    start += isTextCharacter(character.codePointAt(0) ?? 0) ? character : REPLACEMENT;
  }
  return text.length > EXCERPT_MAX ? `${start}…` : start;
}
