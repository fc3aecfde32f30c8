import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { writeAtomically } from '../files/private-file.js';
import { startProgress } from '../output/progress.js';
import { wrap } from '../output/wrap.js';
import type { Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { invoicePages, type Question } from './invoice-pages.js';
import { CSV_FORMAT, INVOICE_COLUMNS, type InvoiceFormat, JSON_LINES_FORMAT } from './invoice-records.js';

export interface ExportOptions {
  readonly out: string;
  readonly force?: boolean;
}

export function withFile(command: Command): Command {
  return command
    .requiredOption('--out <file>', 'file to write: .csv for spreadsheets, .jsonl for programs')
    .option('--force', 'replace an existing file')
    .addHelpText('after', FORMATS);
}

const FORMATS = `
Columns of a CSV file (UTF-8, byte order mark, CRLF):
${wrap(INVOICE_COLUMNS.join(', '), 76)
  .map((line) => `  ${line}`)
  .join('\n')}
Amounts and dates stand as they are. Text that a spreadsheet would run as a formula,
or take for a number or a date (invoice numbers, codes of digits), has an apostrophe
in front. Programs read JSON Lines, where nothing is changed.`;

/** Writes all invoices of a list as their pages arrive: the whole file or none. */
export async function exportInvoices(
  session: Session,
  question: Question,
  { out: file, force }: ExportOptions,
): Promise<void> {
  const format = formatOf(file);
  if (force !== true && existsSync(file))
    throw new UsageError(`${file} exists already: choose another name, or replace it with --force`);
  const pages = invoicePages(await session.client(), question);
  const isQuiet = session.reporter.isJson;
  const work = { title: 'exporting', total: undefined, unit: 'invoices', isQuiet };
  const progress = await startProgress(session.shell, work);
  const done = { invoices: 0, height: '' };
  try {
    await writeAtomically(file, records(), { isPrivate: true });
  } finally {
    progress.end();
  }
  session.reporter.result({ file, ...done }, (page) => {
    const count = `${done.invoices} ${done.invoices === 1 ? 'invoice' : 'invoices'}`;
    return `${page.paint('green', file)}  ${page.paint('dim', count)}`;
  });

  async function* records(): AsyncGenerator<string> {
    yield format.head;
    for await (const { invoices, height } of pages) {
      yield invoices.map(format.record).join('');
      done.invoices += invoices.length;
      done.height ||= height;
      progress.advance(invoices.length);
    }
  }
}

/** @throws {UsageError} */
function formatOf(file: string): InvoiceFormat {
  const name = file.toLowerCase();
  if (name.endsWith('.csv')) return CSV_FORMAT;
  if (name.endsWith('.jsonl')) return JSON_LINES_FORMAT;
  throw new UsageError(`--out ${file}: the name must end in .csv or .jsonl, which chooses the format`);
}
