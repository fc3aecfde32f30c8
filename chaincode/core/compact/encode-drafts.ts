import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson, type Json } from '../json/canonical.js';
import { ByteWriter, type Column, zigzag } from './bytes.js';
import { basisPointsOf, type DecimalNumber, expectedNet, expectedSum, expectedTax } from './decimals.js';
import {
  BUYER_TEXTS,
  DRAFT_TEXTS,
  LINE_TEXTS,
  type LineTexts,
  type RegularDraft,
  type RegularLine,
  regularDraft,
  type Texts,
} from './draft-form.js';

type GrowingColumn = number[];

/**
 * Returns drafts in compact form, as `docs/ledger-format.md` specifies it: each text once, then columns of integers. A draft that
 * the columns cannot hold is stored as its canonical JSON. Equal drafts have equal bytes on every host.
 *
 * @throws {InvariantError} when a draft is not JSON
 */
export function encodeDrafts(drafts: readonly Json[]): Uint8Array {
  const block = new DraftBlock();
  for (const draft of drafts) block.add(draft);
  return block.bytes();
}

class DraftBlock {
  readonly #texts = new TextTable();
  readonly #articles = new ArticleTable(this.#texts);
  readonly #lineCounts: GrowingColumn = [];
  readonly #irregular: GrowingColumn = [];
  readonly #draftTexts = columns(DRAFT_TEXTS.fields.length);
  readonly #buyerTexts = columns(BUYER_TEXTS.fields.length);
  readonly #refs: GrowingColumn = [];
  #hasRefs = false;
  readonly #totals: [net: GrowingColumn, tax: GrowingColumn, gross: GrowingColumn] = [[], [], []];
  readonly #lineArticles: GrowingColumn = [];
  readonly #quantities: DecimalColumns = { scales: [], digits: [] };
  readonly #prices: DecimalColumns = { scales: [], digits: [] };
  readonly #nets: GrowingColumn = [];
  readonly #taxes: GrowingColumn = [];

  add(value: Json): void {
    const draft = regularDraft(value);
    this.#lineCounts.push(draft?.lines.length ?? 0);
    if (draft === undefined) this.#irregular.push(this.#texts.indexOf(canonicalJson(value)));
    else this.#addRegular(draft);
  }

  bytes(): Uint8Array {
    const writer = new ByteWriter();
    writer.block(utf8ToBytes(JSON.stringify(this.#texts.list)));
    writer.integer(this.#lineCounts.length);
    writer.columns([
      this.#lineCounts,
      this.#irregular,
      ...this.#draftTexts,
      ...this.#buyerTexts,
      ...this.#totals,
    ]);
    writer.integer(this.#articles.count);
    writer.columns([...this.#articles.columns, this.#lineArticles]);
    for (const { scales, digits } of [this.#quantities, this.#prices]) writer.columns([scales, digits]);
    writer.columns([this.#nets, this.#taxes]);
    if (this.#hasRefs) writer.columns([this.#refs]);
    return writer.finish();
  }

  #addRegular(draft: RegularDraft): void {
    this.#texts.addRow(this.#draftTexts, draft.texts, DRAFT_TEXTS.fields);
    this.#texts.addRow(this.#buyerTexts, draft.buyer, BUYER_TEXTS.fields);
    let [net, tax] = [0, 0];
    for (const line of draft.lines) {
      this.#addLine(line);
      net = expectedSum(net, line.net);
      tax = expectedSum(tax, line.tax);
    }
    this.#refs.push(draft.ref === undefined ? 0 : this.#texts.indexOf(draft.ref) + 1);
    this.#hasRefs ||= draft.ref !== undefined;
    const [nets, taxes, grosses] = this.#totals;
    nets.push(zigzag(draft.net - net));
    taxes.push(zigzag(draft.tax - tax));
    grosses.push(zigzag(draft.gross - expectedSum(draft.net, draft.tax)));
  }

  #addLine({ texts, quantity, unitPrice, net, tax }: RegularLine): void {
    const article = this.#articles.indexOf(texts);
    this.#lineArticles.push(article);
    addDecimal(this.#quantities, quantity);
    addDecimal(this.#prices, unitPrice);
    this.#nets.push(zigzag(net - expectedNet(quantity, unitPrice)));
    this.#taxes.push(zigzag(tax - expectedTax(net, this.#articles.basisPointsOf(article))));
  }
}

/** The distinct texts of a block, in order of first use. */
class TextTable {
  readonly list: string[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf(text: string): number {
    const known = this.#indexes.get(text);
    if (known !== undefined) return known;
    this.#indexes.set(text, this.list.length);
    return this.list.push(text) - 1;
  }

  /** Adds a text per column: 0 where the field is absent, else one more than the index of its text. */
  addRow(rows: readonly GrowingColumn[], texts: Texts, fields: readonly string[]): void {
    for (const [index, column] of rows.entries()) {
      const text = texts[fields[index] as string];
      column.push(text === undefined ? 0 : this.indexOf(text) + 1);
    }
  }
}

/** Most articles of an item that are compared one by one. */
const COMPARED_MAX = 8;

/** The distinct articles of a block, in order of first use. An article is the texts of a line. */
class ArticleTable {
  readonly columns = columns(LINE_TEXTS.fields.length);
  readonly #texts: TextTable;
  readonly #articles: { readonly texts: LineTexts; readonly basisPoints: number }[] = [];
  /** The first articles of an item. They are compared, because composing a key takes longer. */
  readonly #ofItem = new Map<string, number[]>();
  /** Further articles, by the indexes of their texts. */
  readonly #further = new Map<string, number>();

  constructor(texts: TextTable) {
    this.#texts = texts;
  }

  get count(): number {
    return this.#articles.length;
  }

  basisPointsOf(article: number): number {
    return this.#articles[article]?.basisPoints ?? 0;
  }

  indexOf(texts: LineTexts): number {
    const first = this.#ofItem.get(texts.item) ?? [];
    for (const index of first) if (areEqual(texts, this.#articles[index]?.texts)) return index;
    const row = LINE_TEXTS.fields.map((field) => {
      const text = texts[field];
      return text === undefined ? 0 : this.#texts.indexOf(text) + 1;
    });
    if (first.length < COMPARED_MAX) {
      const index = this.#add(texts, row);
      this.#ofItem.set(texts.item, [...first, index]);
      return index;
    }
    const key = row.join();
    const index = this.#further.get(key) ?? this.#add(texts, row);
    this.#further.set(key, index);
    return index;
  }

  #add(texts: LineTexts, row: Column): number {
    for (const [index, column] of this.columns.entries()) column.push(row[index] as number);
    return this.#articles.push({ texts, basisPoints: basisPointsOf(texts.rate) }) - 1;
  }
}

function areEqual(a: LineTexts, b: LineTexts | undefined): boolean {
  return (
    b !== undefined &&
    a.item === b.item &&
    a.taxClass === b.taxClass &&
    a.specification === b.specification &&
    a.unit === b.unit &&
    a.rate === b.rate &&
    a.kind === b.kind &&
    a.zeroRate === b.zeroRate
  );
}

/** A scale per line, 0 where there is no decimal and else one more, and the digits of the decimals that there are. */
interface DecimalColumns {
  readonly scales: GrowingColumn;
  readonly digits: GrowingColumn;
}

function addDecimal({ scales, digits }: DecimalColumns, decimal: DecimalNumber | undefined): void {
  scales.push(decimal === undefined ? 0 : decimal.scale + 1);
  if (decimal !== undefined) digits.push(zigzag(decimal.digits));
}

/** Returns empty columns. A loop, because a request of one draft needs 20 of them and Array.from is slow. */
function columns(count: number): readonly GrowingColumn[] {
  const empty: GrowingColumn[] = [];
  while (empty.length < count) empty.push([]);
  return empty;
}
