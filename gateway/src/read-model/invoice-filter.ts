import type { Fen, InvoiceState, InvoiceType } from '@fapiao-ledger/core';
import { type RawBuilder, sql } from 'kysely';
import type { Engine } from './engine.js';

/** Filters of a list. An invoice must match all that are present. */
export interface InvoiceFilter {
  readonly number?: string;
  readonly seller?: string;
  readonly buyer?: string;
  readonly holder?: string;
  /** A company that holds the lock, or has booked an amount of the invoice. */
  readonly company?: string;
  /** First and last date of issue, both included. */
  readonly dateFrom?: string;
  readonly dateTo?: string;
  /** Smallest and largest gross, both included. */
  readonly amountFrom?: Fen;
  readonly amountTo?: Fen;
  /** State at the moment of the query: a lock whose term has passed counts as OPEN. */
  readonly state?: InvoiceState;
  /** GB/T 2260: two digits of a province, four of a city or six of a county. */
  readonly region?: string;
  readonly rate?: string;
  readonly type?: InvoiceType;
}

type Filter = keyof InvoiceFilter;
type Condition = RawBuilder<boolean>;

/** The table by whose key a list is read in order. */
export type Driver = 'invoice' | 'invoice_claim' | 'invoice_rate';

/**
 * Returns the filter whose index is used: the one expected to match the fewest rows, without counting them. All others
 * are checked row by row.
 */
export function leadOf(filter: InvoiceFilter): Filter | undefined {
  return LEADS.find((name) => filter[name] !== undefined && canLead(name, filter));
}

const COUNTY_LENGTH = 6;

const LEADS = ['number', 'company', 'seller', 'buyer', 'holder', 'state', 'region', 'rate'] as const;

function canLead(name: (typeof LEADS)[number], { state, region }: InvoiceFilter): boolean {
  // Most invoices are open or redeemed. A county is a single value of the column, a province a range.
  if (name === 'state') return state === 'LOCKED' || state === 'FROZEN' || state === 'RED';
  return name !== 'region' || region?.length === COUNTY_LENGTH;
}

export function driverOf(lead: Filter | undefined): Driver {
  if (lead === 'company') return 'invoice_claim';
  return lead === 'rate' ? 'invoice_rate' : 'invoice';
}

/** Facts that conditions need besides the filters. */
export interface Setting {
  /** Moment of the query, UTC. */
  readonly at: string;
  readonly engine: Pick<Engine, 'guards' | 'unindexed'>;
}

/** Returns a condition per filter. */
export function conditionsOf(filter: InvoiceFilter, { at, engine }: Setting): readonly Condition[] {
  const lead = leadOf(filter);
  const date = sql.ref(`${driverOf(lead)}.date`);
  const column = (name: 'seller' | 'buyer' | 'holder' | 'state' | 'region'): RawBuilder<string> => {
    const reference = sql.ref<string>(`invoice.${name}`);
    return lead === name ? reference : engine.unindexed(reference);
  };
  const conditions: { readonly [Name in Filter]: (value: NonNullable<InvoiceFilter[Name]>) => Condition } = {
    number: (number) => sql`invoice.number = ${number}`,
    seller: (code) => sql`${column('seller')} = ${code}`,
    buyer: (code) => sql`${column('buyer')} = ${code}`,
    holder: (code) => sql`${column('holder')} = ${code}`,
    company: (code) => claims(code, at, lead),
    dateFrom: (from) => sql`${date} >= ${from}`,
    dateTo: (to) => sql`${date} <= ${to}`,
    amountFrom: (from) => sql`invoice.gross >= ${from}`,
    amountTo: (to) => sql`invoice.gross <= ${to}`,
    state: (state) => isIn(state, at, column('state')),
    region: (region) => liesIn(region, column('region')),
    rate: (rate) => bears(rate, lead),
    type: (type) => sql`invoice.type = ${type}`,
  };
  return (Object.keys(conditions) as Filter[]).flatMap((name) => {
    const value = filter[name];
    const condition = conditions[name] as (value: unknown) => Condition;
    return value === undefined ? [] : [condition(value)];
  });
}

/** Returns the condition for a state at a moment: core's `statusAt` in SQL. */
function isIn(state: InvoiceState, at: string, stored: RawBuilder<string>): Condition {
  if (state === 'LOCKED') return sql`${stored} = 'LOCKED' and invoice.lock_expires > ${at}`;
  if (state === 'OPEN')
    return sql`(${stored} = 'OPEN' or (${stored} = 'LOCKED' and invoice.lock_expires <= ${at}))`;
  return sql`${stored} = ${state}`;
}

/** Returns the condition for a region: the range of texts that begin with its digits. */
function liesIn(region: string, stored: RawBuilder<string>): Condition {
  if (region.length === COUNTY_LENGTH) return sql`${stored} = ${region}`;
  return sql`${stored} >= ${region} and ${stored} < ${`${region}:`}`;
}

function claims(company: string, at: string, lead: Filter | undefined): Condition {
  const holds = sql<boolean>`(invoice_claim.expires is null or invoice_claim.expires > ${at})`;
  if (lead === 'company') return sql`invoice_claim.company = ${company} and ${holds}`;
  return sql`exists (select 1 from invoice_claim where invoice_claim.company = ${company}
    and invoice_claim.date = invoice.date and invoice_claim.number = invoice.number and ${holds})`;
}

function bears(rate: string, lead: Filter | undefined): Condition {
  if (lead === 'rate') return sql`invoice_rate.rate = ${rate}`;
  return sql`exists (select 1 from invoice_rate where invoice_rate.rate = ${rate}
    and invoice_rate.date = invoice.date and invoice_rate.number = invoice.number)`;
}
