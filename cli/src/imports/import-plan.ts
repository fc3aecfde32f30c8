import { checkDraft, type Row, shanghaiToday } from '@fapiao-ledger/client/drafts';
import { DomainError, type TaxpayerJson } from '@fapiao-ledger/core';
import { readRules } from '../drafts/read-rules.js';
import { totalOf } from '../lists/total.js';
import type { Session } from '../session.js';
import type { FoundRow, ImportReport, RefusedRow } from './import-report.js';
import { sortByOwnIds } from './known-rows.js';
import { grossOf, type PreparedRow, prepareRows } from './prepare-rows.js';

/** What an import would do, before anything is sent. */
export interface ImportPlan {
  readonly seller: { readonly code: string; readonly name: string };
  /** Drafts to issue, and those that an earlier run has sent without an answer. */
  readonly rows: readonly PreparedRow[];
  /** All other drafts of the file. The refused page that a page without an answer replaces has drafts that are settled, too. */
  readonly others: readonly PreparedRow[];
  /** Number of `rows`, and their gross in yuan. */
  readonly count: number;
  readonly gross: string;
  /** Drafts that are invoices already. */
  readonly found: readonly FoundRow[];
  readonly refused: readonly RefusedRow[];
  /** Whether earlier runs have settled every draft. */
  readonly isDone: boolean;
}

interface PlanOptions {
  readonly rules?: string;
  readonly isCompleted: boolean;
}

/** Reads and checks the drafts that no earlier run has settled, and asks which of them are invoices already. */
export async function planImport(
  session: Session,
  rows: readonly Row[],
  report: ImportReport,
  { rules, isCompleted }: PlanOptions,
): Promise<ImportPlan> {
  const { code } = await session.taxpayer();
  const context = {
    ...{ ruleSet: await readRules(rules), date: shanghaiToday(session.now()), actor: code, isCompleted },
  };
  const sent = new Set(report.open.flatMap(({ lines }) => lines));
  const left = rows.filter(({ line }) => !report.isSettled(line));
  // The ledger may have issued what was sent. Its drafts are sent again unchanged, whatever a check would say now.
  const open = prepareRows(
    left.filter(({ line }) => sent.has(line)),
    () => undefined,
  );
  const prepared = prepareRows(
    left.filter(({ line }) => !sent.has(line)),
    (draft) => checkDraft(draft, context),
  );
  const { fresh, found, refused } = await sortByOwnIds(await session.client(), prepared.sound);
  const todo = [...open.sound, ...fresh];
  const lines = new Set(todo.map(({ line }) => line));
  const others = rows.filter(({ line }) => !lines.has(line));
  const { count, gross } = totalOf(
    todo.map((row) => ({ count: 1, net: '0.00', tax: '0.00', gross: grossOf(row) })),
  );
  return {
    seller: { code, name: todo.length === 0 ? code : await nameOf(session, code) },
    rows: todo,
    others: prepareRows(others, () => undefined).sound,
    count,
    gross,
    found,
    refused: [...prepared.refused, ...refused].sort((one, other) => one.line - other.line),
    isDone: left.length === 0,
  };
}

/** Returns the seller's name; its code where the key may not read the register. */
async function nameOf(session: Session, code: string): Promise<string> {
  try {
    const { name = code } = await (await session.client()).read<TaxpayerJson>(`/taxpayers/${code}`);
    return name;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'KEY_SCOPE') return code;
    throw error;
  }
}
