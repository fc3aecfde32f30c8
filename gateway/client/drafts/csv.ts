import { tableError } from './failure.js';
import { boundedCell, type TableRecord, TableSize } from './table.js';

const SEPARATORS = [',', ';', '\t'] as const;
type Separator = (typeof SEPARATORS)[number];

/** One cell and what ends it, by separator: quoted, with quotes doubled, or plain. */
const CELLS: Readonly<Record<Separator, RegExp>> = {
  ',': /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y,
  ';': /(?:"([^"]*(?:""[^"]*)*)"|([^";\r\n]*))(;|\r?\n|$)/y,
  '\t': /(?:"([^"]*(?:""[^"]*)*)"|([^"\t\r\n]*))(\t|\r?\n|$)/y,
};

/**
 * Reads the records of a table as text (RFC 4180), separated as its first line is: by commas, semicolons or tabs. Empty records are
 * left out.
 *
 * @throws {ValidationError} FIELD_VALUE naming the line of a quote that is not closed or is inside a cell, or what is too long
 */
export function parseCsv(text: string): readonly TableRecord[] {
  const separator = separatorOf(text);
  const cell = CELLS[separator];
  const [records, size]: [TableRecord[], TableSize] = [[], new TableSize()];
  let cells: string[] = [];
  let [line, start, startsAt, row, isAfterGap] = [1, 1, 0, 0, false];
  cell.lastIndex = 0;
  while (cell.lastIndex < text.length) {
    const [whole, quoted, plain = '', end] = nextCell(cell, text, line) ?? refuse(line);
    cells.push(boundedCell(quoted?.replaceAll('""', '"') ?? plain, cells.length, row + 1));
    line += whole.split('\n').length - 1;
    if (end === separator && cell.lastIndex < text.length) continue;
    if (end === separator) cells.push('');
    row += 1;
    const isEmpty = cells.every((value) => value === '');
    const written = text.slice(startsAt, cell.lastIndex).replace(/\r?\n$/, '');
    if (!isEmpty) {
      const record = { line: start, row, cells, text: written, isAfterGap };
      size.add(record);
      records.push(record);
    }
    [cells, start, startsAt, isAfterGap] = [[], line, cell.lastIndex, isEmpty];
  }
  return records;
}

/** Returns the next cell; null where there is none. A cell of millions of quotes exceeds the stack of the expression. */
function nextCell(cell: RegExp, text: string, line: number): RegExpExecArray | null {
  try {
    return cell.exec(text);
  } catch (error) {
    if (error instanceof RangeError) throw tableError(`line ${line} has a cell that is too long`);
    throw error;
  }
}

/**
 * Returns whether the comma may begin decimals in the numbers of a CSV file. Spreadsheets separate by semicolons where the comma is the
 * decimal mark.
 */
export function mayHaveDecimalCommas(text: string): boolean {
  return separatorOf(text) === ';';
}

/** Returns the separator that the first line has most of, outside quotes. */
function separatorOf(text: string): Separator {
  const [head = ''] = text.replaceAll(/"[^"]*"/g, '').split(/\r?\n/, 1);
  const counts = SEPARATORS.map((separator) => head.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function refuse(line: number): never {
  throw tableError(`line ${line} has a quote that is not closed, or stands inside a cell`);
}
