import { randomUUID } from 'node:crypto';
import { draftOf, enterprise, lineOfNet } from './drafts.ts';
import type { MerchantClient } from './merchant-client.ts';

/** A request as its worst sender makes it. */
export interface WorstBody {
  readonly path: string;
  readonly type: 'application/json' | 'application/x-ndjson';
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const WORST_BODIES = [
  'one draft of {} lines',
  'unknown keys',
  'eight bulk lines',
  '500 drafts of {} lines',
  'a page of drafts with one false total',
  'wide drafts, without a signature',
  'lists in lists',
  'one long text of escapes',
] as const;

/**
 * Bodies that take the longest to refuse, each about as large as a request may be. `size` is in bytes.
 * @param statement headers of a statement of the client about something else
 */
export function worstBodies(
  { code }: Pick<MerchantClient, 'code'>,
  size: number,
  statement: Readonly<Record<string, string>>,
): Readonly<Record<(typeof WORST_BODIES)[number], () => WorstBody>> {
  const path = '/v1/invoices';
  const json = (body: string): WorstBody => ({
    path,
    type: 'application/json',
    body,
    headers: { ...statement, 'Idempotency-Key': randomUUID() },
  });
  const lines = (body: string): WorstBody => ({
    path,
    type: 'application/x-ndjson',
    body,
    headers: { 'Fapiao-Ledger': statement['Fapiao-Ledger'] ?? '' },
  });
  const draft = draftOf(code, enterprise(code));
  const text = JSON.stringify(draft);
  const wide = JSON.stringify(draftOf(code, enterprise(code), { lines: manyLines(1_000) }));
  return {
    'one draft of {} lines': () =>
      json(
        `${JSON.stringify({ ...draft, lines: undefined }).slice(0, -1)},"lines":[${list('{}', size - 1_000)}]}`,
      ),
    'unknown keys': () => json(`{${keys(size)}}`),
    'eight bulk lines': () => lines(Array.from({ length: 8 }, () => bulkLine(list('{}', size))).join('\n')),
    '500 drafts of {} lines': () =>
      json(`{"invoices":[${list(`{"lines":[${list('{}', size / 500 - 20)}]}`, size - 20)}]}`),
    'a page of drafts with one false total': () =>
      json(
        `{"invoices":[${list(text.replace('"4449.00"', '"4449.01"'), Math.min(size - 20, 499 * text.length))}]}`,
      ),
    'wide drafts, without a signature': () => json(`{"invoices":[${list(wide, size - 20)}]}`),
    'lists in lists': () => json(`{"invoices":[${list('[[[[[[[[]]]]]]]]', size - 20)}]}`),
    'one long text of escapes': () => json(`{"remark":"${'\\u4e00'.repeat(size / 6 - 10)}"}`),
  };
}

function manyLines(count: number): ReturnType<typeof lineOfNet>[] {
  return Array.from({ length: count }, () => lineOfNet('1.00'));
}

/** Returns `item` again and again, with commas, up to so many bytes. */
function list(item: string, size: number): string {
  const count = Math.max(1, Math.floor(size / (Buffer.byteLength(item) + 1)));
  return Array(count).fill(item).join(',');
}

function keys(size: number): string {
  return Array.from(
    { length: Math.floor(size / 11) },
    (_, at) => `"${at.toString(36).padStart(5, 'k')}":1`,
  ).join(',');
}

function bulkLine(drafts: string): string {
  return `{"requestId":"${randomUUID()}","signature":"${'A'.repeat(96)}","invoices":[{"lines":[${drafts}]}]}`;
}
