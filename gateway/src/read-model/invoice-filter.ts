import type { Fen, InvoiceState, InvoiceType } from '@fapiao-ledger/core';
import { type RawBuilder, sql } from 'kysely';
import type { Engine } from './engine.js';
import { COMMON_STATE_MAX, PURPOSES, STATES, TYPES } from './enumerations.js';
import { IS_RARE_STATE } from './schema.js';
import { boundSeries, firstSeries, lastSeries, partsOf } from './sort-key.js';

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
  /** A rate as text, of digits and a point. */
  readonly rate?: string;
  /** First digit of a tax class. */
  readonly sector?: string;
  readonly type?: InvoiceType;
  readonly use?: UseFilter;
  /** The own id that its seller has given it. */
  readonly ref?: string;
  /** A part of the seller's name, the buyer's name or the own id. ASCII letters match in either case. */
  readonly text?: string;
}

/** What the buyer uses an invoice for. AWAITED: the use is not confirmed, and the invoice is not reversed whole. */
export const USES = ['AWAITED', 'DEDUCTION', 'NO_DEDUCTION'] as const;
export type UseFilter = (typeof USES)[number];

type Filter = keyof InvoiceFilter;
type Condition = RawBuilder<boolean>;

const LEADS = [
  'number',
  'ref',
  'company',
  'seller',
  'buyer',
  'holder',
  'state',
  'region',
  'rate',
  'sector',
] as const;

type Lead = (typeof LEADS)[number];

/**
 * Returns the filter whose index is used: the one expected to match the fewest rows, without counting them. All others
 * are checked row by row.
 */
export function leadOf(filter: InvoiceFilter): Lead | undefined {
  return LEADS.find((name) => filter[name] !== undefined && canLead(name, filter));
}

/** Own ids are the seller's own, so their index begins with the seller. */
function canLead(name: Lead, { state, seller }: InvoiceFilter): boolean {
  if (name === 'ref') return seller !== undefined;
  return name !== 'state' || isRareState(state);
}

function isRareState(state: InvoiceState | undefined): boolean {
  return state !== undefined && STATES.numberOf(state) > COMMON_STATE_MAX;
}

/** Facts that conditions need besides the filters. */
export interface Setting {
  /** Moment of the query, seconds since 1970. */
  readonly at: number;
  readonly engine: Pick<Engine, 'unindexed'>;
  readonly lead: Lead | undefined;
}

/** The table by whose key a list is read in order. */
export type Driver = 'invoice' | 'invoice_claim' | 'invoice_ref';

export function driverOf(lead: Lead | undefined): Driver {
  if (lead === 'ref') return 'invoice_ref';
  return lead === 'company' ? 'invoice_claim' : 'invoice';
}

/** Returns the conditions of the key of a list, which are those of the dates. */
export function boundsOf({ dateFrom, dateTo }: InvoiceFilter, driver: Driver): readonly Condition[] {
  const series = sql.ref(`${driver}.series`);
  return [
    ...(dateFrom === undefined ? [] : [sql<boolean>`${series} >= ${boundSeries(firstSeries(dateFrom))}`]),
    ...(dateTo === undefined ? [] : [sql<boolean>`${series} <= ${boundSeries(lastSeries(dateTo))}`]),
  ];
}

/** Returns a condition per filter, except for those of dates and cohorts. */
export function conditionsOf(filter: InvoiceFilter, { at, engine, lead }: Setting): readonly Condition[] {
  const isText = (name: 'seller' | 'buyer' | 'holder', value: string): Condition => {
    const reference = sql.ref(`invoice.${name}`);
    return sql`${lead === name ? reference : engine.unindexed(reference)} = ${idOf(value)}`;
  };
  const conditions: {
    readonly [Name in Exclude<Filter, CohortFilter | 'dateFrom' | 'dateTo'>]: (
      value: NonNullable<InvoiceFilter[Name]>,
    ) => Condition;
  } = {
    number: hasNumber,
    seller: (code) => isText('seller', code),
    buyer: (code) => isText('buyer', code),
    holder: (code) => isText('holder', code),
    company: (code) => claims(code, at, lead),
    amountFrom: (from) => sql`invoice.net + invoice.tax >= ${from}`,
    amountTo: (to) => sql`invoice.net + invoice.tax <= ${to}`,
    state: (state) => isIn(state, at, engine, lead),
    type: (type) => sql`invoice.type = ${TYPES.numberOf(type)}`,
    use: isUsed,
    ref: (ref) => hasRef(ref, filter.seller, lead),
    text: mentions,
  };
  return (Object.keys(conditions) as (keyof typeof conditions)[]).flatMap((name) => {
    const value = filter[name];
    const condition = conditions[name] as (value: unknown) => Condition;
    return value === undefined ? [] : [condition(value)];
  });
}

function isUsed(use: UseFilter): Condition {
  if (use === 'AWAITED') return sql`(invoice.purpose is null and invoice.state <> ${STATES.numberOf('RED')})`;
  return sql`invoice.purpose = ${PURPOSES.numberOf(use)}`;
}

function hasRef(ref: string, seller: string | undefined, lead: Lead | undefined): Condition {
  if (lead === 'ref' && seller !== undefined)
    return sql`invoice_ref.seller = ${idOf(seller)} and invoice_ref.ref = ${ref}`;
  return sql`exists (select 1 from invoice_ref where invoice_ref.series = invoice.series
    and invoice_ref.serial = invoice.serial and invoice_ref.ref = ${ref})`;
}

/** Returns the condition that a name or the own id contains a text. */
function mentions(text: string): Condition {
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&').replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())}%`;
  return sql`(exists (select 1 from text where text.id in (invoice.seller_name, invoice.buyer_name)
      and lower(text.value) like ${pattern} escape '\\')
    or exists (select 1 from invoice_ref as own where own.series = invoice.series and own.serial = invoice.serial
      and lower(own.ref) like ${pattern} escape '\\'))`;
}

type CohortFilter = 'region' | 'rate' | 'sector';

export function isByCohort({ region, rate, sector }: InvoiceFilter): boolean {
  return region !== undefined || rate !== undefined || sector !== undefined;
}

/** Returns whether a list is read by its cohorts. */
export function isLedByCohort(lead: Lead | undefined): boolean {
  return lead === 'region' || lead === 'rate' || lead === 'sector';
}

/** Returns the statement for the ids of the cohorts that a region, a rate and a sector choose. */
export function cohortsOf({ region, rate, sector }: InvoiceFilter): RawBuilder<unknown> {
  const conditions = [
    // The range of texts that begin with the digits of the region.
    ...(region === undefined ? [] : [sql`region >= ${region} and region < ${`${region}:`}`]),
    ...(rate === undefined ? [] : [sql`' ' || rates || ' ' like ${`% ${rate} %`}`]),
    ...(sector === undefined ? [] : [sql`sectors like ${`%${sector}%`}`]),
  ];
  return sql`select id from cohort where ${sql.join(conditions, sql` and `)}`;
}

/** Returns the condition for region, rate and sector, for lists that another filter leads. */
export function isOfCohorts(filter: InvoiceFilter, engine: Setting['engine']): Condition {
  // PostgreSQL would make a join of the bare condition, and lose the order of the list.
  return sql`(${engine.unindexed(sql.ref('invoice.cohort'))} in (${cohortsOf(filter)})) is true`;
}

/** Returns the id of a code, or null when the ledger has not mentioned it. */
export function idOf(code: string): RawBuilder<unknown> {
  return sql`(select id from text where value = ${code})`;
}

/** Returns the condition for a number. Its page, which has the largest first number up to it, gives the date. */
function hasNumber(number: string): Condition {
  const { prefix, serial } = partsOf(number);
  return sql`invoice.series = (select page.series from page where prefix = ${prefix} and first <= ${serial}
    order by first desc limit 1) and invoice.serial = ${serial}`;
}

/** Returns the condition for a state at a moment: core's `statusAt` in SQL. */
function isIn(state: InvoiceState, at: number, engine: Setting['engine'], lead: Lead | undefined): Condition {
  const reference = sql.ref('invoice.state');
  const stored = lead === 'state' ? reference : engine.unindexed(reference);
  const [open, locked] = [STATES.numberOf('OPEN'), STATES.numberOf('LOCKED')];
  if (state === 'OPEN')
    return sql`(${stored} = ${open} or (${stored} = ${locked} and invoice.lock_expires <= ${at}))`;
  const equal = sql<boolean>`${stored} = ${STATES.numberOf(state)}`;
  const conditions = [
    equal,
    ...(lead === 'state' ? [IS_RARE_STATE] : []),
    ...(state === 'LOCKED' ? [sql<boolean>`invoice.lock_expires > ${at}`] : []),
  ];
  return sql.join<boolean>(conditions, sql` and `) as Condition;
}

function claims(company: string, at: number, lead: Lead | undefined): Condition {
  const holds = sql<boolean>`(invoice_claim.expires is null or invoice_claim.expires > ${at})`;
  if (lead === 'company') return sql`invoice_claim.company = ${idOf(company)} and ${holds}`;
  return sql`exists (select 1 from invoice_claim where invoice_claim.company = ${idOf(company)}
    and invoice_claim.series = invoice.series and invoice_claim.serial = invoice.serial and ${holds})`;
}
