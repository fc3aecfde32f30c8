import { tableError } from './failure.js';

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

/** Most characters of a cell: the bound of Excel. */
const CELL_CHARACTERS_MAX = 32_767;
/** Most characters of all records, written as CSV. A table of 100,000 lines has some 20 million. */
const TABLE_CHARACTERS_MAX = 50_000_000;

/** Returns a cell. @throws {ValidationError} FIELD_VALUE naming the cell when it has too many characters */
export function boundedCell(value: string, column: number, row: number): string {
  if (value.length <= CELL_CHARACTERS_MAX) return value;
  throw tableError(
    `cell ${columnLetters(column)}${row} has more than ${CELL_CHARACTERS_MAX} characters: shorten it`,
  );
}

/** Counts the characters of the records of a table. */
export class TableSize {
  #characters = 0;

  /** @throws {ValidationError} FIELD_VALUE when the records so far have too many characters */
  add({ text }: Pick<TableRecord, 'text'>): void {
    // A record takes memory for its line end, too.
    this.#characters += text.length + 1;
    if (this.#characters > TABLE_CHARACTERS_MAX)
      throw tableError(
        `the table has more than ${TABLE_CHARACTERS_MAX} characters: divide it into several files`,
      );
  }
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
