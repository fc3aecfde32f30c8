import { isJsonObject, type Json, parseStrictJson, ValidationError } from '@fapiao-ledger/core';
import { mayHaveDecimalCommas, parseCsv } from './csv.js';
import { decodeTable, type TableEncoding } from './decode-table.js';
import { tableError, valueFault } from './failure.js';
import type { Row, RowFile } from './row.js';
import { readTableDrafts } from './table-drafts.js';
import { readXlsx } from './xlsx.js';

/** The form of a file of drafts. */
export type DraftFormat = 'csv' | 'xlsx' | 'jsonl';

/** Returns the form of a file, judged by its name: JSON Lines where the name says nothing else. */
export function formatOf(file: string): DraftFormat {
  const [, ending] = /\.(csv|tsv|txt|xlsx)$/i.exec(file) ?? [];
  if (ending === undefined) return 'jsonl';
  return ending.toLowerCase() === 'xlsx' ? 'xlsx' : 'csv';
}

export interface ReadFile extends RowFile {
  /** Encoding of a table that is text. */
  readonly encoding?: TableEncoding;
}

/**
 * Reads the drafts of a table or of JSON Lines.
 * @throws {ValidationError} when a table cannot be read as a whole; other faults stay with their rows
 */
export async function readDraftRows(format: DraftFormat, bytes: Uint8Array): Promise<ReadFile> {
  if (format === 'xlsx') return onceEach(readTableDrafts(await readXlsx(bytes)));
  const { text, encoding } = decodeTable(bytes);
  if (format === 'csv')
    return { ...onceEach(readTableDrafts(parseCsv(text), mayHaveDecimalCommas(text))), encoding };
  if (encoding !== 'utf-8') throw tableError('JSON Lines are UTF-8 text, and this is none');
  return onceEach(readJsonLines(text));
}

function readJsonLines(text: string): RowFile {
  const rows = text.split('\n').flatMap((written, index) => {
    if (written.trim() === '') return [];
    return [{ line: index + 1, text: written, isJson: true, read: () => parseStrictJson(written) }];
  });
  return { head: undefined, rows };
}

/** Returns the own id of a draft; undefined where it has none. */
export function refOf(draft: Json): string | undefined {
  return isJsonObject(draft) && typeof draft.ref === 'string' ? draft.ref : undefined;
}

/**
 * Refuses every row whose own id another row of the file has too: which of them is meant is for the merchant to say, and must not
 * depend on their order.
 */
function onceEach({ head, rows }: RowFile): RowFile {
  const linesOf = new Map<string, number[]>();
  for (const row of rows) {
    const ref = refOfRow(row);
    if (ref === undefined) continue;
    const lines = linesOf.get(ref);
    if (lines === undefined) linesOf.set(ref, [row.line]);
    // No more than a fault shows, beside the line of its own: a file may name one id on every line.
    else if (lines.length <= LINES_SHOWN) lines.push(row.line);
  }
  return { head, rows: rows.map((row) => ({ ...row, read: () => readOnce(row, linesOf) })) };
}

function refOfRow({ read }: Row): string | undefined {
  try {
    return refOf(read());
  } catch (error) {
    // The row keeps its faults for its turn.
    if (error instanceof ValidationError) return undefined;
    throw error;
  }
}

function readOnce({ line, read }: Row, linesOf: ReadonlyMap<string, readonly number[]>): Json {
  const draft = read();
  const ref = refOf(draft);
  const others = (ref === undefined ? [] : (linesOf.get(ref) ?? [])).filter((other) => other !== line);
  if (others.length === 0) return draft;
  const lines =
    others.length === 1 ? `line ${others[0]}` : `lines ${others.slice(0, LINES_SHOWN).join(', ')}`;
  const message = `the own id "${ref}" stands on ${lines} too: give each invoice its own, and put the lines of one invoice below each other`;
  throw new ValidationError([valueFault('/ref', message)]);
}

const LINES_SHOWN = 5;
