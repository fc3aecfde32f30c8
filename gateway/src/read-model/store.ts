import { setImmediate } from 'node:timers/promises';
import { InvariantError, type InvoiceStatusJson } from '@fapiao-ledger/core';
import { type Kysely, sql } from 'kysely';
import { type Changes, claimsOf, statusColumns } from './projection.js';
import type { ClaimRow, Tables, TotalRow } from './tables.js';

/** Most rows per statement, which take a few milliseconds. */
const ROWS_MAX = 100;

/** Writes changes in the caller's transaction. */
export async function storeChanges(database: Kysely<Tables>, changes: Changes): Promise<void> {
  for await (const rows of parts([...changes.invoices.values()])) {
    await database.insertInto('invoice').values(rows).execute();
  }
  for await (const rows of parts(changes.rates))
    await database.insertInto('invoice_rate').values(rows).execute();
  await storeStatuses(database, changes);
  for await (const rows of parts([...changes.totals.values()])) await addTotals(database, rows);
  for await (const rows of parts([...changes.taxpayers.values()])) {
    await database
      .insertInto('taxpayer')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('code').doUpdateSet((eb) => ({
          kind: eb.ref('excluded.kind'),
          status: eb.ref('excluded.status'),
          name: eb.ref('excluded.name'),
        })),
      )
      .execute();
  }
}

const ADDED = ['count', 'net_high', 'net_low', 'tax_high', 'tax_low'] as const;

async function addTotals(database: Kysely<Tables>, rows: readonly TotalRow[]): Promise<void> {
  const sums = ADDED.map((name) => [
    name,
    sql<bigint>`${sql.ref(`month_total.${name}`)} + ${sql.ref(`excluded.${name}`)}`,
  ]);
  await database
    .insertInto('month_total')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['month', 'seller', 'type', 'rate']).doUpdateSet(Object.fromEntries(sums)),
    )
    .execute();
}

async function storeStatuses(database: Kysely<Tables>, changes: Changes): Promise<void> {
  for await (const part of parts([...changes.statuses])) {
    const dates = await datesOf(
      database,
      part.map(([number]) => number),
    );
    const claims: ClaimRow[] = [];
    for (const [number, status] of part) {
      const date = dates.get(number);
      if (date === undefined) throw new InvariantError(`a status of ${number}, which was never issued`);
      claims.push(...claimsOf(number, date, status));
      if (!changes.invoices.has(number)) await updateStatus(database, number, status);
    }
    await replaceClaims(database, [...dates.keys()], claims);
  }
}

async function datesOf(
  database: Kysely<Tables>,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await database
    .selectFrom('invoice')
    .select(['number', 'date'])
    .where('number', 'in', numbers)
    .execute();
  return new Map(rows.map(({ number, date }) => [number, date]));
}

async function updateStatus(
  database: Kysely<Tables>,
  number: string,
  status: InvoiceStatusJson,
): Promise<void> {
  await database.updateTable('invoice').set(statusColumns(status)).where('number', '=', number).execute();
}

async function replaceClaims(
  database: Kysely<Tables>,
  numbers: readonly string[],
  claims: readonly ClaimRow[],
): Promise<void> {
  await database.deleteFrom('invoice_claim').where('number', 'in', numbers).execute();
  for await (const rows of parts(claims)) await database.insertInto('invoice_claim').values(rows).execute();
}

/**
 * Splits a list into the rows of statements, and yields to other tasks between them. SQLite runs synchronously, so it
 * would otherwise block them.
 */
async function* parts<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < items.length; start += ROWS_MAX) {
    yield items.slice(start, start + ROWS_MAX);
    await setImmediate();
  }
}
