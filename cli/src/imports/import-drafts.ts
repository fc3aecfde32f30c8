import { randomUUID } from 'node:crypto';
import { type Fault, type Json, ValidationError } from '@fapiao-ledger/chaincode/core';
import type { ImportReport, RefusedRow, SentPage } from './import-report.js';
import type { Row } from './rows.js';

/** What an issue request gives back, in the order of its drafts. */
type Issued = readonly { readonly number: string; readonly checkCode: string }[];

export interface ImportMeans {
  readonly report: ImportReport;
  /** Most drafts in one request. */
  readonly pageMax: number;
  /** Sends drafts under an id, all or none. @throws what the gateway refuses */
  readonly send: (requestId: string, drafts: readonly Json[]) => Promise<Issued>;
  /** Called as rows are settled. */
  readonly settled: (count: number) => void;
}

/** Requests stay well below what gateways read. */
const PAGE_CHARACTERS_MAX = 1_000_000;

/**
 * Issues rows page by page, in order. A draft that is refused takes its own way out: the others of its
 * page are sent again without it. Whatever else goes wrong ends the import, to be continued.
 *
 * @throws what `send` throws, but for faults of single drafts
 */
export async function importDrafts(rows: readonly Row[], means: ImportMeans): Promise<void> {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  for (const page of means.report.open) await sendPage(page, byLine, means);
  for (let page = nextPage(rows, means); page !== undefined; page = nextPage(rows, means)) {
    await means.report.sent(page);
    await sendPage(page, byLine, means);
  }
}

function nextPage(rows: readonly Row[], { report, pageMax }: ImportMeans): SentPage | undefined {
  const lines: number[] = [];
  let characters = 0;
  for (const { line, draft } of rows) {
    if (report.isSettled(line)) continue;
    characters += JSON.stringify(draft).length;
    if (lines.length === pageMax || (lines.length > 0 && characters > PAGE_CHARACTERS_MAX)) break;
    lines.push(line);
  }
  return lines.length === 0 ? undefined : { requestId: randomUUID(), lines };
}

async function sendPage(page: SentPage, byLine: ReadonlyMap<number, Row>, means: ImportMeans): Promise<void> {
  const { report } = means;
  const { requestId, lines } = page;
  try {
    const issued = await means.send(
      requestId,
      lines.map((line) => byLine.get(line)?.draft ?? null),
    );
    await report.allIssued(
      requestId,
      lines.map((line, index) => ({ line, ...numberAt(issued, index) })),
    );
    means.settled(lines.length);
  } catch (error) {
    const refused = refusedRows(error, lines);
    if (refused.length === 0) throw error;
    await report.dissolved(requestId);
    await report.refuse(refused);
    means.settled(refused.length);
  }
}

function numberAt(issued: Issued, index: number): Issued[number] {
  const { number, checkCode } = issued[index] ?? { number: '', checkCode: '' };
  return { number, checkCode };
}

/** The rows whose drafts a refusal points at. */
function refusedRows(error: unknown, lines: readonly number[]): readonly RefusedRow[] {
  if (!(error instanceof ValidationError)) return [];
  const byLine = new Map<number, Fault[]>();
  for (const fault of error.faults) {
    const [, index, path = ''] = /^\/invoices\/([0-9]+)(\/.*)?$/.exec(fault.path) ?? [];
    const line = index === undefined ? undefined : lines[Number(index)];
    if (line === undefined) continue;
    byLine.set(line, [...(byLine.get(line) ?? []), { ...fault, path }]);
  }
  return [...byLine].map(([line, faults]) => ({ line, faults }));
}
