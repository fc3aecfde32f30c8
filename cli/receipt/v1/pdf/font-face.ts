import { create, type Font, type Subset } from 'fontkit';

/** A glyph as pdfkit asks for it; `id` is the key under which `CharacterSubset` finds it again. */
interface PlainGlyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

const GLYPH_IDS = 0x10000;

/**
 * A font parsed once and shared by every document. Text is set by the font's character map alone,
 * without ligatures or kerning: Chinese needs none, it is much faster, and widths simply add up.
 */
export class FontFace {
  /** What `registerFont` takes: the parsed font with layout and subsetting replaced. */
  readonly source: object;
  readonly #font: Font;
  readonly #unitsPerEm: number;
  readonly #glyphs = new Map<number, PlainGlyph | undefined>();

  constructor(bytes: Uint8Array) {
    this.#font = create(bytes);
    this.#unitsPerEm = this.#font.unitsPerEm;
    this.source = Object.assign(Object.create(this.#font) as object, {
      layout: (text: string) => this.#layout(text),
      createSubset: () => subsetByCharacter(this.#font),
    });
  }

  /** Width in thousandths of the font size; undefined when the font does not show every character. */
  widthOf(text: string): number | undefined {
    let width = 0;
    for (const character of text) {
      const advance = this.#glyphOf(character)?.advanceWidth ?? 0;
      if (advance === 0) return undefined;
      width += advance;
    }
    return (width * 1000) / this.#unitsPerEm;
  }

  /**
   * Whether a character can be shown: the font has it, with a width of its own (combining marks have none, and plain
   * mapping would print them over their neighbor).
   */
  shows(character: string): boolean {
    return (this.#glyphOf(character)?.advanceWidth ?? 0) > 0;
  }

  #layout(text: string): { glyphs: PlainGlyph[]; positions: object[]; advanceWidth: number } {
    const glyphs = [...text]
      .map((character) => this.#glyphOf(character))
      .filter((glyph) => glyph !== undefined);
    const positions = glyphs.map(({ advanceWidth }) => ({
      xAdvance: advanceWidth,
      yAdvance: 0,
      xOffset: 0,
      yOffset: 0,
    }));
    const advanceWidth =
      (glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0) * 1000) / this.#unitsPerEm;
    return { glyphs, positions, advanceWidth };
  }

  #glyphOf(character: string): PlainGlyph | undefined {
    const codePoint = character.codePointAt(0) as number;
    if (!this.#glyphs.has(codePoint)) this.#glyphs.set(codePoint, this.#lookUp(codePoint));
    return this.#glyphs.get(codePoint);
  }

  #lookUp(codePoint: number): PlainGlyph | undefined {
    if (!this.#font.hasGlyphForCodePoint(codePoint)) return undefined;
    const { id, advanceWidth } = this.#font.glyphForCodePoint(codePoint);
    return { id: codePoint * GLYPH_IDS + id, advanceWidth, codePoints: [codePoint] };
  }
}

/**
 * A subset in which every character has a glyph of its own, even where the font draws two characters
 * alike (U+2F00 and U+4E00): a glyph carries one text, and what is copied from the page must be what
 * was written on it.
 */
function subsetByCharacter(font: Font): Subset {
  const subset = font.createSubset();
  const includeById = subset.includeGlyph.bind(subset);
  const places = new Map<number, number>();
  subset.includeGlyph = (key) => {
    // Below this are true glyph ids: the missing glyph, and components of composite glyphs.
    if (key < GLYPH_IDS) return includeById(key);
    const place = places.get(key) ?? subset.glyphs.push(key % GLYPH_IDS) - 1;
    places.set(key, place);
    return place;
  };
  return subset;
}
