const NO_LINE_START = new Set('，。、；：？！）》」』】〉〕％‰℃°·…—～,.;:?!)]}%’”');
const NO_LINE_END = new Set('（《「『【〈〔([{￥¥＃#‘“');
/** Characters that stay together as a word: Latin letters, digits and their punctuation. */
const WORD = /[\u0021-\u024f]+|[^\u0021-\u024f]/gu;

/**
 * Breaks text into lines no wider than `width`. Chinese breaks anywhere except before closing and
 * after opening punctuation; Latin words and numbers break only when one alone is too wide.
 */
export function wrapText(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of pieces(text, width, widthOf)) {
    const pieceWidth = widthOf(piece);
    if (line !== '' && used + pieceWidth > width) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    if (line === '' && lines.length > 0 && piece === ' ') continue;
    line += piece;
    used += pieceWidth;
  }
  lines.push(line);
  return lines;
}

/** What a line break may stand between: glued words, cut where one is wider than a line. */
function pieces(text: string, width: number, widthOf: (text: string) => number): string[] {
  return glue(text.match(WORD) ?? []).flatMap((word) => (widthOf(word) > width ? [...word] : [word]));
}

function glue(words: readonly string[]): string[] {
  const glued: string[] = [];
  for (const word of words) {
    const previous = glued.at(-1);
    if (previous !== undefined && previous !== ' ' && mayNotPart(previous, word))
      glued[glued.length - 1] = previous + word;
    else glued.push(word);
  }
  return glued;
}

function mayNotPart(left: string, right: string): boolean {
  return NO_LINE_END.has(left.at(-1) as string) || NO_LINE_START.has(right[0] as string);
}
