import { isTextCharacter } from './characters.js';
import { isDrawable } from './drawable.js';
import { upperHex } from './upper-hex.js';

const SPACE = 0x20;
const IDEOGRAPHIC_SPACE = 0x3000;
const UNIT_MAX = 0xffff;

/** Whether a text may be used on an invoice, as `textProblem` judges it. @param lengthMax in code points */
export function isPrintable(text: string, lengthMax: number): boolean {
  return textProblem(text, lengthMax) === undefined;
}

/**
 * Returns what is wrong with a text, as a sentence, or undefined when an invoice may have it: 1 to `lengthMax` code points that a
 * text may have and a receipt can show, and no space at either end. Such a text is in NFC, because each of its characters is a
 * starter that neither changes nor joins another.
 */
export function textProblem(text: string, lengthMax: number): string | undefined {
  // No character has more than two UTF-16 units, so a text far too long is refused without reading it.
  if (text.length === 0 || text.length > 2 * lengthMax) return lengthProblem(lengthMax);
  if (isSpace(text.charCodeAt(0)) || isSpace(text.charCodeAt(text.length - 1))) {
    return 'the text begins or ends with a space; remove it';
  }
  return characterProblem(text, lengthMax);
}

function characterProblem(text: string, lengthMax: number): string | undefined {
  let length = 0;
  for (let index = 0; index < text.length; ) {
    const point = text.codePointAt(index) ?? 0;
    length += 1;
    if (!isTextCharacter(point)) {
      return `character ${length} is U+${upperHex(point)}, which no text may have; remove or replace it`;
    }
    if (!isDrawable(point)) {
      return `"${String.fromCodePoint(point)}" (U+${upperHex(point)}) cannot be printed on a receipt; replace it`;
    }
    index += point > UNIT_MAX ? 2 : 1;
  }
  return length <= lengthMax ? undefined : lengthProblem(lengthMax);
}

function lengthProblem(lengthMax: number): string {
  return `text of 1 to ${lengthMax} characters is expected`;
}

function isSpace(unit: number): boolean {
  return unit === SPACE || unit === IDEOGRAPHIC_SPACE;
}
