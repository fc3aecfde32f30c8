import stringWidth from 'string-width';
import { visible } from './visible.js';

/** Columns a text takes on a terminal: a Chinese character takes two. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/**
 * Breaks text, made visible, into lines of at most `widthMax` columns: at spaces where there are any, between any
 * two characters of a word that is longer than a line, as Chinese text has it.
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

/** What may stand on a line of its own: a word, or each character of one that is wide or too long. */
function piecesOf(word: string, widthMax: number): readonly string[] {
  const characters = [...word];
  const width = widthOf(word.trimEnd());
  return width > widthMax || width > word.trimEnd().length ? characters : [word];
}
