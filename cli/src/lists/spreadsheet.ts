import { visible } from '../output/visible.js';

/**
 * Cells of a CSV file for spreadsheets, which run text that looks like a formula and round digits after the fifteenth.
 * An apostrophe in front keeps text as text. Spreadsheets show it or hide it; none reads it as anything else.
 */

/** Characters that begin a formula, with the full-width and other forms that a spreadsheet folds to ASCII. */
const FORMULA_START = '[=+\\-@＝＋－＠﹦﹢﹣﹫−]';
/** Invisible characters: an importer may trim them and then find what follows. */
const UNSEEN = '[\\s\\p{Cc}\\p{Cf}]*';

const STARTS_FORMULA = new RegExp(`^${UNSEEN}${FORMULA_START}|^'`, 'u');
/** Characters at which a spreadsheet with another separator than the comma would begin a cell. */
const INNER_FORMULA = new RegExp(`(?<=[;|]${UNSEEN})(?=${FORMULA_START})`, 'gu');
/** Text that a spreadsheet reads as a number, a date or a time, or would round, such as twenty digits. */
const LOOKS_NUMERIC = /^[0-9][0-9.,:/%Ee -]*$/;

/** At most fifteen digits with two decimals: a spreadsheet keeps them exactly. */
const NUMBER = /^-?[0-9]{1,13}(\.[0-9]{1,2})?$/;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** Returns any text as a text cell. Characters on which a terminal or spreadsheet acts become escapes (\u001B). */
export function textCell(value: string): string {
  const text = visible(value);
  const inner = text.replace(INNER_FORMULA, "'");
  return quoted(STARTS_FORMULA.test(text) || LOOKS_NUMERIC.test(text) ? `'${inner}` : inner);
}

/** Returns a number as a number, so that a spreadsheet can calculate with it; any other text as text. */
export function numberCell(text: string): string {
  return NUMBER.test(text) ? text : textCell(text);
}

/** Returns a date as a date; any other text as text. */
export function dateCell(text: string): string {
  return DATE.test(text) ? text : textCell(text);
}

/** Returns one record as RFC 4180 has it. */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

function quoted(text: string): string {
  return /[",;|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
