import { basename } from 'node:path';
import { PAGE_INVOICES_MAX } from '@fapiao-ledger/core';
import { Command, Option } from 'commander';
import { laneName, whole } from '../arguments.js';
import { beforeEnd } from '../before-end.js';
import { checkDraft, shanghaiToday } from '../drafts/check-drafts.js';
import { completeDraft } from '../drafts/complete-draft.js';
import { readRules } from '../drafts/read-rules.js';
import { EXIT } from '../exit-code.js';
import { readTable, readText } from '../files/read-text.js';
import { CSV_COLUMNS } from '../imports/csv-drafts.js';
import type { QueueMeans } from '../imports/draft-queue.js';
import { type ImportMeans, importDrafts } from '../imports/import-drafts.js';
import { ImportReport } from '../imports/import-report.js';
import { issuingMeans } from '../imports/issuing-means.js';
import { keepRefused, refusedText, reportFileOf } from '../imports/refused-file.js';
import type { Row, RowFile } from '../imports/row.js';
import { isCsv, readRows } from '../imports/rows.js';
import { type ImportSummary, importText } from '../output/import-text.js';
import { startProgress } from '../output/progress.js';
import { wrap } from '../output/wrap.js';
import { about } from '../problem.js';
import type { OpenSession, Session } from '../session.js';
import { UsageError } from '../usage-error.js';

interface ImportOptions {
  readonly report?: string;
  readonly complete?: boolean;
  readonly rules?: string;
  readonly page: number;
  readonly lane?: string;
}

export function importCommand(open: OpenSession): Command {
  return new Command('import')
    .description(
      'issue the drafts of a file, also tens of thousands; a stopped import continues and issues nothing twice',
    )
    .argument('<file>', 'JSON Lines with one draft per line, or CSV (.csv) with one invoice line per record')
    .option('--report <file>', 'report with the outcome of each draft; FILE.report.jsonl when absent')
    .option('--complete', 'fill in what follows: amounts, tax, totals, seller')
    .option('--rules <file>', 'rule set to check by, when one newer than the built-in is published')
    .addOption(
      new Option('--page <n>', 'most drafts in one request')
        .argParser(whole(1, PAGE_INVOICES_MAX))
        .default(PAGE_INVOICES_MAX),
    )
    .addOption(new Option('--lane <name>', 'lane of numbers and credit to draw on').argParser(laneName))
    .addHelpText('after', COLUMNS)
    .action(async (file: string, options: ImportOptions, command: Command) => {
      await importFile(await open(command), file, options);
    });
}

const COLUMNS = `
Columns of a CSV file (UTF-8 or GB18030), in any order; an empty cell is a field left out:
${wrap(CSV_COLUMNS.join(', '), 76)
  .map((line) => `  ${line}`)
  .join('\n')}
Adjacent records with the same "invoice", without an empty line between them, are the
lines of one invoice. Its other columns are read from the first of them. CSV is always completed.

Refused drafts are written unchanged to FILE.refused.csv or FILE.refused.jsonl (refused-2 if
another import uses that name). Correct them there and import that file: importing all of
FILE again would issue the others twice.`;

async function importFile(session: Session, file: string, options: ImportOptions): Promise<void> {
  const { code: seller } = await session.taxpayer();
  const text = await readDrafts(session, file);
  const isCompleted = options.complete === true || isCsv(file);
  const { head, rows: written } = await about(file, () => readRows(file, text));
  const rows = written.map(({ read, ...row }): Row => {
    return isCompleted
      ? { ...row, isJson: false, read: () => completeDraft(read(), seller) }
      : { ...row, read };
  });
  const report = await ImportReport.open(options.report ?? reportFileOf(file), {
    name: file,
    text,
    seller,
  });
  const isLeft = rows.some(({ line }) => !report.isSettled(line));
  if (isLeft) await report.begin();
  const earlier = report.issued.size + report.refused.size;
  if (isLeft) await issueRows(session, rows, report, { ...options, complete: isCompleted });
  const refused = [...report.refused.values()].sort((one, other) => one.line - other.line);
  const summary = {
    file,
    report: report.file,
    drafts: rows.length,
    issued: report.issued.size,
    earlier,
    refused,
    ...(await setApart(file, { head, rows }, report)),
  };
  if (refused.length > 0) session.exitCode = Math.max(session.exitCode, EXIT.validation);
  session.reporter.result(summary, (page) => importText(summary, page, placesOf(rows)));
}

function placesOf(rows: readonly Row[]): (line: number, path: string) => string {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  return (line, path) => byLine.get(line)?.placeOf?.(path) ?? path;
}

const WORKBOOK = /\.(?:xlsx?|et|ods|numbers)$/i;

async function readDrafts(session: Session, file: string): Promise<string> {
  if (WORKBOOK.test(file)) throw new UsageError(`${file} is a workbook: save its sheet as CSV UTF-8`);
  if (!isCsv(file)) return await readText(file, session.shell);
  const { text, encoding } = await readTable(file, session.shell);
  if (encoding !== 'utf-8') session.reporter.warn(`${file} is not UTF-8: read as GB18030 (GBK)`);
  return text;
}

/** Writes the refused drafts to a file of their own, so that no correction imports the issued drafts once more. */
async function setApart(
  file: string,
  rows: RowFile,
  report: ImportReport,
): Promise<Pick<ImportSummary, 'refusedFile' | 'isCorrected' | 'passedOver'>> {
  const { refused, apart } = report;
  if (refused.size === 0) return {};
  const text = refusedText(rows, new Set(refused.keys()));
  const { file: refusedFile, ...kept } = await keepRefused(file, text, apart);
  if (apart === undefined) await report.setApart(basename(refusedFile));
  return { refusedFile, ...kept };
}

async function issueRows(
  session: Session,
  rows: readonly Row[],
  report: ImportReport,
  options: ImportOptions,
): Promise<void> {
  const work = {
    title: 'issuing',
    total: rows.length,
    done: rows.filter(({ line }) => report.isSettled(line)).length,
    unit: 'drafts',
    isQuiet: session.reporter.isJson,
  };
  const means = { report, pageMax: options.page, ...(await waysOut(session, options)) };
  const warnStopped = (): void =>
    session.reporter.warn(
      `stopped after ${report.issued.size} of ${rows.length} drafts; the same command goes on from there`,
    );
  const settled = beforeEnd(warnStopped);
  const progress = await startProgress(session.shell, work);
  try {
    await importDrafts(rows, { ...means, settled: (count) => progress.advance(count) });
  } catch (error) {
    progress.end();
    warnStopped();
    throw error;
  } finally {
    progress.end();
    settled();
    await report.end();
  }
}

/** Returns the functions that check, seal, send and cancel drafts. */
async function waysOut(
  session: Session,
  { rules, lane, complete: isCompleted = false }: ImportOptions,
): Promise<Omit<ImportMeans, keyof QueueMeans> & Pick<ImportMeans, 'check'>> {
  const { code: actor } = await session.taxpayer();
  const [settlement, openings] = [await session.settlement(), await session.openings()];
  const context = { ruleSet: await readRules(rules), date: shanghaiToday(session.now()), actor, isCompleted };
  return {
    check: (draft) => checkDraft(draft, context),
    contradicted: (requestId) => alarmOfContradiction(session, requestId),
    ...issuingMeans({ actor, settlement, openings, lane }),
  };
}

/** The report follows the ledger. The user must still learn that the gateway lied. */
function alarmOfContradiction(session: Session, requestId: string): void {
  session.exitCode = EXIT.verification;
  session.reporter.alarm(
    `the gateway’s answer about request ${requestId} contradicts the ledger: do not trust this gateway`,
  );
}
