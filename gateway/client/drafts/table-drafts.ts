import { type Fault, type Json, ValidationError } from '@fapiao-ledger/core';
import {
  BUYER_COLUMNS,
  CHINESE_HEADERS,
  COLUMN_NAMES,
  type ColumnName,
  columnOf,
  DRAFT_COLUMNS,
  KEY_COLUMN,
  LINE_COLUMNS,
} from './columns.js';
import { type DecimalMark, decimalMarkOf, withPoint } from './decimal-mark.js';
import { tableError, valueFault } from './failure.js';
import type { Row, RowFile } from './row.js';
import { columnLetters, type TableRecord } from './table.js';
import { fieldValue, hasLostDigits, isNumberColumn, zeroRateIn } from './values.js';

/** Columns of the invoice as a whole, by the pointers of their fields. */
const COLUMN_AT: ReadonlyMap<string, ColumnName> = new Map([
  ...DRAFT_COLUMNS.map((column) => [`/${column}`, column] as const),
  ...Object.entries(BUYER_COLUMNS).map(
    ([column, field]) => [`/buyer/${field}`, column as ColumnName] as const,
  ),
]);
const REQUIRED = ['taxClass', 'item', 'rate'] as const;
/** Columns whose digits are no number: a spreadsheet may have turned them into one. */
const CODES: ReadonlySet<ColumnName> = new Set([
  KEY_COLUMN,
  'ref',
  'seller',
  'holder',
  'buyerCode',
  'taxClass',
]);

/** Those of them that are checked on each record of an invoice. */
const LINE_CODES = [KEY_COLUMN, 'taxClass'] as const;

const NUMBER_COLUMNS = COLUMN_NAMES.filter(isNumberColumn);

/** Columns whose numbers show the decimal mark. A rate says nothing of it: programs write rates in a form of their own. */
const MARKED_COLUMNS = NUMBER_COLUMNS.filter((column) => column !== 'rate');

type Cells = Readonly<Partial<Record<ColumnName, string>>>;

/** The columns of a table, in its order. */
type Head = readonly { readonly name: ColumnName; readonly header: string }[];

/**
 * Reads a table with one line of an invoice per record. Adjacent records with the same `invoice`, or without it the same own id, and no
 * empty row between, are the lines of one invoice, whose other fields stand in the first of them.
 *
 * @param mayHaveCommas whether the comma may begin decimals; the numbers of the table then show which mark does
 * @throws {ValidationError} when the first record names no usable columns, or a record has more cells than columns
 */
export function readTableDrafts(table: readonly TableRecord[], mayHaveCommas = false): RowFile {
  const [first, ...records] = table;
  const head = readHead(first?.cells ?? []);
  const written = records.map((record) => cellsOf(record, head));
  const mark = mayHaveCommas ? decimalMarkOf(written.flatMap(numbersIn)) : undefined;
  const groups = groupsOf(records, written);
  return { head: first?.text, rows: groups.map((group) => rowOf(group, head, mark)) };
}

/** Returns the records of each invoice. @param written the cells of each record */
function groupsOf(records: readonly TableRecord[], written: readonly Cells[]): readonly Group[] {
  const groups: Group[] = [];
  for (const [index, record] of records.entries()) {
    const cells = written[index] ?? {};
    const key = cells[KEY_COLUMN] ?? cells.ref ?? '';
    const last = groups.at(-1);
    if (last !== undefined && last.key === key && isContinued(key, record)) {
      last.records.push(record);
      last.cells.push(cells);
    } else groups.push({ key, records: [record], cells: [cells] });
  }
  return groups;
}

/** The records of one invoice. */
interface Group {
  readonly key: string;
  readonly records: TableRecord[];
  readonly cells: Cells[];
}

function isContinued(key: string, { isAfterGap }: TableRecord): boolean {
  return key !== '' && !isAfterGap;
}

function rowOf({ records, cells }: Group, head: Head, mark: DecimalMark | undefined): Row {
  return {
    line: records[0]?.line ?? 0,
    text: records.map(({ text }) => text).join('\r\n'),
    isJson: false,
    read: () => draftOf(mark === undefined ? cells : pointed(cells, mark)),
    placeOf: (path) => placeOf(path, records, head),
  };
}

/** Fields of the invoice are in its first record, each line is in a record of its own. */
function placeOf(path: string, records: readonly TableRecord[], head: Head): string | undefined {
  const [, index, field] = /^\/lines\/([0-9]+)\/([^/]+)$/.exec(path) ?? [];
  const name = index === undefined ? COLUMN_AT.get(path) : field;
  const row = records[Number(index ?? 0)]?.row;
  const column = head.findIndex((each) => each.name === name);
  if (row === undefined || column < 0) return undefined;
  return `${columnLetters(column)}${row} ${head[column]?.header ?? ''}`;
}

function readHead(headers: readonly string[]): Head {
  const written = headers.map((header) => ({ header: header.trim(), name: columnOf(header) }));
  const names = written.map(({ name }) => name);
  const faults: Fault[] = [
    ...written.flatMap(({ header, name }, index) =>
      name === undefined
        ? [fault('FIELD_UNKNOWN', `cell ${columnLetters(index)}1: there is no column "${header}"`)]
        : [],
    ),
    ...COLUMN_NAMES.filter((name) => names.indexOf(name) !== names.lastIndexOf(name)).map((name) =>
      fault('FIELD_UNKNOWN', `the column "${name}" (${CHINESE_HEADERS[name][0]}) is there twice`),
    ),
    ...REQUIRED.filter((name) => !names.includes(name)).map(missing),
    ...(names.includes('buyerType') || names.includes('buyerCode') ? [] : [missing('buyerType')]),
  ];
  if (faults.length > 0) throw new ValidationError(faults);
  return written.flatMap(({ header, name }) => (name === undefined ? [] : [{ header, name }]));
}

function missing(name: ColumnName): Fault {
  const message = `the column "${name}" (${CHINESE_HEADERS[name][0]}) is missing in the first line`;
  return fault('FIELD_REQUIRED', message);
}

function cellsOf({ line, cells }: TableRecord, head: Head): Cells {
  const filled = cells.findLastIndex((cell) => cell !== '') + 1;
  if (filled > head.length) throw tableError(`line ${line} has ${filled} cells for ${head.length} columns`);
  const named = head.map(({ name }, index) => [name, cells[index]?.trim() ?? ''] as const);
  return Object.fromEntries(named.filter(([, cell]) => cell !== ''));
}

function numbersIn(cells: Cells): readonly string[] {
  return MARKED_COLUMNS.flatMap((column) => cells[column] ?? []);
}

/** Returns records whose numbers have points before their decimals. @throws {ValidationError} naming each number that may have two meanings */
function pointed(records: readonly Cells[], mark: DecimalMark): readonly Cells[] {
  const faults: Fault[] = [];
  const read = records.map((cells, index) => {
    const numbers = NUMBER_COLUMNS.flatMap((column) => {
      const cell = cells[column];
      if (cell === undefined) return [];
      const number = withPoint(cell, mark);
      if (number !== undefined) return [[column, number] as const];
      const message = `"${cell}" can mean thousands or three decimals, and no other quantity or amount of the file tells which: write thousands without a mark, and two or four decimals`;
      faults.push(valueFault(`/lines/${index}/${column}`, message));
      return [];
    });
    return { ...cells, ...Object.fromEntries(numbers) };
  });
  if (faults.length > 0) throw new ValidationError(faults);
  return read;
}

/** Returns the draft of adjacent records. @throws {ValidationError} when a spreadsheet has rounded a code, or records contradict the first */
function draftOf(records: readonly Cells[]): Json {
  const [first = {}] = records;
  const faults = [
    ...lostDigits(
      first,
      [...COLUMN_AT].map(([path, column]) => [column, path]),
    ),
    ...records.flatMap((cells, index) =>
      lostDigits(
        cells,
        LINE_CODES.map((column) => [column, `/lines/${index}/${column}`]),
      ),
    ),
    ...records.flatMap((cells, index) => contradictions(cells, first, index)),
  ];
  if (faults.length > 0) throw new ValidationError(faults);
  return {
    ...fieldsOf(
      first,
      DRAFT_COLUMNS.map((column) => [column, column]),
    ),
    buyer: buyerOf(first),
    lines: records.map(lineOf),
  };
}

/** Returns the faults of a record whose fields of the invoice are filled and differ from the first record: they would be lost. */
function contradictions(cells: Cells, first: Cells, index: number): readonly Fault[] {
  return [...COLUMN_AT.values()].flatMap((column) => {
    const cell = cells[column];
    if (cell === undefined) return [];
    const [value, expected] = [fieldValue(column, cell), fieldValue(column, first[column] ?? '')];
    if (value === expected) return [];
    const message = `"${column}" (${CHINESE_HEADERS[column][0]}) differs from the first line of the invoice: leave it empty, or give each invoice an own id of its own`;
    return [valueFault(`/lines/${index}/${column}`, message)];
  });
}

function lostDigits(cells: Cells, columns: readonly (readonly [ColumnName, string])[]): readonly Fault[] {
  return columns.flatMap(([column, path]) => {
    const cell = cells[column] ?? '';
    if (!CODES.has(column) || !hasLostDigits(cell)) return [];
    const message = `the spreadsheet has made the number ${cell} of the code, without its last digits: give the column the format text, and enter the code again`;
    return [valueFault(path, message)];
  });
}

function buyerOf(cells: Cells): Json {
  const buyer = fieldsOf(cells, Object.entries(BUYER_COLUMNS) as [ColumnName, string][]);
  return buyer.type === undefined && buyer.code !== undefined ? { type: 'ENTERPRISE', ...buyer } : buyer;
}

/** Returns the line of a record. 免税 and 不征税 in place of a rate say why there is none. */
function lineOf(cells: Cells): { readonly [field: string]: string } {
  const line = fieldsOf(
    cells,
    LINE_COLUMNS.map((column) => [column, column]),
  );
  const zeroRate = zeroRateIn(cells.rate ?? '');
  return zeroRate === undefined ? line : { zeroRate, ...line, rate: '0' };
}

/** Leaves out empty cells, because an empty cell is an absent field. */
function fieldsOf(
  cells: Cells,
  columns: readonly (readonly [ColumnName, string])[],
): { readonly [field: string]: string } {
  return Object.fromEntries(
    columns.flatMap(([column, field]) => {
      const cell = cells[column];
      return cell === undefined ? [] : [[field, fieldValue(column, cell)]];
    }),
  );
}

function fault(code: Fault['code'], message: string): Fault {
  return { code, path: '', message };
}
