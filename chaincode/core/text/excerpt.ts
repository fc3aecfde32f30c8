import { isTextCharacter } from './characters.js';

const EXCERPT_MAX = 40;
const REPLACEMENT = '\uFFFD';

/**
 * Returns the start of a text for a message: at most 40 UTF-16 units, with U+FFFD for each character that could control
 * a log or a terminal.
 */
export function excerpt(text: string): string {
  let start = '';
  for (const character of text.slice(0, EXCERPT_MAX)) {
    start += isTextCharacter(character.codePointAt(0) ?? 0) ? character : REPLACEMENT;
  }
  return text.length > EXCERPT_MAX ? `${start}…` : start;
}
