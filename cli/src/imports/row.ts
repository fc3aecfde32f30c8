import type { Json } from '@fapiao-ledger/core';

/** One draft of an import file, named by the line on which it starts. */
export interface Row {
  /** From 1. */
  readonly line: number;
  /** As it stands in the file, without its last line end. */
  readonly text: string;
  /** Reads the draft, which nobody need do before its turn has come. @throws {ValidationError} when the line holds none */
  readonly read: () => Json;
  /** Where the field of a pointer stands in a table, for people; undefined when the table has no such column. */
  readonly placeOf?: (path: string) => string | undefined;
}

/** An import file, read. */
export interface RowFile {
  /** The line above the drafts, which a CSV file has. */
  readonly head: string | undefined;
  readonly rows: readonly Row[];
}
