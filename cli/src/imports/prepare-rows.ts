import { type Row, refOf } from '@fapiao-ledger/client/drafts';
import { isJsonObject, type Json, ValidationError } from '@fapiao-ledger/core';
import type { ImportRow } from './draft-queue.js';
import type { RefusedRow } from './import-report.js';

/** A sound draft of the file, which waits to be issued. */
export interface PreparedRow extends ImportRow {
  readonly draft: Json;
}

export interface PreparedRows {
  /** Those with own ids come first, in the order of these. The others stand as in the file. */
  readonly sound: readonly PreparedRow[];
  readonly refused: readonly RefusedRow[];
}

/**
 * Reads and checks the rows of a file, before anything is sent.
 * @param check throws a ValidationError with the faults for which the ledger would certainly refuse the draft
 */
export function prepareRows(rows: readonly Row[], check: (draft: Json) => void): PreparedRows {
  const [sound, refused]: [PreparedRow[], RefusedRow[]] = [[], []];
  for (const row of rows) {
    const result = prepared(row, check);
    if ('faults' in result) refused.push(result);
    else sound.push(result);
  }
  const own = sound.filter(({ ref }) => ref !== undefined).sort(byRef);
  return { sound: [...own, ...sound.filter(({ ref }) => ref === undefined)], refused };
}

function prepared(row: Row, check: (draft: Json) => void): PreparedRow | RefusedRow {
  try {
    const draft = row.read();
    check(draft);
    const ref = refOf(draft);
    return { ...row, read: () => draft, draft, ...(ref === undefined ? {} : { ref }) };
  } catch (error) {
    if (error instanceof ValidationError) return { line: row.line, faults: error.faults };
    throw error;
  }
}

/** By code units, so that the order is the same on every machine. */
function byRef({ ref: one = '' }: ImportRow, { ref: other = '' }: ImportRow): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Returns the gross of a sound draft, in yuan. */
export function grossOf({ draft }: PreparedRow): string {
  const totals = isJsonObject(draft) ? draft.totals : undefined;
  return isJsonObject(totals) && typeof totals.gross === 'string' ? totals.gross : '0.00';
}
