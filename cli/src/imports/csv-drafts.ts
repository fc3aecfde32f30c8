import { type Fault, type Json, ValidationError } from '@fapiao-ledger/core';
import { type CsvRecord, parseCsv } from './csv.js';
import type { Row, RowFile } from './row.js';

/** Columns of the invoice; those of the buyer go into an object of their own. */
const BUYER_COLUMNS = {
  buyerType: 'type',
  buyerCode: 'code',
  buyerName: 'name',
  buyerContact: 'contact',
  buyerBank: 'bank',
} as const;
const DRAFT_COLUMNS = ['type', 'seller', 'holder', 'remark'] as const;
const LINE_COLUMNS = [
  'kind',
  'taxClass',
  'item',
  'specification',
  'unit',
  'quantity',
  'unitPrice',
  'net',
  'gross',
  'rate',
  'tax',
  'zeroRate',
] as const;

/** Names the invoice of a record. Adjacent records with the same value, and no empty line between, are its lines. */
const KEY_COLUMN = 'invoice';

export const CSV_COLUMNS: readonly string[] = [
  KEY_COLUMN,
  ...DRAFT_COLUMNS,
  ...Object.keys(BUYER_COLUMNS),
  ...LINE_COLUMNS,
];

/** Columns of the invoice as a whole, by the pointers of their fields. */
const COLUMN_OF: ReadonlyMap<string, string> = new Map([
  ...DRAFT_COLUMNS.map((column) => [`/${column}`, column] as const),
  ...Object.entries(BUYER_COLUMNS).map(([column, field]) => [`/buyer/${field}`, column] as const),
]);

type Cells = Readonly<Record<string, string>>;

/** @throws {ValidationError} when the first line names no usable columns, or a record has more cells than columns */
export function readCsvDrafts(text: string): RowFile {
  const [head, ...records] = parseCsv(text);
  const columns = readHead(head);
  const groups: { key: string; records: CsvRecord[]; cells: Cells[] }[] = [];
  for (const record of records) {
    const cells = cellsOf(record, columns);
    const key = cells[KEY_COLUMN] ?? '';
    const last = groups.at(-1);
    if (last !== undefined && last.key === key && key !== '' && !record.isAfterGap) {
      last.records.push(record);
      last.cells.push(cells);
    } else groups.push({ key, records: [record], cells: [cells] });
  }
  return { head: head?.text, rows: groups.map(rowOf) };
}

function rowOf({ records, cells }: { records: readonly CsvRecord[]; cells: readonly Cells[] }): Row {
  const text = records.map((record) => record.text).join('\r\n');
  return {
    line: records[0]?.line ?? 0,
    text,
    isJson: false,
    read: () => draftOf(cells),
    placeOf: (path) => placeOf(path, records),
  };
}

/** Returns the column of a pointer. Fields of the invoice are in its first record, each line is in a record of its own. */
function placeOf(path: string, records: readonly CsvRecord[]): string | undefined {
  const [, index, field] = /^\/lines\/([0-9]+)\/([^/]+)$/.exec(path) ?? [];
  const column = index === undefined ? COLUMN_OF.get(path) : field;
  const line = records[Number(index ?? 0)]?.line;
  if (column === undefined || line === undefined || !CSV_COLUMNS.includes(column)) return undefined;
  return `line ${line}, column ${column}`;
}

function readHead(head: CsvRecord | undefined): readonly string[] {
  const columns = head?.cells ?? [];
  const unknown = columns.filter((column) => !CSV_COLUMNS.includes(column));
  const doubled = CSV_COLUMNS.filter((column) => columns.indexOf(column) !== columns.lastIndexOf(column));
  const missing = ['buyerType', 'taxClass', 'item', 'rate'].filter((column) => !columns.includes(column));
  const faults: Fault[] = [
    ...unknown.map((column) => fault('FIELD_UNKNOWN', `there is no column "${column}": --help lists them`)),
    ...doubled.map((column) => fault('FIELD_UNKNOWN', `the column "${column}" is there twice`)),
    ...missing.map((column) =>
      fault('FIELD_REQUIRED', `the column "${column}" is missing in the first line`),
    ),
  ];
  if (faults.length > 0) throw new ValidationError(faults);
  return columns;
}

function cellsOf({ line, cells }: CsvRecord, columns: readonly string[]): Cells {
  if (cells.length > columns.length) {
    throw new ValidationError([
      fault('FIELD_VALUE', `line ${line} has ${cells.length} cells for ${columns.length} columns`),
    ]);
  }
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
}

/** Returns the draft of adjacent records. Fields of the invoice are in the first of them. */
function draftOf(records: readonly Cells[]): Json {
  const [first = {}] = records;
  const buyer = Object.entries(BUYER_COLUMNS).map(([column, field]) => [field, first[column] ?? ''] as const);
  return {
    ...filled(DRAFT_COLUMNS.map((column) => [column, first[column] ?? ''])),
    buyer: filled(buyer),
    lines: records.map((cells) => filled(LINE_COLUMNS.map((column) => [column, cells[column] ?? '']))),
  };
}

/** Leaves out empty cells, because an empty cell is an absent field. */
function filled(fields: readonly (readonly [string, string])[]): { readonly [field: string]: string } {
  return Object.fromEntries(fields.filter(([, value]) => value !== ''));
}

function fault(code: Fault['code'], message: string): Fault {
  return { code, path: '', message };
}
