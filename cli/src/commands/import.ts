import { type Json, PAGE_INVOICES_MAX } from '@fapiao-ledger/chaincode/core';
import { Command, Option } from 'commander';
import { laneName, whole } from '../arguments.js';
import type { IssueAnswer } from '../client/answers.js';
import { type CheckContext, faultsOf, shanghaiToday } from '../drafts/check-drafts.js';
import { completeDraft } from '../drafts/complete-draft.js';
import { readRules } from '../drafts/read-rules.js';
import { EXIT } from '../exit-code.js';
import { readText } from '../files/read-text.js';
import { CSV_COLUMNS } from '../imports/csv-drafts.js';
import { importDrafts } from '../imports/import-drafts.js';
import { ImportReport, type RefusedRow } from '../imports/import-report.js';
import { type Row, readRows } from '../imports/rows.js';
import { importText } from '../output/import-text.js';
import { startProgress } from '../output/progress.js';
import { wrap } from '../output/wrap.js';
import type { OpenSession, Session } from '../session.js';

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
      'issue the drafts of a file, tens of thousands if need be; stopped and started again, nothing twice',
    )
    .argument('<file>', 'JSON Lines, one draft a line, or CSV (.csv), one line of an invoice a record')
    .option('--report <file>', 'what became of each draft; FILE.report.jsonl when absent')
    .option('--complete', 'fill in what follows: amounts, tax, totals, seller')
    .option('--rules <file>', 'rule set to check by, when a newer one than the built-in is published')
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
Columns of a CSV file, in any order; an empty cell is a field left out:
${wrap(CSV_COLUMNS.join(', '), 76)
  .map((line) => `  ${line}`)
  .join('\n')}
Records in a row with the same "invoice" are the lines of one invoice; its other
columns stand in the first of them. CSV is always completed.`;

async function importFile(session: Session, file: string, options: ImportOptions): Promise<void> {
  const { code: seller } = await session.taxpayer();
  const text = await readText(file, session.shell);
  const { rows: written, bad } = readRows(file, text);
  const isCompleted = options.complete === true || file.toLowerCase().endsWith('.csv');
  const rows = isCompleted
    ? written.map(({ line, draft }) => ({ line, draft: completeDraft(draft, seller) }))
    : written;
  const report = await ImportReport.open(options.report ?? `${file}.report.jsonl`, {
    name: file,
    text,
    seller,
  });
  const context = {
    ruleSet: await readRules(options.rules),
    date: shanghaiToday(session.now()),
    actor: seller,
  };
  await report.refuse(
    [...bad, ...unsound(rows, context, report)].filter(({ line }) => !report.isSettled(line)),
  );
  await issueRows(session, rows, report, options);
  const summary = { file, report: report.file, drafts: rows.length + bad.length, issued: report.issued.size };
  const refused = [...report.refused.values()].sort((one, other) => one.line - other.line);
  if (refused.length > 0) session.exitCode = EXIT.validation;
  session.reporter.result({ ...summary, refused }, (page) => importText({ ...summary, refused }, page));
}

/** What the ledger would certainly refuse never costs a request. Rows under way are left to the ledger. */
function unsound(rows: readonly Row[], context: CheckContext, report: ImportReport): readonly RefusedRow[] {
  const underWay = new Set(report.open.flatMap(({ lines }) => lines));
  return rows.flatMap(({ line, draft }) => {
    if (report.isSettled(line) || underWay.has(line)) return [];
    const faults = faultsOf(draft, '', context);
    const { seller } = (draft ?? {}) as { seller?: Json };
    if (faults.length === 0 && seller !== context.actor) {
      const message = `the seller is not who signs, ${context.actor}`;
      return [{ line, faults: [{ code: 'NOT_THE_SELLER', path: '/seller', message } as const] }];
    }
    return faults.length === 0 ? [] : [{ line, faults }];
  });
}

async function issueRows(
  session: Session,
  rows: readonly Row[],
  report: ImportReport,
  options: ImportOptions,
): Promise<void> {
  const { code: actor } = await session.taxpayer();
  const [client, openings] = [await session.client(), await session.openings()];
  const total = rows.filter(({ line }) => !report.isSettled(line)).length;
  const isQuiet = session.reporter.isJson;
  const progress = await startProgress(session.shell, { title: 'issuing', total, unit: 'drafts', isQuiet });
  const send = async (requestId: string, drafts: readonly Json[]): Promise<IssueAnswer['invoices']> => {
    const sealed = await openings.seal(drafts, requestId);
    const answer = await client.submit<IssueAnswer>({
      operation: 'issue',
      actor,
      requestId,
      path: '/invoices',
      statement: { drafts: sealed },
      body: { invoices: sealed },
      ...(options.lane === undefined ? {} : { lane: options.lane }),
    });
    return answer.invoices;
  };
  try {
    await importDrafts(rows, {
      report,
      pageMax: options.page,
      send,
      settled: (count) => progress.advance(count),
    });
  } catch (error) {
    session.reporter.warn(
      `stopped after ${report.issued.size} of ${rows.length} drafts; the same command goes on from there`,
    );
    throw error;
  } finally {
    progress.end();
  }
}
