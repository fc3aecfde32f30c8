/**
 * What a page consists of. Lengths are points (1/72 inch) from the top left corner; `y` of a text is
 * its baseline. Layout produces marks, drawing turns them into PDF: so a test can look at a page
 * without reading a PDF.
 */
export type Weight = 'regular' | 'bold';

export interface TextStyle {
  readonly weight: Weight;
  readonly size: number;
  readonly color: string;
}

export interface TextMark {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Of the text as set. */
  readonly width: number;
  readonly style: TextStyle;
}

export interface RuleMark {
  readonly kind: 'rule';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly width: number;
  readonly color: string;
}

/** A filled rectangle. */
export interface BoxMark {
  readonly kind: 'box';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly color: string;
}

export type Mark = TextMark | RuleMark | BoxMark;

export type Page = readonly Mark[];

/** Measures text; widths add up, because the fonts are used without kerning. */
export interface Ruler {
  widthOf(text: string, style: TextStyle): number;
}
