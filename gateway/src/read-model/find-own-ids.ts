import type { FoundOwnId } from '@fapiao-ledger/core';
import { sql } from 'kysely';
import { idOf } from './invoice-filter.js';
import type { At, ReadModel } from './read-model.js';
import { numberOf } from './sort-key.js';

/** Returns the invoices of a seller that have one of some own ids. */
export async function findOwnIds(
  model: ReadModel,
  seller: string,
  refs: readonly string[],
): Promise<At<readonly FoundOwnId[]>> {
  const asked = model.engine.relation(
    'asked',
    { value: 'text' },
    refs.map((ref) => [ref]),
  );
  return await model.read(async (database) => {
    const { rows } = await sql<FoundRow>`select ref, series, serial, content from invoice_ref
      where seller = ${idOf(seller)} and ref in (select value from ${asked}) order by ref, series, serial`.execute(
      database,
    );
    return rows.map(({ ref, series, serial, content }) => {
      return { ref, number: numberOf({ series: Number(series), serial: Number(serial) }), content };
    });
  });
}

interface FoundRow {
  readonly ref: string;
  readonly series: bigint;
  readonly serial: bigint;
  readonly content: string;
}
