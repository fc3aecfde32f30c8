import { present, type RedFormState, shanghaiDayStart } from '@fapiao-ledger/core';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Cursor } from './cursor.js';
import type { Engine } from './engine.js';
import { RED_STATES } from './enumerations.js';
import { idOf } from './invoice-filter.js';
import type { At } from './read-model.js';
import { IS_DUE } from './schema.js';
import { boundSeries, sortKey } from './sort-key.js';
import type { InvoiceRow, RedFormRow, Tables } from './tables.js';

/** Filters of a list of red-letter forms. A form must match all that are present. */
export interface RedFormFilter {
  /** A taxpayer that the form concerns. */
  readonly company?: string;
  /** On which side that taxpayer is. */
  readonly side?: 'seller' | 'buyer';
  /** State at the moment of the query: a form whose term has passed counts as EXPIRED. */
  readonly state?: RedFormState;
  /** First and last day, in Shanghai, on which the form was started. */
  readonly startedFrom?: string;
  readonly startedTo?: string;
  /** Whether the form awaits that taxpayer: its confirmation, or the red-letter invoice. */
  readonly isWaiting?: boolean;
}

export interface RedFormList {
  readonly engine: Engine;
  readonly filter: RedFormFilter;
  /** Moment of the query, seconds since 1970. */
  readonly at: number;
  readonly limit: number;
  readonly cursor: Cursor | undefined;
}

type OfForm = Exclude<keyof RedFormRow, 'block' | 'red_prefix' | 'red_serial'>;

/** A form as a list shows it. */
export type ListedForm = Readonly<Record<OfForm & keyof RedFormRow, bigint>> &
  Readonly<Record<'buyer_type' & keyof InvoiceRow, bigint>> & {
    readonly red_prefix: bigint | null;
    readonly red_serial: bigint | null;
    readonly seller: string;
    readonly seller_name: string;
    readonly buyer: string | null;
    readonly buyer_name: string | null;
    /** Whether it awaits the company of the filter. Null without one. */
    readonly due: bigint | null;
  };

const ANSWERED = sql`next_block as height, listed.*, buyer_type,
  (select value from text where id = invoice.seller) as seller,
  (select value from text where id = invoice.seller_name) as seller_name,
  (select value from text where id = invoice.buyer) as buyer,
  (select value from text where id = invoice.buyer_name) as buyer_name`;

/** A row of the answer. The only row of an empty list has a height and nothing else. */
type Answer = { readonly height: bigint } & (ListedForm | { readonly series: null });

/** Returns the newest red-letter forms of a list: by their start, then by the invoice's date, number and the form's sequence. */
export async function listRedForms(
  database: Kysely<Tables>,
  list: RedFormList,
): Promise<At<readonly ListedForm[]>> {
  const { rows } = await sql<Answer>`with listed as materialized (${listOf(list)})
    select ${ANSWERED} from checkpoint left join listed on true
      left join invoice on invoice.series = listed.series and invoice.serial = listed.serial
    where checkpoint.id = 1 order by ${qualified('listed')}`.execute(database);
  const { height } = present(rows[0], 'the row of the height');
  return { height, value: rows.filter((row) => row.series !== null) };
}

function listOf({ engine, filter, at, limit, cursor }: RedFormList): RawBuilder<unknown> {
  const { company, state } = filter;
  const driver = company === undefined ? 'red_form' : 'red_party';
  const conditions = [
    ...engine.guards,
    ...(company === undefined ? [] : partyConditions(company, filter, at)),
    ...(state === undefined ? [] : [isInState(state, at)]),
    ...startedIn(driver, filter),
    ...(cursor === undefined ? [] : after(driver, cursor)),
  ];
  const from =
    company === undefined
      ? sql`red_form`
      : sql`red_party join red_form on red_form.started = red_party.started and red_form.series = red_party.series
          and red_form.serial = red_party.serial and red_form.sequence = red_party.sequence`;
  const due = company === undefined ? sql`null` : sql`red_party.due`;
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  return sql`select red_form.started, red_form.series, red_form.serial, red_form.sequence, expires, changed, reason, by_buyer,
      red_form.state, red_form.net, red_form.tax, red_prefix, red_serial, ${due} as due
    from ${from} ${where} order by ${qualified(driver)} limit ${limit}`;
}

function qualified(table: string): RawBuilder<unknown> {
  const name = sql.ref(table);
  return sql`${name}.started desc, ${name}.series desc, ${name}.serial desc, ${name}.sequence desc`;
}

function partyConditions(
  company: string,
  { side, isWaiting }: RedFormFilter,
  at: number,
): readonly RawBuilder<boolean>[] {
  return [
    sql<boolean>`red_party.company = ${idOf(company)}`,
    ...(side === undefined ? [] : [sql<boolean>`red_party.is_buyer = ${side === 'buyer' ? 1 : 0}`]),
    ...(isWaiting === true ? [IS_DUE, isLasting(at)] : []),
  ];
}

const SECONDS_PER_DAY = 86_400;

function startedIn(
  driver: 'red_form' | 'red_party',
  { startedFrom, startedTo }: RedFormFilter,
): readonly RawBuilder<boolean>[] {
  const started = sql.ref(`${driver}.started`);
  return [
    ...(startedFrom === undefined ? [] : [sql<boolean>`${started} >= ${shanghaiDayStart(startedFrom)}`]),
    ...(startedTo === undefined
      ? []
      : [sql<boolean>`${started} < ${shanghaiDayStart(startedTo) + SECONDS_PER_DAY}`]),
  ];
}

const AWAITING = sql.join(
  (['AWAITS_BUYER', 'AWAITS_SELLER'] as const).map((state) => sql.lit(RED_STATES.numberOf(state))),
);

/** Whether the term of a form does not matter, or has not passed. */
function isLasting(at: number): RawBuilder<boolean> {
  return sql`(red_form.state not in (${AWAITING}) or red_form.expires > ${at})`;
}

function isInState(state: RedFormState, at: number): RawBuilder<boolean> {
  const stored = sql<boolean>`red_form.state = ${RED_STATES.numberOf(state)}`;
  if (state === 'EXPIRED')
    return sql`(${stored} or (red_form.state in (${AWAITING}) and red_form.expires <= ${at}))`;
  return sql`(${stored} and ${isLasting(at)})`;
}

/** Returns the conditions for the entries after the one that a cursor names, of blocks that the first page knew. */
function after(driver: 'red_form' | 'red_party', { key, height }: Cursor): readonly RawBuilder<boolean>[] {
  const [started = '', date = '', number = '', sequence = ''] = key;
  const { series, serial } = sortKey(date, number);
  const name = sql.ref(driver);
  return [
    sql<boolean>`(${name}.started, ${name}.series, ${name}.serial, ${name}.sequence)
      < (${Number(started)}, ${boundSeries(series)}, ${serial}, ${Number(sequence)})`,
    sql<boolean>`red_form.block < ${height}`,
  ];
}
