import stringWidth from 'string-width';
import { visible } from './visible.js';

/** Returns the columns that a text takes on a terminal. A Chinese character takes two. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/**
 * Breaks visible text into lines of at most `widthMax` columns: at spaces, or between any two characters of a word
 * that is longer than a line, as Chinese text needs.
 */
export function wrap(text: string, widthMax: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of visible(text)
    .split(/(?<= )/)
    .flatMap((word) => piecesOf(word, widthMax))) {
    if (line === '' || widthOf(line + piece.trimEnd()) <= widthMax) {
      line += piece;
    } else {
      lines.push(line.trimEnd());
      line = piece;
    }
  }
  return [...lines, line.trimEnd()];
}

/**
 * Returns the parts between which a line may break: words, and each character of a wide word. Words of another script
 * inside it stay whole, and no line begins with a closing mark.
 */
function piecesOf(word: string, widthMax: number): readonly string[] {
  const isNarrow = widthOf(word.trimEnd()) === word.trimEnd().length;
  const pieces = isNarrow ? [word] : (word.match(PIECE) ?? []);
  return pieces.flatMap((piece) => (widthOf(piece.trimEnd()) > widthMax ? [...piece] : [piece]));
}

const PIECE = /[（《“]*(?:[!-~]+|[^!-~])[，。：；、）》”？！…]* */gu;
