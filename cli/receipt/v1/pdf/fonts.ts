import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Ruler, Weight } from '../page/marks.js';
import { FallbackFont, RareHan } from './fallback.js';
import { FontFace } from './font-face.js';
import { Typeface } from './typeface.js';

export type Fonts = Readonly<Record<Weight, Typeface>>;

/** Chinese, and most of what stands in Chinese texts. */
const MAIN: Readonly<Record<Weight, string>> = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
};
/** The other Latin, Greek and Cyrillic letters, as in names of foreign buyers. */
const LETTERS: Readonly<Record<Weight, string>> = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
};

let loaded: Fonts | undefined;

/** The main fonts, parsed at the first receipt of a process, with what they fall back on. */
export function loadFonts(): Fonts {
  loaded ??= load(new RareHan());
  return loaded;
}

function load(rare: RareHan): Fonts {
  const { resolve } = createRequire(import.meta.url);
  const typefaceOf = (weight: Weight): Typeface => {
    const main = new FontFace(readFileSync(resolve(MAIN[weight])));
    return new Typeface(main, [new FallbackFont(resolve(LETTERS[weight])), rare]);
  };
  return { regular: typefaceOf('regular'), bold: typefaceOf('bold') };
}

export function rulerOf(fonts: Fonts): Ruler {
  return { widthOf: (text, { weight, size }) => (fonts[weight].widthOf(text) * size) / 1000 };
}
