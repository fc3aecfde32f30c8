import type { Json } from '@fapiao-ledger/core';

/** One draft of an import file. The line on which it starts names it. */
export interface Row {
  /** Line of the file, or row of the sheet, from 1. */
  readonly line: number;
  /** The draft as the file has it, without its last line end. That of a sheet is written as CSV. */
  readonly text: string;
  /** Whether `text` is the whole draft as JSON, to which nothing is added. */
  readonly isJson: boolean;
  /** Reads the draft; called when it is the row's turn. @throws {ValidationError} when the line holds no draft */
  readonly read: () => Json;
  /** Returns the cell of a pointer and its column, as a spreadsheet shows them; undefined when the table has no such column. */
  readonly placeOf?: (path: string) => string | undefined;
}

/** An import file that has been read. */
export interface RowFile {
  /** The header line of a table, written as CSV. */
  readonly head: string | undefined;
  readonly rows: readonly Row[];
}
