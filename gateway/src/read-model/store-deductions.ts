import { present } from '@fapiao-ledger/core';
import { sql } from 'kysely';
import { amountOf } from './amounts.js';
import { partsOf, type SortKey } from './sort-key.js';
import type { KeyedStatus } from './store.js';
import type { Target } from './store-target.js';
import type { DeductionRow, DeductionTransferRow } from './tables.js';
import type { Whole } from './total-rows.js';

/** Returns a tax period as the tables hold it: "2026-03" is 202603. */
export function periodNumber(period: string): number {
  return Number(period.replace('-', ''));
}

/** Returns the tax period of such a number. */
export function periodOf(number: Whole): string {
  const digits = String(number);
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/** Replaces the deductions of invoices, and what red-letter invoices took back of them. */
export async function replaceDeductions(target: Target, keyed: readonly KeyedStatus[]): Promise<void> {
  const { database, engine } = target;
  const changed = engine.relation(
    'changed',
    { series: 'integer', serial: 'bigint' },
    keyed.map(({ series, serial }) => [series, serial]),
  );
  for (const table of ['deduction', 'deduction_transfer'] as const)
    await sql`delete from ${sql.table(table)}
      where (series, serial) in (select series, serial from ${changed})`.execute(database);
  const deducting = keyed.filter(({ status }) => status.use?.tax !== undefined);
  if (deducting.length === 0) return;
  const buyers = await buyersOf(target, deducting);
  const rows = deducting.map((each) => rowsOf(each, present(buyers.get(keyText(each)), 'the buyer')));
  await engine.insert(
    database,
    'deduction',
    rows.map(({ deduction }) => deduction),
  );
  await engine.insert(
    database,
    'deduction_transfer',
    rows.flatMap(({ transfers }) => transfers),
  );
}

async function buyersOf(
  { database, engine }: Target,
  keyed: readonly KeyedStatus[],
): Promise<ReadonlyMap<string, bigint>> {
  const asked = engine.relation(
    'asked',
    { series: 'integer', serial: 'bigint' },
    keyed.map(({ series, serial }) => [series, serial]),
  );
  const { rows } = await sql<{ series: bigint; serial: bigint; buyer: bigint }>`
    select invoice.series, invoice.serial, invoice.buyer from ${asked}
      join invoice on invoice.series = asked.series and invoice.serial = asked.serial`.execute(database);
  return new Map(
    rows.map(({ series, serial, buyer }) => [
      keyText({ series: Number(series), serial: Number(serial) }),
      buyer,
    ]),
  );
}

function keyText({ series, serial }: SortKey): string {
  return `${series} ${serial}`;
}

function rowsOf(
  { series, serial, status }: KeyedStatus,
  company: bigint,
): { readonly deduction: DeductionRow; readonly transfers: readonly DeductionTransferRow[] } {
  const use = present(status.use, 'the use of a deducted invoice');
  const key = { company, series, serial };
  return {
    deduction: { ...key, period: periodNumber(use.period), tax: amountOf(use.tax ?? '0.00') },
    transfers: (use.transfers ?? []).map(({ red, period, tax }) => {
      const { prefix, serial: redSerial } = partsOf(red);
      return {
        ...key,
        period: periodNumber(period),
        red_prefix: prefix,
        red_serial: redSerial,
        tax: amountOf(tax),
      };
    }),
  };
}
