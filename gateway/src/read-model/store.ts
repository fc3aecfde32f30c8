import { type InvoiceStatusJson, present, readInstant } from '@fapiao-ledger/core';
import { sql } from 'kysely';
import { addAmounts, amountOf } from './amounts.js';
import { PURPOSES, STATES } from './enumerations.js';
import { type Changes, claimsOf, type IssuedInvoice } from './projection.js';
import type { SortKey } from './sort-key.js';
import { storeCrossings } from './store-crossings.js';
import { periodNumber, replaceDeductions } from './store-deductions.js';
import { storeRedForms } from './store-red-forms.js';
import { type Ids, idOf, keysOf, neverIssued, type Target } from './store-target.js';
import { type InvoiceRow, PRIMARY_KEYS, type Tables } from './tables.js';

/** Writes changes in the target's transaction. */
export async function storeChanges(target: Target, changes: Changes): Promise<void> {
  const { database, engine } = target;
  const texts = await target.texts.idsOf(database, engine, changes.texts);
  const cohorts = await target.cohorts.idsOf(database, engine, changes.cohorts);
  const invoices = changes.invoices.map((invoice) => rowOf(invoice, texts, cohorts));
  await engine.insert(database, 'page', changes.pages);
  await engine.insert(database, 'invoice', invoices);
  await engine.insert(
    database,
    'invoice_ref',
    changes.invoices.flatMap((invoice) => refRowsOf(invoice, texts)),
  );
  if (changes.statuses.size > 0) await storeStatuses(target, changes.statuses, texts);
  await storeRedForms(target, changes.redForms, texts);
  await engine.insert(database, 'month_total', changes.totals, ADD_TO_MONTHS);
  await engine.insert(database, 'day_total', changes.dayTotals, ADD_TO_DAYS);
  await engine.insert(database, 'taxpayer', changes.taxpayers, REPLACE_TAXPAYER);
  await engine.insert(database, 'number_grant', changes.numberGrants);
  await engine.insert(database, 'rule_set', changes.ruleSets);
  await storeCrossings(target, changes.sales);
  await engine.insert(database, 'tax_return', changes.returns, REPLACE_RETURN);
}

const ADD_TO_MONTHS = addTo('month_total');
const ADD_TO_DAYS = addTo('day_total');

function addTo(table: 'month_total' | 'day_total'): string {
  const sums = ['count', 'net_high', 'net_low', 'tax_high', 'tax_low'];
  const added = sums.map((sum) => `${sum} = ${table}.${sum} + excluded.${sum}`);
  return `on conflict (${PRIMARY_KEYS[table].join(', ')}) do update set ${added.join(', ')}`;
}

const REPLACE_TAXPAYER = `on conflict (code) do update
  set kind = excluded.kind, status = excluded.status, name = excluded.name`;

const REPLACE_RETURN = `on conflict (taxpayer, period) do update set state = excluded.state,
  filed_at = excluded.filed_at, carried_out = excluded.carried_out, payable = excluded.payable`;

function rowOf(invoice: IssuedInvoice, texts: Ids, cohorts: Ids): InvoiceRow {
  const { series, serial, block, profile, type, net, tax, isRed } = invoice;
  return {
    ...{ series, serial, block, profile, type, net, tax },
    seller: idOf(texts, invoice.seller),
    seller_name: idOf(texts, invoice.sellerName),
    cohort: idOf(cohorts, invoice.cohort),
    buyer_type: invoice.buyerType,
    buyer: invoice.buyer === undefined ? null : idOf(texts, invoice.buyer),
    buyer_name: invoice.buyerName === undefined ? null : idOf(texts, invoice.buyerName),
    holder: idOf(texts, invoice.holder),
    state: STATES.numberOf(isRed ? 'RED' : 'OPEN'),
    lock_company: null,
    lock_expires: null,
    gone: isRed ? addAmounts(net, tax) : 0,
    purpose: null,
    use_period: null,
  };
}

function refRowsOf(
  { ownId, seller, series, serial }: IssuedInvoice,
  texts: Ids,
): readonly Tables['invoice_ref'][] {
  return ownId === undefined ? [] : [{ seller: idOf(texts, seller), series, serial, ...ownId }];
}

type Statuses = Changes['statuses'];
export type KeyedStatus = SortKey & { readonly status: InvoiceStatusJson };

async function storeStatuses(target: Target, statuses: Statuses, texts: Ids): Promise<void> {
  const keyed = await keyedStatuses(target, statuses);
  await updateInvoices(target, keyed, texts);
  await replaceClaims(target, keyed, texts);
  await replaceDeductions(target, keyed);
}

async function keyedStatuses(target: Target, statuses: Statuses): Promise<readonly KeyedStatus[]> {
  const keys = await keysOf(target, new Set(statuses.keys()));
  return [...statuses].map(([number, status]) => ({
    ...present(keys.get(number), 'the key of an invoice'),
    status,
  }));
}

async function updateInvoices(
  { database, engine }: Target,
  keyed: readonly KeyedStatus[],
  texts: Ids,
): Promise<void> {
  const changed = engine.relation(
    'changed',
    {
      series: 'integer',
      serial: 'bigint',
      holder: 'integer',
      state: 'smallint',
      lock_company: 'integer',
      lock_expires: 'bigint',
      rest: 'bigint',
      purpose: 'smallint',
      use_period: 'integer',
    },
    keyed.map(({ series, serial, status: { holder, state, lock, rest, use } }) => [
      ...[series, serial, idOf(texts, holder), STATES.numberOf(state)],
      lock === undefined ? null : idOf(texts, lock.company),
      lock === undefined ? null : secondsOf(lock.expiresAt),
      amountOf(rest),
      use === undefined ? null : PURPOSES.numberOf(use.purpose),
      use === undefined ? null : periodNumber(use.period),
    ]),
  );
  const { numAffectedRows } = await sql`
    update invoice set holder = changed.holder, state = changed.state, lock_company = changed.lock_company,
      lock_expires = changed.lock_expires, gone = invoice.net + invoice.tax - changed.rest,
      purpose = changed.purpose, use_period = changed.use_period
    from ${changed} where invoice.series = changed.series and invoice.serial = changed.serial`.execute(
    database,
  );
  if (numAffectedRows !== BigInt(keyed.length)) throw neverIssued('an invoice');
}

async function replaceClaims(
  { database, engine }: Target,
  keyed: readonly KeyedStatus[],
  texts: Ids,
): Promise<void> {
  const changed = engine.relation(
    'changed',
    { series: 'integer', serial: 'bigint' },
    keyed.map(({ series, serial }) => [series, serial]),
  );
  await sql`delete from invoice_claim where (series, serial) in (select series, serial from ${changed})`.execute(
    database,
  );
  const claims = keyed.flatMap(({ series, serial, status }) =>
    [...claimsOf(status)].map(([company, expiresAt]) => ({
      company: idOf(texts, company),
      series,
      serial,
      expires: expiresAt === undefined ? null : secondsOf(expiresAt),
    })),
  );
  await engine.insert(database, 'invoice_claim', claims);
}

function secondsOf(instant: string): number {
  return present(readInstant(instant), 'the end of a lock');
}
