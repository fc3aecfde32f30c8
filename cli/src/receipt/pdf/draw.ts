import type { Mark, Page, TextMark, Weight } from '../page/marks.js';
import type { Fonts } from './fonts.js';
import type { PdfFont, ReceiptDocument } from './receipt-document.js';

type PdfFonts = Readonly<Record<Weight, PdfFont>>;

/**
 * Writes the pages' content streams. Not through pdfkit's `text`, which wraps every text in a state of
 * its own: that makes the content three times as long, and slow to compress.
 */
export function drawPages(document: ReceiptDocument, pages: readonly Page[], fonts: Fonts): void {
  const pdfFonts = { regular: document.embed(fonts.regular.source), bold: document.embed(fonts.bold.source) };
  for (const page of pages) {
    document.addPage();
    document.useFonts(Object.values(pdfFonts));
    const content = new Content(pdfFonts);
    for (const mark of page) content.draw(mark);
    document.addContent(content.end());
  }
}

/** Operators of one page, in its coordinates from the top left; what is set already is not set again. */
class Content {
  readonly #fonts: PdfFonts;
  readonly #operators: string[] = [];
  readonly #set = new Map<string, string>();
  #isText = false;

  constructor(fonts: PdfFonts) {
    this.#fonts = fonts;
  }

  draw(mark: Mark): void {
    switch (mark.kind) {
      case 'text':
        this.#text(mark);
        break;
      case 'rule':
        this.#graphics();
        this.#state('RG', `${components(mark.color)} RG`);
        this.#state('w', `${figure(mark.width)} w`);
        this.#operators.push(`${point(mark.x1, mark.y1)} m ${point(mark.x2, mark.y2)} l S`);
        break;
      case 'box':
        this.#graphics();
        this.#state('rg', `${components(mark.color)} rg`);
        this.#operators.push(`${point(mark.x, mark.y)} ${point(mark.width, mark.height)} re f`);
    }
  }

  end(): string {
    this.#graphics();
    return this.#operators.join('\n');
  }

  #text({ text, x, y, style }: TextMark): void {
    if (!this.#isText) this.#operators.push('BT');
    this.#isText = true;
    const font = this.#fonts[style.weight];
    this.#state('rg', `${components(style.color)} rg`);
    this.#state('Tf', `/${font.id} ${figure(style.size)} Tf`);
    // The page is turned upside down, so that y grows downwards; the text must not be.
    this.#operators.push(`1 0 0 -1 ${point(x, y)} Tm <${font.encode(text)[0].join('')}> Tj`);
  }

  #graphics(): void {
    if (this.#isText) this.#operators.push('ET');
    this.#isText = false;
  }

  #state(name: string, operator: string): void {
    if (this.#set.get(name) === operator) return;
    this.#set.set(name, operator);
    this.#operators.push(operator);
  }
}

function point(x: number, y: number): string {
  return `${figure(x)} ${figure(y)}`;
}

/** Hundredths of a point, 0.004 mm. */
function figure(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const COMPONENTS = new Map<string, string>();

/** Red, green and blue of "#8F3F20" from 0 to 1. */
function components(color: string): string {
  const known = COMPONENTS.get(color);
  if (known !== undefined) return known;
  const parts = [1, 3, 5].map(
    (at) => Math.round((Number.parseInt(color.slice(at, at + 2), 16) / 255) * 1000) / 1000,
  );
  COMPONENTS.set(color, parts.join(' '));
  return parts.join(' ');
}
