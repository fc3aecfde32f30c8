import { type Fault, type Json, ValidationError } from '@fapiao-ledger/chaincode/core';
import { type DraftPage, DraftQueue, type QueueMeans } from './draft-queue.js';
import type { RefusedRow } from './import-report.js';
import type { Row } from './row.js';
import { UnderWay } from './under-way.js';

/** What an issue request gives back, in the order of its drafts. */
type Issued = readonly { readonly number: string; readonly checkCode: string }[];

export interface ImportMeans extends QueueMeans {
  /** Readies drafts to travel under an id, the same for the same id; for one page at a time. */
  readonly seal: (requestId: string, drafts: readonly Json[]) => Promise<readonly Json[]>;
  /** Sends drafts under an id, all or none. @throws what the gateway refuses */
  readonly send: (requestId: string, drafts: readonly Json[]) => Promise<Issued>;
}

/** One page on the ledger, one that the gateway judges meanwhile, one on its way. */
const UNDER_WAY_MAX = 3;

/**
 * Issues rows page by page, a few pages at a time. A draft that is refused takes its own way out: the
 * others of its page are sent again without it. Whatever else goes wrong ends the import, to be
 * continued, when the pages under way have been answered.
 *
 * @throws what `send` throws, but for faults of single drafts
 */
export async function importDrafts(rows: readonly Row[], means: ImportMeans): Promise<void> {
  const queue = new DraftQueue(rows, means);
  const underWay = new UnderWay();
  try {
    while (!queue.isEmpty) {
      await underWay.fewerThan(UNDER_WAY_MAX);
      const page = await queue.next();
      if (page !== undefined) {
        const sealed = await means.seal(page.requestId, page.drafts);
        underWay.begin(send({ ...page, drafts: sealed }, queue, means));
      }
      // A page under way may yet give rows back.
      if (queue.isEmpty) await underWay.fewerThan(1);
    }
  } finally {
    await underWay.all();
  }
}

async function send(page: DraftPage, queue: DraftQueue, means: ImportMeans): Promise<void> {
  const { report } = means;
  const { requestId, rows, drafts } = page;
  try {
    const issued = await means.send(requestId, drafts);
    await report.allIssued(
      requestId,
      rows.map(({ line }, index) => ({ line, ...numberAt(issued, index) })),
    );
    means.settled(rows.length);
  } catch (error) {
    const refused = refusedRows(error, rows);
    if (refused.length === 0) throw error;
    await report.dissolved(requestId);
    await report.refuse(refused);
    means.settled(refused.length);
    queue.putBack(rows.filter(({ line }) => !report.isSettled(line)));
  }
}

function numberAt(issued: Issued, index: number): Issued[number] {
  const { number, checkCode } = issued[index] ?? { number: '', checkCode: '' };
  return { number, checkCode };
}

/** The rows whose drafts a refusal points at. */
function refusedRows(error: unknown, rows: readonly Row[]): readonly RefusedRow[] {
  if (!(error instanceof ValidationError)) return [];
  const byLine = new Map<number, Fault[]>();
  for (const fault of error.faults) {
    const [, index, path = ''] = /^\/invoices\/([0-9]+)(\/.*)?$/.exec(fault.path) ?? [];
    const line = index === undefined ? undefined : rows[Number(index)]?.line;
    if (line === undefined) continue;
    byLine.set(line, [...(byLine.get(line) ?? []), { ...fault, path }]);
  }
  return [...byLine].map(([line, faults]) => ({ line, faults }));
}
