import { tableError } from './failure.js';
import { boundedCell, columnIndex, columnLetters, csvCell, type TableRecord, TableSize } from './table.js';
import { RichText, readDateStyles, readSharedTexts, readWorkbook, scanPart } from './xlsx-parts.js';
import { shownDate, shownNumber } from './xlsx-values.js';
import type { XmlHandler } from './xml.js';
import { broken, ZipArchive } from './zip.js';

/** Most bytes of a workbook. */
export const WORKBOOK_BYTES_MAX = 30_000_000;
/** The last row and the last column in which a cell may be filled. */
export const SHEET_ROWS_MAX = 200_000;
export const SHEET_COLUMNS_MAX = 200;

/**
 * Reads the records of the first visible sheet of a workbook (.xlsx, ECMA-376). A number stays text, as the sheet shows it without a
 * format; a number with the format of a date becomes `2026-03-01`. A formula counts with the value that was computed last.
 *
 * @throws {ValidationError} FIELD_VALUE when the file is damaged, protected, or too large, or a cell has an error, has no
 * computed value, or is too long
 */
export async function readXlsx(bytes: Uint8Array): Promise<readonly TableRecord[]> {
  if (bytes.length > WORKBOOK_BYTES_MAX) throw broken(`it has more than ${WORKBOOK_BYTES_MAX} bytes`);
  if (bytes[0] === OLE[0] && bytes[1] === OLE[1])
    throw broken('it is protected by a password, or is of an old Excel (.xls)');
  const archive = new ZipArchive(new Uint8Array(bytes));
  const { sheet, isFrom1904 } = await readWorkbook(archive);
  const texts = await readSharedTexts(archive);
  const dates = await readDateStyles(archive);
  const reader = new SheetReader({ texts, dates, isFrom1904 });
  if (!(await scanPart(archive, sheet, reader))) throw broken('its sheet is missing');
  return reader.records;
}

/** First bytes of a file of old Excel, and of an encrypted workbook. */
const OLE = [0xd0, 0xcf] as const;

interface Context {
  readonly texts: readonly string[];
  readonly dates: readonly boolean[];
  readonly isFrom1904: boolean;
}

/** Gathers the records of a sheet. Cells and rows may leave out where they stand. */
class SheetReader implements XmlHandler {
  readonly records: TableRecord[] = [];
  readonly #context: Context;
  readonly #inline = new RichText();
  #row = 0;
  #column = -1;
  #cells: string[] = [];
  #lastFilled = 0;
  #cell: { readonly type: string; readonly style: number } | undefined;
  #value = '';
  #isValue = false;
  #hasValue = false;
  #hasFormula = false;
  readonly #size = new TableSize();

  constructor(context: Context) {
    this.#context = context;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.#beginRow(attributes.r);
    else if (name === 'c') this.#beginCell(attributes);
    this.#isValue = name === 'v';
    if (name === 'v') this.#hasValue = true;
    if (name === 'f') this.#hasFormula = true;
    if (name === 'is') this.#inline.begin();
    this.#inline.open(name);
  }

  close(name: string): void {
    this.#isValue = false;
    this.#inline.close(name);
    if (name === 'is') this.#value = this.#inline.value;
    if (name === 'c') this.#endCell();
    if (name === 'row') this.#endRow();
  }

  text(text: string): void {
    if (this.#isValue) this.#value += text;
    this.#inline.text(text);
  }

  #beginRow(reference: string | undefined): void {
    const row = reference === undefined ? this.#row + 1 : Number(reference);
    if (!(row > this.#row)) throw broken('its rows are not in order');
    [this.#row, this.#column, this.#cells] = [row, -1, []];
  }

  #beginCell({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    const column =
      r === undefined ? this.#column + 1 : columnIndex(/^[A-Z]{1,3}(?=[0-9])/.exec(r)?.[0] ?? '');
    if (!(column > this.#column)) throw broken('the cells of a row are not in order');
    this.#column = column;
    this.#cell = { type: t, style: Number(s) };
    [this.#value, this.#hasValue, this.#hasFormula] = ['', false, false];
  }

  #endCell(): void {
    const value = boundedCell(this.#shown(), this.#column, this.#row);
    this.#cell = undefined;
    if (value === '') return;
    if (this.#row > SHEET_ROWS_MAX || this.#column >= SHEET_COLUMNS_MAX)
      throw tableError(
        `cell ${this.#name()} is filled: a table has at most ${SHEET_ROWS_MAX} rows and ${SHEET_COLUMNS_MAX} columns`,
      );
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells.push(value);
  }

  #shown(): string {
    const { type, style } = this.#cell ?? { type: 'n', style: 0 };
    const value = this.#value;
    if (value === '') return this.#empty(type);
    if (type === 's') return this.#sharedText(value);
    if (type === 'e') throw tableError(`cell ${this.#name()} has the error ${value.slice(0, ERROR_LENGTH)}`);
    if (type !== 'n') return value;
    return this.#context.dates[style] === true
      ? shownDate(value, this.#context.isFrom1904)
      : shownNumber(value);
  }

  /** Some programs write formulas without computing them. A text that was computed may be empty. */
  #empty(type: string): string {
    if (!this.#hasFormula || (type === 'str' && this.#hasValue)) return '';
    throw tableError(
      `cell ${this.#name()} has a formula without a computed value: open the file in a spreadsheet program and save it again`,
    );
  }

  #sharedText(index: string): string {
    const text = this.#context.texts[Number(index)];
    if (text !== undefined) return text;
    throw tableError(`cell ${this.#name()} refers to a text that the workbook does not have: save it again`);
  }

  #name(): string {
    return `${columnLetters(this.#column)}${this.#row}`;
  }

  #endRow(): void {
    if (this.#cells.length === 0) return;
    const isAfterGap = this.records.length > 0 && this.#row > this.#lastFilled + 1;
    const [line, cells] = [this.#row, this.#cells];
    const record = { line, row: line, cells, text: cells.map(csvCell).join(','), isAfterGap };
    this.#size.add(record);
    this.records.push(record);
    this.#lastFilled = this.#row;
  }
}

const ERROR_LENGTH = 20;
