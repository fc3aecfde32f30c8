import type { Mark, Ruler, TextStyle } from './marks.js';
import { baselineIn, COLOR, leading, RULE } from './style.js';
import { wrapText } from './wrap.js';

export type Align = 'left' | 'center' | 'right';

/** Smallest size that text is shrunk to before it wraps. */
const SIZE_MIN = 5;

/** A page under construction. */
export class Sheet {
  readonly marks: Mark[] = [];
  readonly #ruler: Ruler;

  constructor(ruler: Ruler) {
    this.#ruler = ruler;
  }

  widthOf(text: string, style: TextStyle): number {
    return this.#ruler.widthOf(text, style);
  }

  /** One line of text; `x` is its left edge, center or right edge as `align` says. Returns where it ends. */
  text(text: string, x: number, y: number, style: TextStyle, align: Align = 'left'): number {
    const width = this.widthOf(text, style);
    const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    if (text !== '') this.marks.push({ kind: 'text', text, x: left, y, width, style });
    return left + width;
  }

  /** Lines of text, each in a line box, from `top` down. */
  lines(lines: readonly string[], x: number, top: number, style: TextStyle, align: Align = 'left'): void {
    const height = leading(style.size);
    lines.forEach((line, index) => {
      this.text(line, x, baselineIn(top + index * height, height, style.size), style, align);
    });
  }

  horizontal(
    y: number,
    left: number,
    right: number,
    width: number = RULE.inner,
    color: string = COLOR.form,
  ): void {
    this.marks.push({ kind: 'rule', x1: left, y1: y, x2: right, y2: y, width, color });
  }

  vertical(
    x: number,
    top: number,
    bottom: number,
    width: number = RULE.inner,
    color: string = COLOR.form,
  ): void {
    this.marks.push({ kind: 'rule', x1: x, y1: top, x2: x, y2: bottom, width, color });
  }

  box(x: number, y: number, width: number, height: number, color: string): void {
    this.marks.push({ kind: 'box', x, y, width, height, color });
  }
}

/** A part of a page whose height is known before it is drawn. */
export interface Block {
  readonly height: number;
  draw(sheet: Sheet, top: number): void;
}

export function wrapIn(ruler: Ruler, text: string, width: number, style: TextStyle): string[] {
  return wrapText(text, width, (piece) => ruler.widthOf(piece, style));
}

/** The style in which text fits `width` on one line, shrunk in tenths of a point. */
export function shrinkToFit(ruler: Ruler, text: string, width: number, style: TextStyle): TextStyle {
  const natural = ruler.widthOf(text, style);
  if (natural <= width) return style;
  const size = Math.max(SIZE_MIN, Math.floor(((style.size * width) / natural) * 10) / 10);
  return { ...style, size };
}
