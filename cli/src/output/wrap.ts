import stringWidth from 'string-width';

/** Columns a text takes on a terminal: a Chinese character takes two. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/**
 * Breaks text into lines of at most `widthMax` columns: at spaces where there are any, between any
 * two characters of a word that is longer than a line, as Chinese text has it.
 */
export function wrap(text: string, widthMax: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<= )/)) {
    if (line !== '' && widthOf(line + word.trimEnd()) > widthMax && !canSplit(word)) {
      lines.push(line.trimEnd());
      line = '';
    }
    for (const character of word) {
      if (line !== '' && widthOf(line + character) > widthMax) {
        lines.push(line.trimEnd());
        line = character === ' ' ? '' : character;
      } else {
        line += character;
      }
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

/** Whether a word may be broken anywhere: it has wide characters, between which lines break. */
function canSplit(word: string): boolean {
  return widthOf(word) > [...word].length;
}
