import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import {
  CHINESE_HEADERS,
  COLUMN_NAMES,
  completeDraft,
  csvTemplate,
  decodeTable,
  formatOf,
  type ReadFile,
  type Row,
  readDraftRows,
  refOf,
  xlsxTemplate,
} from '@fapiao-ledger/client/drafts';
import { PAGE_INVOICES_MAX, ValidationError } from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { laneName, whole } from '../arguments.js';
import { EXIT } from '../exit-code.js';
import { writeAtomically } from '../files/private-file.js';
import { readBytes } from '../files/read-text.js';
import { epilogue, type Part } from '../help/epilogue.js';
import { faultsText } from '../imports/faults-file.js';
import { type ImportPlan, planImport } from '../imports/import-plan.js';
import { ImportReport } from '../imports/import-report.js';
import { issueRows } from '../imports/issue-rows.js';
import { faultsFileOf, keepRefused, refusedText, reportFileOf } from '../imports/refused-file.js';
import { COLUMNS_WIDTH } from '../lists/export-list.js';
import { confirm } from '../output/confirm.js';
import { type ImportSummary, importText, planText, questionText } from '../output/import-text.js';
import { wrap } from '../output/wrap.js';
import { about } from '../problem.js';
import type { OpenSession, Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';

interface ImportOptions {
  readonly report?: string;
  readonly complete?: boolean;
  readonly rules?: string;
  readonly page: number;
  readonly lane?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly template?: boolean;
  readonly force?: boolean;
}

export function importCommand(open: OpenSession): Command {
  return new Command('import')
    .description(
      phrase(
        'issue the drafts of a file, also tens of thousands; a stopped import continues and issues nothing twice',
      ),
    )
    .argument(
      '<file>',
      phrase(
        'CSV (.csv) or workbook (.xlsx) with one invoice line per row, or JSON Lines with one draft per line',
      ),
    )
    .option('-y, --yes', phrase('issue without asking'))
    .option('--dry-run', phrase('check the drafts, show what would be issued, and issue nothing'))
    .option('--template', phrase('write a table to fill in to the file (.csv or .xlsx), and issue nothing'))
    .option('--force', phrase('replace an existing file by the template'))
    .option('--report <file>', phrase('report with the outcome of each draft; FILE.report.jsonl when absent'))
    .option('--complete', phrase('fill in what follows: amounts, tax, totals, seller'))
    .option('--rules <file>', phrase('rule set to check by, when one newer than the built-in is published'))
    .addOption(
      new Option('--page <n>', phrase('most drafts in one request'))
        .argParser(whole(1, PAGE_INVOICES_MAX))
        .default(PAGE_INVOICES_MAX),
    )
    .addOption(
      new Option('--lane <name>', phrase('lane of numbers and credit to draw on')).argParser(laneName),
    )
    .addHelpText('after', epilogue(TABLES, OWN_IDS, REFUSED))
    .action(async (file: string, options: ImportOptions, command: Command) => {
      const session = await open(command);
      if (options.template === true) await writeTemplate(session, file, options);
      else await importFile(session, file, options);
    });
}

/** Columns with their Chinese headers, in lines that fit the narrowest page. */
const COLUMN_LINES = wrap(
  COLUMN_NAMES.map((name) => `${name} (${CHINESE_HEADERS[name][0]})`).join(', '),
  COLUMNS_WIDTH,
).map((line) => `  ${line}`);

const TABLES: readonly Part[] = [
  { says: 'Columns of a table, in any order; an empty cell is a field left out:' },
  { lines: COLUMN_LINES },
  {
    says: 'Adjacent rows with the same "invoice", or without it the same "ref", and no empty row between, are the lines of one invoice. Its other columns are read from the first of them. Tables are always completed. A CSV file is UTF-8 or GB18030; 13%, 1,234.50 and ¥ are understood. Where semicolons separate the cells, 1.234,50 is too; a number that can mean two is refused.',
  },
];

const OWN_IDS: readonly Part[] = [
  {
    says: '"ref" is your own id of the invoice, such as an order number. A draft whose own id has an invoice already is not issued again, in whatever file it stands. Without "ref", importing a file again under another name issues its drafts twice.',
  },
];

const REFUSED: readonly Part[] = [
  {
    says: 'Refused drafts are written unchanged to FILE.refused.csv or FILE.refused.jsonl (refused-2 if another import uses that name), and what is wrong with them to FILE.faults.csv. Correct the refused drafts there and import that file.',
  },
];

async function writeTemplate(session: Session, file: string, { force }: ImportOptions): Promise<void> {
  const format = formatOf(file);
  if (format === 'jsonl')
    throw new UsageError(phrase('the template {file} must end in .csv or .xlsx', { file }));
  if (force !== true && existsSync(file))
    throw new UsageError(
      phrase('{file} exists already: choose another name, or replace it with --force', { file }),
    );
  await writeAtomically(file, format === 'xlsx' ? xlsxTemplate() : csvTemplate());
  session.reporter.result({ file }, (page) => page.paint('green', file));
}

async function importFile(session: Session, file: string, options: ImportOptions): Promise<void> {
  const { code: seller } = await session.taxpayer();
  const source = await readSource(session, file);
  const isCompleted = options.complete === true || formatOf(file) !== 'jsonl';
  const rows = isCompleted ? source.rows.map((row) => completed(row, seller)) : source.rows;
  const report = await ImportReport.open(options.report ?? reportFileOf(file), {
    name: file,
    content: source.content,
    seller,
    hasOwnIds: source.rows.every(hasOwnId),
  });
  const plan = await planImport(session, rows, report, { ...options, isCompleted });
  if (options.dryRun === true) {
    await tellPlan(session, file, rows, plan);
    return;
  }
  const earlier = report.issued.size + report.refused.size + report.found.size;
  if (!plan.isDone) {
    if (plan.count > 0 && options.yes !== true && !(await isConfirmed(session, rows, plan))) return;
    await report.begin();
    await issueRows(session, plan, report, options);
  }
  await tellOutcome(session, { file, source, rows, report, earlier });
}

async function isConfirmed(session: Session, rows: readonly Row[], plan: ImportPlan): Promise<boolean> {
  const { reporter, shell } = session;
  if (plan.refused.length > 0) reporter.show((page) => planText(plan, page, placesOf(rows)));
  const isYes = await confirm(
    shell,
    questionText(plan),
    phrase('there is no terminal to ask at: --yes issues without asking, --dry-run only checks'),
  );
  if (!isYes) reporter.note(phrase('nothing was issued'));
  return isYes;
}

/** Shows what would be issued, and writes what is wrong with the other drafts. */
async function tellPlan(
  session: Session,
  file: string,
  rows: readonly Row[],
  plan: ImportPlan,
): Promise<void> {
  const { refused, found, seller, count, gross } = plan;
  const faultsFile = await keepFaults(file, rows, refused);
  if (refused.length > 0) session.exitCode = Math.max(session.exitCode, EXIT.validation);
  const answer = {
    file,
    drafts: rows.length,
    wouldIssue: count,
    gross,
    seller,
    found,
    refused,
    ...faultsFile,
  };
  session.reporter.result(answer, (page) =>
    [planText(plan, page, placesOf(rows)), questionText(plan), phrase('nothing was issued: --dry-run')].join(
      '\n',
    ),
  );
}

interface Outcome {
  readonly file: string;
  readonly source: ReadFile;
  readonly rows: readonly Row[];
  readonly report: ImportReport;
  readonly earlier: number;
}

async function tellOutcome(
  session: Session,
  { file, source, rows, report, earlier }: Outcome,
): Promise<void> {
  const refused = [...report.refused.values()].sort((one, other) => one.line - other.line);
  const summary = {
    file,
    report: report.file,
    drafts: rows.length,
    issued: report.issued.size,
    found: report.found.size,
    earlier,
    refused,
    hasOwnIds: source.rows.every((row) => !report.issued.has(row.line) || hasOwnId(row)),
    ...(await setApart(file, source, report)),
    ...(await keepFaults(file, rows, refused)),
  };
  if (refused.length > 0) session.exitCode = Math.max(session.exitCode, EXIT.validation);
  session.reporter.result(summary, (page) => importText(summary, page, placesOf(rows)));
}

/** Returns whether a draft has an own id; false for a row that holds no draft. */
function hasOwnId({ read }: Row): boolean {
  try {
    return refOf(read()) !== undefined;
  } catch (error) {
    if (error instanceof ValidationError) return false;
    throw error;
  }
}

function completed({ read, ...row }: Row, seller: string): Row {
  return { ...row, isJson: false, read: () => completeDraft(read(), seller) };
}

function placesOf(rows: readonly Row[]): (line: number, path: string) => string {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  return (line, path) => byLine.get(line)?.placeOf?.(path) ?? path;
}

interface Source extends ReadFile {
  /** What the report knows the file by. */
  readonly content: string | Uint8Array;
}

const OTHER_WORKBOOK = /\.(?:xls|et|ods|numbers)$/i;

async function readSource(session: Session, file: string): Promise<Source> {
  if (OTHER_WORKBOOK.test(file))
    throw new UsageError(
      phrase('{file} is a workbook of another form: save it as .xlsx, or its sheet as CSV UTF-8', { file }),
    );
  const bytes = await readBytes(file, session.shell.stdin);
  const format = formatOf(file);
  const read = await about(file, async () => await readDraftRows(format, bytes));
  if (read.encoding !== undefined && read.encoding !== 'utf-8')
    session.reporter.note(phrase('{file} was read as {name}', { file, name: ENCODINGS[read.encoding] }));
  return { ...read, content: format === 'xlsx' ? bytes : decodeTable(bytes).text };
}

const ENCODINGS = { gb18030: 'GB18030 (GBK)', 'utf-16le': 'UTF-16' } as const;

async function keepFaults(
  file: string,
  rows: readonly Row[],
  refused: ImportPlan['refused'],
): Promise<Pick<ImportSummary, 'faultsFile'>> {
  if (refused.length === 0) return {};
  const faultsFile = faultsFileOf(file);
  await writeAtomically(faultsFile, faultsText(refused, placesOf(rows)), { isPrivate: true });
  return { faultsFile };
}

/** Writes the refused drafts to a file of their own, so that no correction imports the issued drafts once more. */
async function setApart(
  file: string,
  source: ReadFile,
  report: ImportReport,
): Promise<Pick<ImportSummary, 'refusedFile' | 'isCorrected' | 'passedOver'>> {
  const { refused, apart } = report;
  if (refused.size === 0) return {};
  const text = refusedText(source, new Set(refused.keys()));
  const { file: refusedFile, ...kept } = await keepRefused(file, text, apart);
  if (apart === undefined) await report.setApart(basename(refusedFile));
  return { refusedFile, ...kept };
}
