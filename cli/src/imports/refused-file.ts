import { dirname, join } from 'node:path';
import { readIfPresent } from '@fapiao-ledger/files';
import { writeAtomically } from '../files/private-file.js';
import type { RowFile } from './row.js';
import { isCsv } from './rows.js';

/** A spreadsheet that finds it takes a CSV file for UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Where the refused drafts of an import go, in the form of the file they come from; other names when that is taken. */
export function refusedFileOf(file: string, count = 1): string {
  return `${file}.refused${count === 1 ? '' : `-${count}`}.${isCsv(file) ? 'csv' : 'jsonl'}`;
}

/** Where the report of an import goes when nobody says. */
export function reportFileOf(file: string): string {
  return `${file}.report.jsonl`;
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

export interface KeptRefused {
  readonly file: string;
  /** It was changed since it was written: somebody has corrected it already. */
  readonly isCorrected: boolean;
  /** What another import left under the usual name, and nobody touched. */
  readonly passedOver?: string;
}

/**
 * Writes what an import of `file` refused, once. Where an earlier run of it has (`nameBefore`), that stays as it
 * is; else it goes beside `file`, under the first name that nothing of another import has.
 * @throws {UsageError} when it cannot be written
 */
export async function keepRefused(file: string, text: string, nameBefore?: string): Promise<KeptRefused> {
  if (nameBefore !== undefined) {
    const kept = join(dirname(file), nameBefore);
    return { file: kept, isCorrected: !(await writeUnlessPresent(kept, text)) };
  }
  for (let count = 1; ; count += 1) {
    const kept = refusedFileOf(file, count);
    const isOfOther = (await readIfPresent(reportFileOf(kept))) !== undefined;
    if (isOfOther || !(await writeUnlessPresent(kept, text))) continue;
    return { file: kept, isCorrected: false, ...(count === 1 ? {} : { passedOver: refusedFileOf(file) }) };
  }
}

/** @returns whether the file now says that */
async function writeUnlessPresent(file: string, text: string): Promise<boolean> {
  const present = await readIfPresent(file);
  if (present === undefined) await writeAtomically(file, text, { isPrivate: true });
  return present === undefined || present === text;
}
