import {
  formatInstant,
  formatSum,
  type RedFormState,
  type RedFormSummary,
  type RedFormsPage,
} from '@fapiao-ledger/core';
import { type Cursor, decodeCursor, encodeCursor, notACursor } from './cursor.js';
import { BUYER_TYPES, RED_STATES } from './enumerations.js';
import type { Paging } from './find-invoices.js';
import { type ListedForm, listRedForms, type RedFormFilter } from './list-red-forms.js';
import type { At, ReadModel } from './read-model.js';
import { dateOf, isSortKey, numberFrom, numberOf } from './sort-key.js';

/**
 * Returns red-letter forms, newest first. Following the cursors returns each form that was started before the first page exactly once.
 * States are those of the page's own height, at the moment of the query.
 *
 * @throws {ValidationError} FIELD_VALUE at /cursor
 */
export async function findRedForms(
  model: ReadModel,
  filter: RedFormFilter,
  paging: Paging,
): Promise<At<Omit<RedFormsPage, 'height'>>> {
  const { at, limit } = paging;
  const { company, side, state, startedFrom, startedTo, isWaiting } = filter;
  const question = ['red forms', company, side, state, startedFrom, startedTo, isWaiting];
  const cursor = paging.cursor === undefined ? undefined : decodeFormCursor(paging.cursor, question);
  // Read one more than the limit, which shows whether there is a next page.
  const list = { engine: model.engine, filter, at, limit: limit + 1, cursor };
  const { height, value: rows } = await model.ask((database) => listRedForms(database, list));
  const shown = rows.slice(0, limit);
  const forms = shown.map((row) => summaryOf(row, at));
  const last = shown.at(-1);
  if (rows.length <= limit || last === undefined) return { height, value: { forms } };
  const position = { height: cursor?.height ?? height, key: keyOf(last) };
  return { height, value: { forms, next: encodeCursor(position, question) } };
}

const SECONDS = /^[0-9]{1,12}$/;
const SEQUENCE = /^[1-9][0-9]{0,8}$/;

function decodeFormCursor(text: string, question: unknown): Cursor {
  const cursor = decodeCursor(text, question, 4);
  const [started = '', date = '', number = '', sequence = ''] = cursor.key;
  if (SECONDS.test(started) && isSortKey(date, number) && SEQUENCE.test(sequence)) return cursor;
  throw notACursor();
}

function keyOf({ started, series, serial, sequence }: ListedForm): readonly string[] {
  const place = { series: Number(series), serial: Number(serial) };
  return [String(started), dateOf(place.series), numberOf(place), String(sequence)];
}

function summaryOf(row: ListedForm, at: number): RedFormSummary {
  const state = stateOf(row, at);
  return {
    number: numberOf({ series: Number(row.series), serial: Number(row.serial) }),
    sequence: Number(row.sequence),
    reason: String(row.reason).padStart(2, '0'),
    startedBy: row.by_buyer === 1n ? 'BUYER' : 'SELLER',
    state,
    seller: { code: row.seller, name: row.seller_name },
    buyer: {
      type: BUYER_TYPES.nameOf(row.buyer_type),
      ...(row.buyer !== null && { code: row.buyer }),
      ...(row.buyer_name !== null && { name: row.buyer_name }),
    },
    totals: { net: formatSum(row.net), tax: formatSum(row.tax), gross: formatSum(row.net + row.tax) },
    startedAt: formatInstant(Number(row.started)),
    expiresAt: formatInstant(Number(row.expires)),
    changedAt: formatInstant(Number(row.changed)),
    ...(row.red_prefix !== null && { red: numberFrom(Number(row.red_prefix), Number(row.red_serial)) }),
    ...(row.due !== null && { waiting: row.due === 1n && state !== 'EXPIRED' }),
  };
}

/** Returns the state at a moment: a form whose term has passed counts as expired, as core's `redFormAt` says. */
function stateOf({ state, expires }: ListedForm, at: number): RedFormState {
  const stored = RED_STATES.nameOf(state);
  const isAwaiting = stored === 'AWAITS_BUYER' || stored === 'AWAITS_SELLER';
  return isAwaiting && at >= expires ? 'EXPIRED' : stored;
}
