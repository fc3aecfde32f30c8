import type { Mark, Page, TextMark } from '../page/marks.js';
import type { FontFace } from './font-face.js';
import type { Fonts } from './fonts.js';
import type { PdfFont, ReceiptDocument } from './receipt-document.js';

/**
 * Writes the pages' content streams. Not through pdfkit's `text`, which wraps every text in a state of
 * its own: that makes the content three times as long, and slow to compress.
 */
export function drawPages(document: ReceiptDocument, pages: readonly Page[], fonts: Fonts): void {
  const embedded = new EmbeddedFonts(document, [fonts.regular.main, fonts.bold.main]);
  for (const page of pages) {
    document.addPage();
    embedded.beginPage();
    const content = new Content(fonts, embedded);
    for (const mark of page) content.draw(mark);
    document.addContent(content.end());
  }
}

/** The document's fonts: the main ones known to every page, the others to the pages that use them. */
class EmbeddedFonts {
  readonly #document: ReceiptDocument;
  readonly #fonts: Map<FontFace, PdfFont>;
  readonly #main: readonly PdfFont[];

  constructor(document: ReceiptDocument, main: readonly FontFace[]) {
    this.#document = document;
    this.#fonts = new Map(main.map((face) => [face, document.embed(face.source)]));
    this.#main = [...this.#fonts.values()];
  }

  beginPage(): void {
    this.#document.useFonts(this.#main);
  }

  use(face: FontFace): PdfFont {
    const font = this.#fonts.get(face) ?? this.#document.embed(face.source);
    this.#fonts.set(face, font);
    if (!this.#main.includes(font)) this.#document.useFonts([font]);
    return font;
  }
}

/** Operators of one page, in its coordinates from the top left; what is set already is not set again. */
class Content {
  readonly #fonts: Fonts;
  readonly #embedded: EmbeddedFonts;
  readonly #operators: string[] = [];
  readonly #set = new Map<string, string>();
  #isText = false;

  constructor(fonts: Fonts, embedded: EmbeddedFonts) {
    this.#fonts = fonts;
    this.#embedded = embedded;
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
    this.#state('rg', `${components(style.color)} rg`);
    // The page is turned upside down, so that y grows downwards; the text must not be.
    let place = `1 0 0 -1 ${point(x, y)} Tm `;
    for (const run of this.#fonts[style.weight].runsOf(text)) {
      const font = this.#embedded.use(run.face);
      this.#state('Tf', `/${font.id} ${figure(style.size)} Tf`);
      this.#operators.push(`${place}<${font.encode(run.text)[0].join('')}> Tj`);
      // Each further run begins where the one before ended.
      place = '';
    }
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
