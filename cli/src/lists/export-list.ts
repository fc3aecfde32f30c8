import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { writeAtomically } from '../files/private-file.js';
import { startProgress } from '../output/progress.js';
import { wrap } from '../output/wrap.js';
import type { Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { listPages, type Question } from './list-pages.js';
import { JSON_LINES_FORMAT, type ListFormat, type ListRecords } from './list-records.js';

export interface ExportOptions {
  readonly out: string;
  readonly force?: boolean;
}

export function withFile(command: Command, columns: readonly string[]): Command {
  return command
    .requiredOption('--out <file>', 'file to write: .csv for spreadsheets, .jsonl for programs')
    .option('--force', 'replace an existing file')
    .addHelpText('after', formatsText(columns));
}

const formatsText = (columns: readonly string[]): string => `
Columns of a CSV file (UTF-8, byte order mark, CRLF):
${wrap(columns.join(', '), 76)
  .map((line) => `  ${line}`)
  .join('\n')}
Amounts and dates stand as they are. Text that a spreadsheet would run as a formula,
or take for a number or a date (invoice numbers, codes of digits), has an apostrophe
in front. Programs read JSON Lines, where nothing is changed.`;

/** Writes all entries of a list as their pages arrive: the whole file or none. */
export async function exportList<Entry>(
  session: Session,
  question: Question,
  records: ListRecords<Entry>,
  { out: file, force }: ExportOptions,
): Promise<void> {
  const format = formatOf(file, records);
  if (force !== true && existsSync(file))
    throw new UsageError(`${file} exists already: choose another name, or replace it with --force`);
  const { field } = question;
  const pages = listPages<Entry>(await session.client(), question);
  const isQuiet = session.reporter.isJson;
  const work = { title: 'exporting', total: undefined, unit: field, isQuiet };
  const progress = await startProgress(session.shell, work);
  const done = { count: 0, height: '' };
  try {
    await writeAtomically(file, recordsOfPages(), { isPrivate: true });
  } finally {
    progress.end();
  }
  session.reporter.result({ file, [field]: done.count, height: done.height }, (page) => {
    const count = `${done.count} ${done.count === 1 ? field.slice(0, -1) : field}`;
    return `${page.paint('green', file)}  ${page.paint('dim', count)}`;
  });

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

/** @throws {UsageError} */
function formatOf<Entry>(file: string, { csv }: ListRecords<Entry>): ListFormat<Entry> {
  const name = file.toLowerCase();
  if (name.endsWith('.csv')) return csv;
  if (name.endsWith('.jsonl')) return JSON_LINES_FORMAT;
  throw new UsageError(`--out ${file}: the name must end in .csv or .jsonl, which chooses the format`);
}
