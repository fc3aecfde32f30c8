import { formatSum, isJsonObject, type Json, type JsonObject, readYuan } from '@fapiao-ledger/core';
import { groupedText } from '../money.ts';
import { textFor } from '../words/index.ts';
import type { SigningWords } from '../words/signing-words.ts';
import type { PortalOperation } from './act.ts';

/** One field and its value, ready to be shown. */
interface ShownFact {
  /** Name of the field in the body, unique in its section. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

/** One record of a list. */
interface ShownRow {
  /** Place in the list, beginning with 1. */
  readonly place: number;
  /** One for each column. */
  readonly cells: readonly ShownFact[];
}

/** A list of records of plain values. */
export interface ShownTable {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly { readonly name: string; readonly label: string }[];
  readonly rows: readonly ShownRow[];
}

/** A part of what is signed. */
export interface ShownSection {
  readonly name: string;
  readonly label: string;
  readonly facts: readonly ShownFact[];
  readonly tables: readonly ShownTable[];
  readonly sections: readonly ShownSection[];
}

/** What a person sees before signing. It is made of the very body that is then signed, and of nothing else. */
export interface Shown {
  readonly title: string;
  /** What follows, and whether it can be undone. */
  readonly effect: string;
  /** Sums of many invoices, counted here. */
  readonly summary: readonly string[];
  readonly content: ShownSection;
  /** The document whose digest the body holds, when there is one. */
  readonly terms?: ShownSection;
}

/**
 * Returns what is shown of a body. Every value in it appears: known fields under their labels, all others under their own names, so
 * that no field can be signed unseen.
 */
export function shownOf<Of extends PortalOperation>(
  operation: Of,
  body: Json,
  words: SigningWords<Of>,
  terms?: Json,
): Shown {
  const { title, effect } = words.operations[operation];
  return {
    title,
    effect,
    summary: summaryOf(body, words),
    content: sectionOf('', '', body, words),
    ...(terms === undefined ? {} : { terms: sectionOf('terms', words.sign.termsShown, terms, words) }),
  };
}

/** The texts that serve for every operation. */
type ShownWords = SigningWords<never>;

function summaryOf(body: Json, words: ShownWords): readonly string[] {
  return [
    ...draftsSummary(recordsIn(body, 'drafts'), words),
    ...namedSummary(recordsIn(body, 'invoices'), words),
  ];
}

function recordsIn(body: Json, name: string): readonly JsonObject[] {
  const list = isJsonObject(body) ? body[name] : undefined;
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/** Counts invoices that a body names, and what is booked of them. One invoice needs no sum. */
function namedSummary(invoices: readonly JsonObject[], { sign }: ShownWords): readonly string[] {
  if (invoices.length < 2) return [];
  const count = String(invoices.length);
  const amounts = invoices.flatMap(({ amount }) =>
    typeof amount === 'string' ? [readYuan(amount) ?? 0n] : [],
  );
  if (amounts.length === 0) return [sign.count(count)];
  return [sign.invoices(count, groupedText(formatSum(amounts.reduce((sum, amount) => sum + amount, 0n))))];
}

function draftsSummary(drafts: readonly JsonObject[], { sign }: ShownWords): readonly string[] {
  if (drafts.length === 0) return [];
  const gross = drafts.reduce((sum, { totals }) => sum + grossIn(totals), 0n);
  const buyers = new Set(drafts.map(({ buyer }) => JSON.stringify(buyer)));
  return [
    sign.invoices(String(drafts.length), groupedText(formatSum(gross))),
    sign.buyers(String(buyers.size)),
  ];
}

function grossIn(totals: Json | undefined): bigint {
  return isJsonObject(totals) && typeof totals.gross === 'string' ? (readYuan(totals.gross) ?? 0n) : 0n;
}

function sectionOf(name: string, label: string, value: Json, words: ShownWords): ShownSection {
  const section = {
    name,
    label,
    facts: [] as ShownFact[],
    tables: [] as ShownTable[],
    sections: [] as ShownSection[],
  };
  for (const [field, part] of fieldsOf(value)) place(section, field, part, words);
  return section;
}

function fieldsOf(value: Json): readonly (readonly [string, Json])[] {
  if (isJsonObject(value)) return Object.entries(value);
  return Array.isArray(value) ? value.map((entry, index) => [String(index + 1), entry]) : [['', value]];
}

interface OpenSection {
  readonly facts: ShownFact[];
  readonly tables: ShownTable[];
  readonly sections: ShownSection[];
}

function place(section: OpenSection, name: string, value: Json, words: ShownWords): void {
  const label = labelOf(name, words);
  if (!isCompound(value)) section.facts.push({ name, label, value: valueText(value, words, name) });
  else if (!Array.isArray(value)) section.sections.push(sectionOf(name, label, value, words));
  else if (isPlain(value)) section.facts.push({ name, label, value: plainText(value, words, name) });
  else if (value.every(isFlat)) section.tables.push(tableOf(name, label, value, words));
  else {
    for (const [index, part] of value.entries())
      section.sections.push(sectionOf(`${name}/${index}`, `${label} ${index + 1}`, part, words));
  }
}

/** Returns the label of a field. Some fields are named after a value, such as the codes of states. */
function labelOf(name: string, { fields, values }: ShownWords): string {
  return textFor(Object.hasOwn(fields, name) ? fields : values, name);
}

function tableOf(name: string, label: string, records: readonly JsonObject[], words: ShownWords): ShownTable {
  const fields = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const columns = fields.map((field) => ({ name: field, label: columnLabel(name, field, words) }));
  const cellsOf = (record: JsonObject): readonly ShownFact[] =>
    columns.map((column) => {
      const value = record[column.name];
      return { ...column, value: value === undefined ? '' : plainText(value, words, column.name) };
    });
  return {
    name,
    label,
    columns,
    rows: records.map((record, index) => ({ place: index + 1, cells: cellsOf(record) })),
  };
}

function isCompound(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}

function isFlat(value: Json): value is JsonObject {
  return isJsonObject(value) && Object.values(value).every((part) => part === undefined || isPlain(part));
}

/** Whether a value, or a list of values, fits into one cell. */
function isPlain(value: Json): boolean {
  return Array.isArray(value) ? !value.some(isCompound) : !isCompound(value);
}

/** Returns the text of a plain value, or of a list of them. */
export function plainText(value: Json, words: ShownWords, name: string): string {
  if (!Array.isArray(value)) return valueText(value, words, name);
  return value.length === 0 ? '[]' : value.map((part) => valueText(part, words, name)).join('、');
}

/** Returns the label of a column. Some fields mean something else in one list, such as the last day of a rate. */
function columnLabel(list: string, field: string, { fields }: ShownWords): string {
  const own = `${list}.${field}`;
  return textFor(fields, Object.hasOwn(fields, own) ? own : field);
}

/** Returns the text of a plain value. A name of the code keeps its own form beside the words for it. */
function valueText(value: Json, words: ShownWords, name: string): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const texts = textsOf(name, words);
  const text = textFor(texts, value);
  return text === value ? value : `${text} (${value})`;
}

function textsOf(name: string, { reasons, fields, values }: ShownWords): Readonly<Record<string, string>> {
  if (name === 'reason') return reasons;
  return name === 'figure' ? fields : values;
}
