import { InvariantError, present } from '@fapiao-ledger/core';
import { type Kysely, sql } from 'kysely';
import type { Dictionary } from './dictionary.js';
import type { Engine } from './engine.js';
import { partsOf, type SortKey } from './sort-key.js';
import type { Tables } from './tables.js';

/** What a transaction writes to. */
export interface Target {
  readonly database: Kysely<Tables>;
  readonly engine: Engine;
  readonly texts: Dictionary;
  readonly cohorts: Dictionary;
}

/** Ids of texts or cohorts. */
export type Ids = ReadonlyMap<string, number>;

/** Returns the id of a text or cohort that the same transaction has stored. */
export function idOf(ids: Ids, entry: string): number {
  return present(ids.get(entry), 'the id of a text');
}

/** Returns the key of each invoice: its page gives the date. @throws {InvariantError} when one was never issued */
export async function keysOf(
  { database, engine }: Target,
  numbers: ReadonlySet<string>,
): Promise<ReadonlyMap<string, SortKey>> {
  const asked = engine.relation(
    'asked',
    { place: 'integer', prefix: 'integer', serial: 'bigint' },
    [...numbers].map((number, place) => {
      const { prefix, serial } = partsOf(number);
      return [place, prefix, serial];
    }),
  );
  const { rows } = await sql<{ place: bigint; serial: bigint; series: bigint | null }>`
    select place, serial, (select series from page where page.prefix = asked.prefix and page.first <= asked.serial
      order by page.first desc limit 1) as series
    from ${asked} order by place`.execute(database);
  return new Map(
    [...numbers].map((number, place) => {
      const { series, serial } = present(rows[place], 'the row of an invoice');
      if (series === null) throw neverIssued(number);
      return [number, { series: Number(series), serial: Number(serial) }];
    }),
  );
}

/** Returns the failure of a document about an invoice without a page. */
export function neverIssued(what: string): InvariantError {
  return new InvariantError(`a document about ${what}, which was never issued`);
}
