/**
 * Characters on which a terminal acts instead of showing them: control characters, line and paragraph separators, and
 * marks of writing direction. Names, PDF files and gateways may hold them.
 */
const UNSEEN = '\\u0000-\\u001F\\u007F-\\u009F\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069';

const ANY = new RegExp(`[${UNSEEN}]`, 'g');
/** The same without the line ends and tabs of this program's own layout. */
const BUT_LAYOUT = new RegExp(`(?![\\n\\t])[${UNSEEN}]`, 'g');
/** The same without this program's own colors. */
const BUT_COLORS = new RegExp(`(\\u001B\\[[0-9]{1,2}m)|${BUT_LAYOUT.source}`, 'g');
/** The same for JSON, which has escaped the others and has line ends of its own. */
const IN_JSON = new RegExp(`(?![\\u0000-\\u001F])[${UNSEEN}]`, 'g');

/** Returns text for one line, such as a name or a message, with each invisible character as an escape such as \u001B. */
export function visible(text: string): string {
  return text.replace(ANY, escaped);
}

/** Returns a page with the same escapes. Its lines stay, and so do its colors on a terminal. */
export function visiblePage(text: string, isColored: boolean): string {
  if (!isColored) return text.replace(BUT_LAYOUT, escaped);
  return text.replace(BUT_COLORS, (match, color?: string) => color ?? escaped(match));
}

/** Returns a JSON document with the same escapes, which JSON reads as the same text; on one line when `indent` is 0. */
export function visibleJson(document: unknown, indent = 2): string {
  return JSON.stringify(document, undefined, indent).replace(IN_JSON, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
