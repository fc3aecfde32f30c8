import type { Json } from '../json/canonical.js';
import { isJsonList, isJsonObject, type JsonObject } from '../json/document-reader.js';
import { amountOf, type DecimalNumber, decimalOf } from './decimals.js';

/** The texts of a document: its fields in canonical order, which is that of their columns, and those that are never absent. */
export interface TextForm<Field extends string = string> {
  readonly fields: readonly Field[];
  readonly required: readonly Field[];
}

export type DraftText = 'holder' | 'remark' | 'seller' | 'type';
export const DRAFT_TEXTS: TextForm<DraftText> = {
  fields: ['holder', 'remark', 'seller', 'type'],
  required: ['seller', 'type'],
};

/** The last column, which a block has only where one of its drafts has the field: blocks from before the field stay as they are. */
export const REF_TEXTS: TextForm<'ref'> = { fields: ['ref'], required: [] };

export type BuyerText = 'bank' | 'code' | 'contact' | 'name' | 'nameCommitment' | 'type';
export const BUYER_TEXTS: TextForm<BuyerText> = {
  fields: ['bank', 'code', 'contact', 'name', 'nameCommitment', 'type'],
  required: ['type'],
};

/** Lines with equal texts share an article. */
export type LineText = 'item' | 'kind' | 'rate' | 'specification' | 'taxClass' | 'unit' | 'zeroRate';
export const LINE_TEXTS: TextForm<LineText> = {
  fields: ['item', 'kind', 'rate', 'specification', 'taxClass', 'unit', 'zeroRate'],
  required: ['item', 'kind', 'rate', 'taxClass'],
};

/** Most lines of a draft that is stored in columns. */
export const LINES_MAX = 2_000;
/** Texts by field. */
export type Texts = Readonly<Record<string, string | undefined>>;

/** A line of the known fields only. Amounts are fen. */
export interface RegularLine {
  readonly texts: LineTexts;
  readonly quantity: DecimalNumber | undefined;
  readonly unitPrice: DecimalNumber | undefined;
  readonly net: number;
  readonly tax: number;
}

/** A draft of the known fields only, with texts and with decimals of at most 15 digits. Amounts are fen. */
export interface RegularDraft {
  readonly texts: Texts;
  readonly ref: string | undefined;
  readonly buyer: Texts;
  readonly lines: readonly RegularLine[];
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
}

/** Returns a draft for the columns, or undefined where the columns cannot hold exactly this value. */
export function regularDraft(value: Json): RegularDraft | undefined {
  if (!isJsonObject(value)) return undefined;
  const { ref, buyer } = value;
  if (!isTextOrAbsent(ref) || !hasTexts(value, DRAFT_TEXTS, ref === undefined ? 3 : 4)) return undefined;
  if (!isJsonObject(buyer) || !hasTexts(buyer, BUYER_TEXTS, 0)) return undefined;
  const totals = regularTotals(value.totals);
  const lines = totals && regularLines(value.lines);
  return lines && { texts: value, ref, buyer, lines, ...totals };
}

function isTextOrAbsent(value: Json | undefined): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function regularTotals(value: Json | undefined): Pick<RegularDraft, 'net' | 'tax' | 'gross'> | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== 3) return undefined;
  const [net, tax, gross] = [amountOf(value.net), amountOf(value.tax), amountOf(value.gross)];
  if (net === undefined || tax === undefined || gross === undefined) return undefined;
  return { net, tax, gross };
}

function regularLines(value: Json | undefined): readonly RegularLine[] | undefined {
  if (!isJsonList(value) || value.length === 0 || value.length > LINES_MAX) return undefined;
  const lines: RegularLine[] = [];
  for (const entry of value) {
    const line = regularLine(entry);
    if (line === undefined) return undefined;
    lines.push(line);
  }
  return lines;
}

function regularLine(value: Json): RegularLine | undefined {
  if (!isJsonObject(value) || !isOfLineTexts(value)) return undefined;
  const [net, tax] = [amountOf(value.net), amountOf(value.tax)];
  const [quantity, unitPrice] = [decimalOf(value.quantity), decimalOf(value.unitPrice)];
  if (net === undefined || tax === undefined || quantity === null || unitPrice === null) return undefined;
  return { texts: value, quantity, unitPrice, net, tax };
}

/** The fields of a line that are texts in the columns. */
export type LineTexts = { readonly [Field in 'item' | 'kind' | 'rate' | 'taxClass']: string } & {
  readonly [Field in 'specification' | 'unit' | 'zeroRate']?: string;
};

/** Whether a value has the fields of a line and no other. Written out, because a page has thousands of lines. */
function isOfLineTexts(value: JsonObject): value is JsonObject & LineTexts {
  const { item, kind, rate, taxClass, specification, unit, zeroRate, quantity, unitPrice } = value;
  if (typeof item !== 'string' || typeof kind !== 'string') return false;
  if (typeof rate !== 'string' || typeof taxClass !== 'string') return false;
  const optional = texts(specification) + texts(unit) + texts(zeroRate) + texts(quantity) + texts(unitPrice);
  return Object.keys(value).length === 6 + optional;
}

/** Returns 1 for a text, 0 for an absent field, and no number for another value. */
function texts(value: Json | undefined): number {
  return typeof value === 'string' ? 1 : value === undefined ? 0 : Number.NaN;
}

/** Whether a value has the texts of a form and as many other fields as are known. */
function hasTexts(value: JsonObject, form: TextForm, others: number): value is JsonObject & Texts {
  let count = others;
  for (const field of form.fields) {
    const text = value[field];
    if (typeof text === 'string') count += 1;
    else if (text !== undefined || form.required.includes(field)) return false;
  }
  return Object.keys(value).length === count;
}
