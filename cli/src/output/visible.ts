/**
 * What a terminal acts upon instead of showing it: control characters, line and paragraph separators,
 * and what turns the direction of writing. Names, PDF files and gateways may hold them.
 */
const UNSEEN = '\\u0000-\\u001F\\u007F-\\u009F\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069';

const ANY = new RegExp(`[${UNSEEN}]`, 'g');
/** Not between the lines and columns that this program has laid out. */
const BUT_LAYOUT = new RegExp(`(?![\\n\\t])[${UNSEEN}]`, 'g');
/** Nor the colors that it has given. */
const BUT_COLORS = new RegExp(`(\\u001B\\[[0-9]{1,2}m)|${BUT_LAYOUT.source}`, 'g');
/** JSON has escaped the others; its own line ends stay. */
const IN_JSON = new RegExp(`(?![\\u0000-\\u001F])[${UNSEEN}]`, 'g');

/** A piece of text in one line, such as a name or a message: what would not be seen stands as \u001B does. */
export function visible(text: string): string {
  return text.replace(ANY, escaped);
}

/** The same for a whole page, whose lines, and colors where there are any, stay. */
export function visiblePage(text: string, isColored: boolean): string {
  if (!isColored) return text.replace(BUT_LAYOUT, escaped);
  return text.replace(BUT_COLORS, (match, color?: string) => color ?? escaped(match));
}

/** A JSON document for reading and for machines, on one line when `indent` is 0: another way to write the same. */
export function visibleJson(document: unknown, indent = 2): string {
  return JSON.stringify(document, undefined, indent).replace(IN_JSON, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
