import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { writeAtomically } from '../files/private-file.js';
import { epilogue } from '../help/epilogue.js';
import { startProgress } from '../output/progress.js';
import { wrap } from '../output/wrap.js';
import type { Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { language } from '../words/language.js';
import { phrase } from '../words/phrase.js';
import { listPages, type Question } from './list-pages.js';
import { JSON_LINES_FORMAT, type ListFormat, type ListRecords } from './list-records.js';

export interface ExportOptions {
  readonly out: string;
  readonly force?: boolean;
}

export function withFile(command: Command, columns: readonly string[]): Command {
  return command
    .requiredOption('--out <file>', phrase('file to write: .csv for spreadsheets, .jsonl for programs'))
    .option('--force', phrase('replace an existing file'))
    .addHelpText('after', formatsText(columns));
}

/** Texts about the columns of a file, as wide as the terminal. */
const formatsText = (columns: readonly string[]): ReturnType<typeof epilogue> =>
  epilogue([
    { says: 'Columns of a CSV file (UTF-8, byte order mark, CRLF):' },
    { lines: wrap(columns.join(', '), COLUMNS_WIDTH).map((line) => `  ${line}`) },
    {
      says: 'Amounts and dates stand as they are. Text that a spreadsheet would run as a formula, or take for a number or a date (invoice numbers, codes of digits), has an apostrophe in front. Programs read JSON Lines, where nothing is changed.',
    },
  ]);

/** Fits the narrowest page. */
export const COLUMNS_WIDTH = 58;

/** Names of the entries of a list. */
const UNITS = { invoices: 'invoices', forms: 'forms', returns: 'returns' } as const;

/** Writes all entries of a list as their pages arrive: the whole file or none. */
export async function exportList<Entry>(
  session: Session,
  question: Question,
  records: ListRecords<Entry>,
  { out: file, force }: ExportOptions,
): Promise<void> {
  const format = formatOf(file, records);
  requireFree(file, force);
  const { field } = question;
  const pages = listPages<Entry>(await session.client(), question);
  const isQuiet = session.reporter.isJson;
  const work = { title: phrase('exporting'), total: undefined, unit: phrase(UNITS[field]), isQuiet };
  const progress = await startProgress(session.shell, work);
  const done = { count: 0, height: '' };
  try {
    await writeAtomically(file, recordsOfPages(), { isPrivate: true });
  } finally {
    progress.end();
  }
  reportFile(session, file, field, done);

  async function* recordsOfPages(): AsyncGenerator<string> {
    yield format.head;
    for await (const { entries, height } of pages) {
      yield entries.map(format.record).join('');
      done.count += entries.length;
      done.height ||= height;
      progress.advance(entries.length);
    }
  }
}

/** Requires that no file is replaced unasked. @throws {UsageError} */
export function requireFree(file: string, force: boolean | undefined): void {
  if (force !== true && existsSync(file))
    throw new UsageError(
      phrase('{file} exists already: choose another name, or replace it with --force', { file }),
    );
}

/** Says which file was written, and how many entries of a list it has. */
export function reportFile(
  session: Session,
  file: string,
  field: Question['field'],
  { count, height }: { readonly count: number; readonly height: string },
): void {
  session.reporter.result({ file, [field]: count, height }, (page) => {
    const unit = count === 1 && language() === 'en' ? field.slice(0, -1) : phrase(UNITS[field]);
    return `${page.paint('green', file)}  ${page.paint('dim', `${count} ${unit}`)}`;
  });
}

/** @throws {UsageError} */
function formatOf<Entry>(file: string, { csv }: ListRecords<Entry>): ListFormat<Entry> {
  const name = file.toLowerCase();
  if (name.endsWith('.csv')) return csv;
  if (name.endsWith('.jsonl')) return JSON_LINES_FORMAT;
  throw new UsageError(
    phrase('--out {file}: the name must end in .csv or .jsonl, which chooses the format', { file }),
  );
}
