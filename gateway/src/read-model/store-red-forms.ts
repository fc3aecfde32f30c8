import { present, readInstant } from '@fapiao-ledger/core';
import { sql } from 'kysely';
import { amountOf } from './amounts.js';
import { RED_STATES } from './enumerations.js';
import type { AskedParties, ChangedForm, RedForms } from './red-forms.js';
import { partsOf, type SortKey } from './sort-key.js';
import { type Ids, idOf, keysOf, type Target } from './store-target.js';
import type { RedFormRow, RedPartyRow } from './tables.js';

const REPLACE_FORM = `on conflict (series, serial, sequence) do update set
  state = excluded.state, changed = excluded.changed, red_prefix = excluded.red_prefix, red_serial = excluded.red_serial`;
const KEEP = 'on conflict do nothing';
const PARTY_KEY = 'on conflict (company, started, series, serial, sequence)';
const ADD_SIGNATURE = `${PARTY_KEY} do update set signed = red_party.signed | excluded.signed`;
const REPLACE_ASKED = `${PARTY_KEY} do update set asked = excluded.asked`;

/** Where a form is in the tables. */
interface FormKey extends SortKey {
  readonly sequence: number;
}

/** A form in the tables, with the ids of the buyer and the seller of its invoice. */
interface StoredForm extends FormKey {
  readonly started: number;
  readonly seller: number;
  readonly buyer: number | null;
}

/** Writes changes of red-letter forms in the target's transaction, after the invoices of the same blocks. */
export async function storeRedForms(target: Target, { forms, asked }: RedForms, texts: Ids): Promise<void> {
  if (asked.length === 0 && forms.length === 0) return;
  const numbers = [...forms.map(({ form }) => form.number), ...asked.map(({ number }) => number)];
  const keys = await keysOf(target, new Set(numbers));
  const keyOf = (form: { readonly number: string; readonly sequence: number }): FormKey => {
    const { series, serial } = present(keys.get(form.number), 'the key of an invoice');
    return { series, serial, sequence: form.sequence };
  };
  const { database, engine } = target;
  const rows = forms.map((changed) => rowOf(changed, keyOf(changed.form)));
  await engine.insert(database, 'red_form', rows, REPLACE_FORM);
  const touched = [...forms.map(({ form }) => keyOf(form)), ...asked.map(keyOf)];
  const stored = await storedForms(target, touched);
  const storedAt = (key: FormKey): StoredForm => present(stored.get(textOf(key)), 'a form in the tables');
  const signed = forms.flatMap((changed) => signersOf(changed, storedAt(keyOf(changed.form)), texts));
  await engine.insert(database, 'red_party', signed, ADD_SIGNATURE);
  const buyers = forms.flatMap(({ form }) => buyerOf(storedAt(keyOf(form))));
  await engine.insert(database, 'red_party', buyers, KEEP);
  await forgetAsked(target, asked.map(keyOf));
  const wanted = asked.flatMap((parties) => askedOf(parties, storedAt(keyOf(parties)), texts));
  await engine.insert(database, 'red_party', wanted, REPLACE_ASKED);
  await markDue(target, touched);
}

function rowOf({ block, form }: ChangedForm, key: FormKey): RedFormRow {
  const { prefix, serial } = form.red === undefined ? {} : partsOf(form.red);
  return {
    ...key,
    block,
    started: secondsOf(form.startedAt),
    expires: secondsOf(form.expiresAt),
    changed: secondsOf(form.changedAt),
    reason: Number(form.reason),
    by_buyer: Number(form.startedBy === 'BUYER'),
    state: RED_STATES.numberOf(form.state),
    net: amountOf(form.totals.net),
    tax: amountOf(form.totals.tax),
    red_prefix: prefix ?? null,
    red_serial: serial ?? null,
  };
}

function partyOf(
  { started, series, serial, sequence, seller }: StoredForm,
  company: number,
  conditions: { readonly asked?: boolean; readonly signed?: boolean },
): RedPartyRow {
  const { asked = false, signed = false } = conditions;
  const is_buyer = Number(company !== seller);
  const key = { company, started, series, serial, sequence };
  return { ...key, is_buyer, asked: Number(asked), signed: Number(signed), due: 0 };
}

/** The seller is always asked. */
function signersOf({ form }: ChangedForm, stored: StoredForm, texts: Ids): readonly RedPartyRow[] {
  const codes = new Set([form.seller, ...form.signers]);
  return [...codes].map((code) =>
    partyOf(stored, idOf(texts, code), {
      asked: code === form.seller,
      signed: form.signers.includes(code),
    }),
  );
}

function buyerOf(stored: StoredForm): readonly RedPartyRow[] {
  return stored.buyer === null ? [] : [partyOf(stored, stored.buyer, {})];
}

function askedOf(parties: AskedParties, stored: StoredForm, texts: Ids): readonly RedPartyRow[] {
  const { bookers, formerBookers, isUsed } = parties;
  const { seller, buyer } = stored;
  const askedIds = new Set([...bookers].map((code) => idOf(texts, code)));
  if (isUsed && buyer !== null) askedIds.add(buyer);
  const ids = new Set([...askedIds, ...[...formerBookers].map((code) => idOf(texts, code))]);
  ids.delete(seller);
  return [...ids].map((id) => partyOf(stored, id, { asked: askedIds.has(id) }));
}

async function storedForms(
  { database, engine }: Target,
  keys: readonly FormKey[],
): Promise<ReadonlyMap<string, StoredForm>> {
  const wanted = engine.relation('wanted', KEY_COLUMNS, valuesOf(keys));
  const { rows } = await sql<Record<keyof StoredForm, bigint> & { readonly buyer: bigint | null }>`
    select red_form.series, red_form.serial, red_form.sequence, started, seller, buyer
    from red_form join invoice on invoice.series = red_form.series and invoice.serial = red_form.serial
    where (red_form.series, red_form.serial, red_form.sequence) in (select * from ${wanted})`.execute(
    database,
  );
  const forms = rows.map(({ series, serial, sequence, started, seller, buyer }) => ({
    series: Number(series),
    serial: Number(serial),
    sequence: Number(sequence),
    started: Number(started),
    seller: Number(seller),
    buyer: buyer === null ? null : Number(buyer),
  }));
  return new Map(forms.map((form) => [textOf(form), form]));
}

async function forgetAsked({ database, engine }: Target, keys: readonly FormKey[]): Promise<void> {
  const changed = engine.relation('wanted', KEY_COLUMNS, valuesOf(keys));
  await sql`update red_party set asked = 0
    where is_buyer = 1 and (series, serial, sequence) in (select * from ${changed})`.execute(database);
}

/** A running form awaits each party that is asked and has not signed; when all have, it awaits the seller, who issues from another lane. */
async function markDue({ database, engine }: Target, keys: readonly FormKey[]): Promise<void> {
  const changed = engine.relation('wanted', KEY_COLUMNS, valuesOf(keys));
  const [buyer, seller, confirmed] = (['AWAITS_BUYER', 'AWAITS_SELLER', 'CONFIRMED'] as const).map((state) =>
    sql.lit(RED_STATES.numberOf(state)),
  );
  await sql`update red_party set due = (select case when form.red_prefix is null
      and form.state in (${buyer}, ${seller}, ${confirmed})
      and ((red_party.asked = 1 and red_party.signed = 0)
        or (red_party.is_buyer = 0 and form.state = ${confirmed})) then 1 else 0 end
    from red_form as form where form.series = red_party.series and form.serial = red_party.serial
      and form.sequence = red_party.sequence)
    where (series, serial, sequence) in (select * from ${changed})`.execute(database);
}

const KEY_COLUMNS = { series: 'integer', serial: 'bigint', sequence: 'integer' } as const;

function valuesOf(keys: readonly FormKey[]): readonly (readonly number[])[] {
  return keys.map(({ series, serial, sequence }) => [series, serial, sequence]);
}

function textOf({ series, serial, sequence }: FormKey): string {
  return [series, serial, sequence].join('/');
}

function secondsOf(instant: string): number {
  return present(readInstant(instant), 'a moment of a form');
}
