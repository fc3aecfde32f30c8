import { visible } from '../output/visible.js';

/**
 * Cells of a CSV file that people open in a spreadsheet, where text that looks like a formula is run,
 * and digits beyond the fifteenth are lost. An apostrophe in front keeps text as text; spreadsheets
 * show it or hide it, none takes it for anything else.
 */

/** What begins a formula, also in the widths and forms that a spreadsheet folds to ASCII. */
const FORMULA_START = '[=+\\-@＝＋－＠﹦﹢﹣﹫−]';
/** Nothing to be seen: importers may trim it away and then meet what follows. */
const UNSEEN = '[\\s\\p{Cc}\\p{Cf}]*';

const STARTS_FORMULA = new RegExp(`^${UNSEEN}${FORMULA_START}|^'`, 'u');
/** Where a spreadsheet that goes by other separators than the comma would begin a cell. */
const INNER_FORMULA = new RegExp(`(?<=[;|]${UNSEEN})(?=${FORMULA_START})`, 'gu');
/** A number, a date or a time to a spreadsheet, or twenty digits that it would round. */
const LOOKS_NUMERIC = /^[0-9][0-9.,:/%Ee -]*$/;

/** At most fifteen digits with two decimals, which is what a spreadsheet keeps. */
const NUMBER = /^-?[0-9]{1,13}(\.[0-9]{1,2})?$/;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** Text as text, whatever is in it: what a terminal or spreadsheet would act upon stands as \u001B does. */
export function textCell(value: string): string {
  const text = visible(value);
  const inner = text.replace(INNER_FORMULA, "'");
  return quoted(STARTS_FORMULA.test(text) || LOOKS_NUMERIC.test(text) ? `'${inner}` : inner);
}

/** A number as it stands, so that a spreadsheet can reckon with it; anything else is text. */
export function numberCell(text: string): string {
  return NUMBER.test(text) ? text : textCell(text);
}

/** A date as it stands; anything else is text. */
export function dateCell(text: string): string {
  return DATE.test(text) ? text : textCell(text);
}

/** One record as RFC 4180 has it. */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

function quoted(text: string): string {
  return /[",;|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
