import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { FontFace } from './font-face.js';

/** Fonts for what a main font lacks, read when a text needs them. */
export interface Fallback {
  /** Returns the font that shows a character, or undefined when none of these does. */
  faceOf(character: string): FontFace | undefined;
}

/** One font. */
export class FallbackFont implements Fallback {
  readonly #file: string;
  #face: FontFace | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  faceOf(character: string): FontFace | undefined {
    this.#face ??= new FontFace(readFileSync(this.#file));
    return this.#face.shows(character) ? this.#face : undefined;
  }
}

/** Code points of one font file. */
const PART = 0x1000;
/** U+20000 to U+2EBE0: the ideographs of GB 18030-2022 level 3 beyond the basic plane. */
const FIRST_PART = 0x20;
const LAST_PART = 0x2e;

const FOLDER = new URL('../../../fonts/', import.meta.url);
const HEXADECIMAL = 16;

/**
 * Ideographs in one font per 4,096 code points. Reading and unpacking one takes 2 MB and about 15 ms; few receipts need
 * any, and most of those need one.
 */
export class RareHan implements Fallback {
  readonly #faces = new Map<number, FontFace>();

  faceOf(character: string): FontFace | undefined {
    const part = Math.floor((character.codePointAt(0) as number) / PART);
    if (part < FIRST_PART || part > LAST_PART) return undefined;
    const face = this.#faces.get(part) ?? loadPart(part);
    this.#faces.set(part, face);
    return face.shows(character) ? face : undefined;
  }
}

function loadPart(part: number): FontFace {
  const file = new URL(`rare-han-${part.toString(HEXADECIMAL)}.ttf.br`, FOLDER);
  return new FontFace(brotliDecompressSync(readFileSync(file)));
}
