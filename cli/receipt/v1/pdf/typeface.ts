import type { Fallback } from './fallback.js';
import type { FontFace } from './font-face.js';

/** A piece of text that one font shows. */
export interface Run {
  readonly face: FontFace;
  readonly text: string;
}

/** A font, and others for what it lacks. Every character is drawn by the first font that has it. */
export class Typeface {
  readonly main: FontFace;
  readonly #fallbacks: readonly Fallback[];

  constructor(main: FontFace, fallbacks: readonly Fallback[]) {
    this.main = main;
    this.#fallbacks = fallbacks;
  }

  /** Width in thousandths of the font size; characters that no font shows have none. */
  widthOf(text: string): number {
    return this.main.widthOf(text) ?? sumOf(this.#split(text).map((run) => run.face.widthOf(run.text) ?? 0));
  }

  /** Returns the text in runs of one font each: mostly one. */
  runsOf(text: string): readonly Run[] {
    return this.main.widthOf(text) === undefined ? this.#split(text) : [{ face: this.main, text }];
  }

  /** Characters of a text that no font shows. */
  missingIn(text: string): string[] {
    return [...text].filter((character) => this.#faceOf(character) === undefined);
  }

  #split(text: string): Run[] {
    const runs: { readonly face: FontFace; text: string }[] = [];
    for (const character of text) {
      const face = this.#faceOf(character);
      const last = runs.at(-1);
      if (face !== undefined && last?.face === face) last.text += character;
      else if (face !== undefined) runs.push({ face, text: character });
    }
    return runs;
  }

  #faceOf(character: string): FontFace | undefined {
    if (this.main.shows(character)) return this.main;
    for (const fallback of this.#fallbacks) {
      const face = fallback.faceOf(character);
      if (face !== undefined) return face;
    }
    return undefined;
  }
}

function sumOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
