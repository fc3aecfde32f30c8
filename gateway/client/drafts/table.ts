/** A record of a table: the lines of a CSV file or the row of a sheet that hold one line of an invoice. */
export interface TableRecord {
  /** Number of its first line in a CSV file, or of its row in a sheet, from 1. It names the record. */
  readonly line: number;
  /** Number of the row in which a spreadsheet shows it, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** The record as a CSV file has it, without its line end. */
  readonly text: string;
  /** Whether an empty row precedes the record. */
  readonly isAfterGap: boolean;
}

/** Returns the letters of a column as a spreadsheet shows them: A for 0, AA for 26. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(A + (index % LETTERS));
  return index < LETTERS ? last : columnLetters(Math.floor(index / LETTERS) - 1) + last;
}

/** Returns the index of a column, from 0, by its letters in upper case. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * LETTERS + letter.charCodeAt(0) - A + 1;
  return index - 1;
}

const LETTERS = 26;
const A = 65;

/** Returns a cell of a CSV file, in quotes where they are needed. */
export function csvCell(value: string): string {
  return /[",;\t\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
