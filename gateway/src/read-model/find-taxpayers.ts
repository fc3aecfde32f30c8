import { isParticipantCode, type TaxpayerSummary, type TaxpayersPage } from '@fapiao-ledger/core';
import { type RawBuilder, sql } from 'kysely';
import { type Cursor, decodeCursor, encodeCursor, notACursor } from './cursor.js';
import type { At, ReadModel } from './read-model.js';
import type { TaxpayerRow } from './tables.js';

/** Filters of the list of taxpayers. A taxpayer must match all that are present. */
export interface TaxpayerFilter {
  /** A part of the name or the code. ASCII letters match in either case. */
  readonly text?: string;
  /** GB/T 2260: two digits of a province, four of a city or six of a county. */
  readonly region?: string;
  readonly kind?: TaxpayerRow['kind'];
  readonly status?: TaxpayerRow['status'];
}

interface TaxpayerPaging {
  readonly limit: number;
  readonly cursor?: string;
}

/** Returns registered taxpayers in the order of their codes. @throws {ValidationError} FIELD_VALUE at /cursor */
export async function findTaxpayers(
  model: ReadModel,
  filter: TaxpayerFilter,
  { limit, cursor: text }: TaxpayerPaging,
): Promise<At<Omit<TaxpayersPage, 'height'>>> {
  const question = ['taxpayers', filter.text, filter.region, filter.kind, filter.status];
  const cursor = text === undefined ? undefined : decodeTaxpayerCursor(text, question);
  const after = cursor === undefined ? [] : [sql<boolean>`code > ${cursor.key[0] ?? ''}`];
  const where = sql.join([...model.engine.guards, ...conditionsOf(filter), ...after, sql`true`], sql` and `);
  return await model.read(async (database, height) => {
    // Read one more than the limit, which shows whether there is a next page.
    const { rows } = await sql<TaxpayerRow>`select code, kind, status, name from taxpayer where ${where}
      order by code limit ${limit + 1}`.execute(database);
    const taxpayers = rows.slice(0, limit).map(summaryOf);
    const last = taxpayers.at(-1);
    if (rows.length <= limit || last === undefined) return { taxpayers };
    const position = { height: cursor?.height ?? height, key: [last.code] };
    return { taxpayers, next: encodeCursor(position, question) };
  });
}

function decodeTaxpayerCursor(text: string, question: unknown): Cursor {
  const cursor = decodeCursor(text, question, 1);
  if (isParticipantCode(cursor.key[0] ?? '')) return cursor;
  throw notACursor();
}

function conditionsOf({ text, region, kind, status }: TaxpayerFilter): readonly RawBuilder<boolean>[] {
  const pattern = `%${(text ?? '').replaceAll(/[\\%_]/g, '\\$&').replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())}%`;
  return [
    ...(text === undefined
      ? []
      : [
          sql<boolean>`(lower(code) like ${pattern} escape '\\' or lower(coalesce(name, '')) like ${pattern} escape '\\')`,
        ]),
    // A person's pseudonym names no region.
    ...(region === undefined
      ? []
      : [sql<boolean>`kind <> 'PERSON' and substr(code, 3, ${sql.lit(region.length)}) = ${region}`]),
    ...(kind === undefined ? [] : [sql<boolean>`kind = ${kind}`]),
    ...(status === undefined ? [] : [sql<boolean>`status = ${status}`]),
  ];
}

function summaryOf({ code, kind, status, name }: TaxpayerRow): TaxpayerSummary {
  return { code, kind, status, ...(name !== null && { name }) };
}
