import { type Fault, type Json, parseStrictJson, ValidationError } from '@fapiao-ledger/chaincode/core';
import { readCsvDrafts } from './csv-drafts.js';

/** One draft of an import file, named by the line on which it starts. */
export interface Row {
  /** From 1. */
  readonly line: number;
  readonly draft: Json;
}

/** A line that holds no draft. */
interface BadRow {
  readonly line: number;
  readonly faults: readonly Fault[];
}

export interface RowFile {
  readonly rows: readonly Row[];
  readonly bad: readonly BadRow[];
}

/**
 * Drafts of a CSV file (by its name) or of JSON Lines.
 * @throws {ValidationError} when the head of a CSV file is wrong; other faults stay with their lines
 */
export function readRows(name: string, text: string): RowFile {
  return name.toLowerCase().endsWith('.csv') ? { rows: readCsvDrafts(text), bad: [] } : readJsonLines(text);
}

function readJsonLines(text: string): RowFile {
  const rows: Row[] = [];
  const bad: BadRow[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      rows.push({ line: index + 1, draft: parseStrictJson(line) });
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      bad.push({ line: index + 1, faults: error.faults });
    }
  }
  return { rows, bad };
}
