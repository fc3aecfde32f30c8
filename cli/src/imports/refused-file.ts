import { dirname, join } from 'node:path';
import { formatOf, type RowFile } from '@fapiao-ledger/client/drafts';
import { readIfPresent } from '@fapiao-ledger/files';
import { writeAtomically } from '../files/private-file.js';

/** Spreadsheets read a CSV file that begins with it as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Returns the file for the refused drafts of an import, in the format of that import; `count` names further files. */
export function refusedFileOf(file: string, count = 1): string {
  return `${file}.refused${count === 1 ? '' : `-${count}`}.${formatOf(file) === 'jsonl' ? 'jsonl' : 'csv'}`;
}

/** Returns the file for the faults of an import, for people. */
export function faultsFileOf(file: string): string {
  return `${file}.faults.csv`;
}

/** Returns the default file for the report of an import. */
export function reportFileOf(file: string): string {
  return `${file}.report.jsonl`;
}

/**
 * Returns the drafts on some lines as the user wrote them. The text can be imported once they are corrected. Drafts of
 * a CSV file are separated by empty lines, so that two with the same name stay apart.
 */
export function refusedText({ head, rows }: RowFile, lines: ReadonlySet<number>): string {
  const refused = rows.filter(({ line }) => lines.has(line)).map(({ text }) => text);
  if (head === undefined) return refused.map((text) => `${text}\n`).join('');
  return BYTE_ORDER_MARK + [head, refused.join('\r\n\r\n'), ''].join('\r\n');
}

export interface KeptRefused {
  readonly file: string;
  /** Whether the file was changed since it was written, which means that the user has corrected it. */
  readonly isCorrected: boolean;
  /** An unchanged file of another import under the usual name. */
  readonly passedOver?: string;
}

/**
 * Writes the refused drafts of an import of `file`, once. A file that an earlier run wrote (`nameBefore`) stays as it
 * is. Otherwise the drafts go beside `file`, under the first name that no other import uses.
 * @throws {UsageError} when the file cannot be written
 */
export async function keepRefused(file: string, text: string, nameBefore?: string): Promise<KeptRefused> {
  if (nameBefore !== undefined) {
    const target = join(dirname(file), nameBefore);
    return { file: target, isCorrected: !(await writeUnlessPresent(target, text)) };
  }
  for (let count = 1; ; count += 1) {
    const target = refusedFileOf(file, count);
    const isOfOther = (await readIfPresent(reportFileOf(target))) !== undefined;
    if (isOfOther || !(await writeUnlessPresent(target, text))) continue;
    return { file: target, isCorrected: false, ...(count === 1 ? {} : { passedOver: refusedFileOf(file) }) };
  }
}

/** @returns whether the file now has that text */
async function writeUnlessPresent(file: string, text: string): Promise<boolean> {
  const present = await readIfPresent(file);
  if (present === undefined) await writeAtomically(file, text, { isPrivate: true });
  return present === undefined || present === text;
}
