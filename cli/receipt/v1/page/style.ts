import type { Tone } from '../words.js';
import type { TextStyle } from './marks.js';

/** A4 landscape, in points. */
export const PAGE = { width: 841.89, height: 595.28 } as const;

/** The area that carries marks. */
export const AREA = { left: 34, right: 807.89, top: 22, bottom: 567 } as const;
export const AREA_WIDTH = AREA.right - AREA.left;

/** Baseline of the line under everything. */
export const FOOTER_Y = 582;

/** The red-brown of printed invoices, for rules and labels; data stand in near black. */
export const COLOR = {
  form: '#8F3F20',
  formLight: '#E3CDBF',
  formFaint: '#FBF6F1',
  ink: '#161616',
  quiet: '#7D6A5E',
  white: '#FFFFFF',
} as const;

/** Free to use, held by a claim, used up, stopped. */
export const TONE_COLOR: Readonly<Record<Tone, string>> = {
  open: '#2F7A4D',
  held: '#B26A00',
  done: '#43597A',
  stopped: '#B3261E',
};

export const RULE = { frame: 0.8, inner: 0.6, hair: 0.3 } as const;

/** Padding between a cell's border and its text. */
export const PAD = 4;

const regular = (size: number, color: string): TextStyle => ({ weight: 'regular', size, color });
const bold = (size: number, color: string): TextStyle => ({ weight: 'bold', size, color });

export const STYLE = {
  title: bold(21, COLOR.form),
  titleSmall: bold(13, COLOR.form),
  label: regular(8.5, COLOR.form),
  english: regular(5.6, COLOR.quiet),
  data: regular(8.5, COLOR.ink),
  dataBold: bold(8.5, COLOR.ink),
  party: regular(9, COLOR.ink),
  words: bold(10.5, COLOR.ink),
  small: regular(7, COLOR.ink),
  smallLabel: regular(7, COLOR.form),
  smallHeading: bold(8, COLOR.form),
  state: bold(9, COLOR.ink),
  note: regular(6.2, COLOR.quiet),
  footer: regular(6.2, COLOR.quiet),
} as const satisfies Record<string, TextStyle>;

/** Height of a line of text set in `size`. */
export function leading(size: number): number {
  return Math.round(size * 12.5) / 10;
}

/** Baseline that centers capitals and Chinese characters alike in a line box. */
export function baselineIn(top: number, height: number, size: number): number {
  return top + height / 2 + size * 0.37;
}
