import { parseStrictJson } from '@fapiao-ledger/chaincode/core';
import { readCsvDrafts } from './csv-drafts.js';
import type { Row } from './row.js';

/**
 * Drafts of a CSV file (by its name) or of JSON Lines.
 * @throws {ValidationError} when a CSV file is none; other faults stay with their lines
 */
export function readRows(name: string, text: string): readonly Row[] {
  return name.toLowerCase().endsWith('.csv') ? readCsvDrafts(text) : readJsonLines(text);
}

function readJsonLines(text: string): readonly Row[] {
  return text.split('\n').flatMap((written, index) => {
    if (written.trim() === '') return [];
    return [{ line: index + 1, read: () => parseStrictJson(written) }];
  });
}
