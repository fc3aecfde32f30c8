import { parseStrictJson } from '@fapiao-ledger/core';
import { readCsvDrafts } from './csv-drafts.js';
import type { RowFile } from './row.js';

/** Returns whether a file holds CSV rather than JSON Lines, judged by its name. */
export function isCsv(file: string): boolean {
  return file.toLowerCase().endsWith('.csv');
}

/**
 * Reads the drafts of a CSV file (judged by its name) or of JSON Lines.
 * @throws {ValidationError} when the text is no CSV; other faults stay with their lines
 */
export function readRows(name: string, text: string): RowFile {
  return isCsv(name) ? readCsvDrafts(text) : readJsonLines(text);
}

function readJsonLines(text: string): RowFile {
  const rows = text.split('\n').flatMap((written, index) => {
    if (written.trim() === '') return [];
    return [{ line: index + 1, text: written, isJson: true, read: () => parseStrictJson(written) }];
  });
  return { head: undefined, rows };
}
