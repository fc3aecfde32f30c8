import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Ruler, Weight } from '../page/marks.js';
import { FontFace } from './font-face.js';

export type Fonts = Readonly<Record<Weight, FontFace>>;

const FILES: Readonly<Record<Weight, string>> = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
};

let loaded: Fonts | undefined;

/** Noto Sans SC in two weights, parsed at the first receipt of a process. */
export function loadFonts(): Fonts {
  loaded ??= { regular: loadFace('regular'), bold: loadFace('bold') };
  return loaded;
}

function loadFace(weight: Weight): FontFace {
  return new FontFace(readFileSync(createRequire(import.meta.url).resolve(FILES[weight])));
}

export function rulerOf(fonts: Fonts): Ruler {
  return { widthOf: (text, { weight, size }) => (fonts[weight].widthOf(text) * size) / 1000 };
}
