import { readFile } from 'node:fs/promises';
import { writeAtomically } from '../files/private-file.js';
import { isMissing } from '../files/system-error.js';
import type { RowFile } from './row.js';
import { isCsv } from './rows.js';

/** A spreadsheet that finds it takes a CSV file for UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Where the refused drafts of an import go, in the form of the file they come from. */
export function refusedFileOf(file: string): string {
  return `${file}.refused.${isCsv(file) ? 'csv' : 'jsonl'}`;
}

/**
 * The drafts on some lines as they were written, as a file that can be imported when they have been
 * corrected. Drafts of a CSV file stay apart by empty lines, also when they have the same name.
 */
export function refusedText({ head, rows }: RowFile, lines: ReadonlySet<number>): string {
  const refused = rows.filter(({ line }) => lines.has(line)).map(({ text }) => text);
  if (head === undefined) return refused.map((text) => `${text}\n`).join('');
  return BYTE_ORDER_MARK + [head, refused.join('\r\n\r\n'), ''].join('\r\n');
}

/**
 * Writes it, unless it is there: it may have been corrected already.
 * @returns whether what is there says the same
 * @throws {UsageError} when it cannot be written
 */
export async function keepRefused(file: string, text: string): Promise<boolean> {
  const present = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (present === undefined) await writeAtomically(file, text, { isPrivate: true });
  return present === undefined || present === text;
}
