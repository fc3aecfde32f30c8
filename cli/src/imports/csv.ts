import { ValidationError } from '@fapiao-ledger/core';

/** A record of a CSV file with the number of its first line, from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
  /** The record as the file has it, without its line end. */
  readonly text: string;
  /** Whether an empty line, or a line of empty cells, precedes the record. */
  readonly isAfterGap: boolean;
}

/** One cell and the character that ends it: quoted, with quotes doubled, or plain. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/**
 * Reads comma-separated values (RFC 4180) and leaves out empty lines.
 * @throws {ValidationError} FIELD_VALUE naming the line of a quote that is not closed or is inside a cell
 */
export function parseCsv(text: string): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let [line, start, startsAt, isAfterGap] = [1, 1, 0, false];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length) {
    const [whole, quoted, plain = '', end] = CELL.exec(text) ?? refuse(line);
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    line += whole.split('\n').length - 1;
    if (end === ',' && CELL.lastIndex < text.length) continue;
    if (end === ',') cells.push('');
    const isEmpty = cells.every((cell) => cell === '');
    const written = text.slice(startsAt, CELL.lastIndex).replace(/\r?\n$/, '');
    if (!isEmpty) records.push({ line: start, cells, text: written, isAfterGap });
    [cells, start, startsAt, isAfterGap] = [[], line, CELL.lastIndex, isEmpty];
  }
  return records;
}

function refuse(line: number): never {
  const message = `line ${line} has a quote that is not closed, or stands inside a cell`;
  throw new ValidationError([{ code: 'FIELD_VALUE', path: '', message }]);
}
