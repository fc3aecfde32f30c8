import type { OwnIdsAnswer } from '@fapiao-ledger/client';
import {
  completeDraft,
  contentDigest,
  faultsOf,
  formatOf,
  isPageEnd,
  personNameIn,
  type Row,
  readDraftRows,
  refOf,
  requestIdOf,
} from '@fapiao-ledger/client/drafts';
import {
  type DraftJson,
  type ErrorCode,
  formatSum,
  type Json,
  PAGE_INVOICES_MAX,
  type RuleSetJson,
  readSum,
  ValidationError,
} from '@fapiao-ledger/core';
import type { Session } from '../../../shared/session.ts';
import type { NamedRequest } from './openings.ts';

/** A fault of a row, as a person finds it in the table. */
export interface RowFault {
  readonly line: number;
  /** Cell and column as a spreadsheet shows them, or the field. */
  readonly place: string;
  /** Code of the fault, or what this page says of the row. */
  readonly problem: ErrorCode | 'otherContent';
  /** What the fault says of this row, in English. */
  readonly detail?: string;
}

/** What an import would do, before anything is signed. */
export interface ImportPlan {
  /** The names of persons in them are sealed before they leave. */
  readonly requests: readonly NamedRequest[];
  readonly count: number;
  /** Yuan. */
  readonly gross: string;
  /** Rows whose own id has an invoice with the same content. */
  readonly found: number;
  readonly faults: readonly RowFault[];
  readonly withoutRef: number;
  /** Persons that are named. */
  readonly names: number;
}

interface Setting {
  readonly session: Pick<Session, 'ask' | 'identity'>;
  readonly ruleSet: RuleSetJson | undefined;
  /** Date of issue in Beijing. */
  readonly date: string;
  readonly lane: string;
}

interface SoundRow {
  readonly row: Row;
  readonly draft: Json;
  readonly ref: string | undefined;
}

/**
 * Reads a table, judges each draft, and asks which own ids have an invoice. The gateway's word only keeps drafts back: that an own id is free
 * leads to a request that the ledger judges.
 *
 * @throws {ValidationError} when the table cannot be read as a whole
 */
export async function planImport(file: File, setting: Setting): Promise<ImportPlan> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { rows } = await readDraftRows(formatOf(file.name), bytes);
  const faults: RowFault[] = [];
  const sound = rows.flatMap((row) => judged(row, setting, faults));
  const known = await knownIn(sound, setting.session);
  const fresh = sound.filter((row) => isFresh(row, known, faults));
  const found =
    sound.length - fresh.length - faults.filter(({ problem }) => problem === 'otherContent').length;
  const drafts = fresh.map(({ draft }) => draft as unknown as DraftJson);
  const gross = drafts.reduce((sum, { totals }) => sum + (readSum(totals.gross) ?? 0n), 0n);
  return {
    requests: requestsOf(fresh, setting.lane),
    count: fresh.length,
    gross: formatSum(gross),
    found,
    faults: faults.toSorted((one, other) => one.line - other.line),
    withoutRef: fresh.filter(({ ref }) => ref === undefined).length,
    names: fresh.filter(({ draft }) => personNameIn(draft) !== undefined).length,
  };
}

function judged(row: Row, { session, ruleSet, date }: Setting, faults: RowFault[]): readonly SoundRow[] {
  const add = (path: string, found: Omit<RowFault, 'line' | 'place'>): void => {
    faults.push({ line: row.line, place: row.placeOf?.(path) ?? path, ...found });
  };
  try {
    const actor = session.identity.code;
    const draft = completeDraft(row.read(), actor);
    const context = { date, actor, isCompleted: true, ...(ruleSet === undefined ? {} : { ruleSet }) };
    const found = faultsOf(draft, '', context);
    for (const { path, code, message } of found) add(path, { problem: code, detail: message });
    return found.length > 0 ? [] : [{ row, draft, ref: refOf(draft) }];
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    for (const { path, code, message } of error.faults) add(path, { problem: code, detail: message });
    return [];
  }
}

async function knownIn(
  rows: readonly SoundRow[],
  session: Pick<Session, 'ask'>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const refs = rows.flatMap(({ ref }) => ref ?? []);
  const known = new Map<string, string[]>();
  for (let from = 0; from < refs.length; from += PAGE_INVOICES_MAX) {
    const { found } = await session.ask<OwnIdsAnswer>('/own-ids', {
      refs: refs.slice(from, from + PAGE_INVOICES_MAX),
    });
    for (const { ref, content } of found) known.set(ref, [...(known.get(ref) ?? []), content]);
  }
  return known;
}

/** Returns whether a row is to be issued. One whose own id says something else on the ledger gets a fault. */
function isFresh(
  { row, draft, ref }: SoundRow,
  known: ReadonlyMap<string, readonly string[]>,
  faults: RowFault[],
): boolean {
  const contents = ref === undefined ? undefined : known.get(ref);
  if (contents === undefined) return true;
  if (!contents.includes(contentDigest(draft))) {
    faults.push({ line: row.line, place: row.placeOf?.('/ref') ?? '/ref', problem: 'otherContent' });
  }
  return false;
}

/**
 * Returns the requests that issue rows. Those with own ids come in the order of these, and their ids and content alone make the request id:
 * the same drafts in another table, or in another order, are the same requests, and the ledger executes each once.
 */
function requestsOf(rows: readonly SoundRow[], lane: string): readonly NamedRequest[] {
  const own = rows.filter(({ ref }) => ref !== undefined).toSorted(byRef);
  const others = rows.filter(({ ref }) => ref === undefined);
  const named = pagesOf(own, ({ ref }) => isPageEnd(ref ?? '')).map((drafts) => ({
    requestId: requestIdOf(drafts, 0),
    drafts,
  }));
  const unnamed = pagesOf(others, () => false).map((drafts) => ({ requestId: crypto.randomUUID(), drafts }));
  return [...named, ...unnamed].map(({ requestId, drafts }) => ({
    requestId,
    drafts,
    lane,
  }));
}

/** By code units, as the command line orders them, so that both make the same requests. */
function byRef({ ref: one = '' }: SoundRow, { ref: other = '' }: SoundRow): number {
  return one < other ? -1 : Number(one > other);
}

function pagesOf(rows: readonly SoundRow[], isEnd: (row: SoundRow) => boolean): readonly (readonly Json[])[] {
  const pages: Json[][] = [];
  let page: Json[] = [];
  for (const row of rows) {
    page.push(row.draft);
    if (!isEnd(row) && page.length < PAGE_INVOICES_MAX) continue;
    pages.push(page);
    page = [];
  }
  return page.length === 0 ? pages : [...pages, page];
}
