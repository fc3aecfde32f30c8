import type { ReadDraft, ReadLine } from '../invoice/draft.js';
import type { BuyerJson, ContentJson, DraftJson, LineJson, TotalsJson } from '../invoice/invoice.js';
import { readDraft } from '../invoice/parse-draft.js';
import { canonicalJson, type Json } from '../json/canonical.js';
import { Faults, isJsonObject } from '../json/document-reader.js';
import { ByteReader, type Column, CompactFormError } from './bytes.js';
import { amountText, bounded, expectedSum } from './decimals.js';
import {
  BUYER_TEXTS,
  type BuyerText,
  DRAFT_TEXTS,
  type DraftText,
  LINES_MAX,
  REF_TEXTS,
  regularDraft,
  type Texts,
} from './draft-form.js';
import { BlockUses } from './first-uses.js';
import { LineReader } from './line-reader.js';
import { type DraftOutline, type LineOutline, outlineOf } from './outline.js';
import { TextColumns } from './text-columns.js';
import { parsed, TextList } from './text-list.js';

/** Most characters of the drafts of a page as JSON, about. It bounds what few bytes can unfold into. */
export const CHARACTERS_MAX = 10_000_000;
/** Characters of a draft as JSON without its texts and its lines, about. */
const DRAFT_CHARACTERS = 150;

/**
 * Returns the drafts of several requests. Bytes that `encodeDrafts` would not write may be read as drafts too, unless a caller
 * requires of each block that it is canonical.
 *
 * @throws {CompactFormError} when bytes are no block, or all drafts together have more than about 10 million characters as JSON
 */
export function decodeDraftBlocks(blocks: readonly Uint8Array[]): readonly DraftBlock[] {
  let characters = 0;
  return blocks.map((bytes) => {
    const block = new DraftBlock(bytes);
    characters += block.characters();
    if (characters <= CHARACTERS_MAX) return block;
    throw new CompactFormError(`the drafts have more than ${CHARACTERS_MAX} characters`);
  });
}

/** The drafts of a request, which are decoded one by one. */
export class DraftBlock {
  readonly bytes: Uint8Array;
  readonly #texts: TextList;
  readonly #lineCounts: Column;
  /** Place of each draft among those of its kind, which are stored as texts or in columns. */
  readonly #places: Column;
  readonly #irregular: IrregularDrafts;
  readonly #regular: RegularDrafts;

  constructor(bytes: Uint8Array) {
    const reader = new ByteReader(bytes);
    const texts = new TextList(reader.block());
    this.bytes = bytes;
    this.#texts = texts;
    this.#lineCounts = reader.column(reader.integer(bytes.length), LINES_MAX);
    const counts = this.#lineCounts.filter((count) => count > 0);
    this.#places = placesOf(this.#lineCounts);
    this.#irregular = new IrregularDrafts(reader, texts, this.#lineCounts.length - counts.length);
    this.#regular = new RegularDrafts(reader, texts, counts);
    reader.end();
  }

  /** Number of drafts. */
  get count(): number {
    return this.#lineCounts.length;
  }

  /** Returns the characters of all drafts as JSON, about. */
  characters(): number {
    return this.count * DRAFT_CHARACTERS + this.#irregular.characters() + this.#regular.characters();
  }

  /**
   * Requires that `encodeDrafts` would write these bytes of these drafts. It looks at the columns and builds no draft, so that it takes
   * a fraction of the time of writing the drafts again. Numbers of more than 15 digits are refused when a draft is read.
   *
   * @throws {CompactFormError} when it would not
   */
  requireCanonical(): void {
    const uses = new BlockUses();
    for (let index = 0; index < this.count; index += 1) {
      const place = this.#places[index] as number;
      if (this.#lineCounts[index] === 0) this.#irregular.use(place, uses);
      else this.#regular.use(place, uses);
    }
    this.#regular.requireDistinctArticles(uses);
    this.#texts.requireCanonical(uses);
  }

  /**
   * Returns the canonical JSON of all drafts, which is that of their values. It is written straight from the columns of a canonical block.
   * @throws {CompactFormError} when a number has more than 15 digits
   * @throws {InvariantError} when a text has a lone surrogate
   */
  text(): string {
    let text = '';
    for (let index = 0; index < this.count; index += 1) {
      const place = this.#places[index] as number;
      const isText = this.#lineCounts[index] === 0;
      text += `${index === 0 ? '' : ','}${isText ? this.#irregular.textAt(place) : this.#regular.textAt(place)}`;
    }
    return `[${text}]`;
  }

  /** Returns a draft as `readDraft` reads its value; undefined where that would report a fault, or must read the value. */
  readDraft(index: number): ReadDraft | undefined {
    const place = this.#places[index];
    return place === undefined || this.#lineCounts[index] === 0 ? undefined : this.#regular.readDraft(place);
  }

  /** Returns the own ids of the drafts that have one, as they stand in the block. @throws {CompactFormError} as `draft` */
  refs(): readonly string[] {
    return [...this.#irregular.refs(), ...this.#regular.refs()];
  }

  /** Returns the outlines of all drafts. @throws {CompactFormError} as `draft` */
  outlines(): readonly DraftOutline[] {
    return this.#places.map((place, index) =>
      this.#lineCounts[index] === 0
        ? outlineOf(this.#irregular.at(place) as unknown as ContentJson)
        : this.#regular.outline(place),
    );
  }

  /** Returns all drafts. @throws {CompactFormError} as `draft` */
  values(): readonly Json[] {
    return Array.from({ length: this.count }, (_, index) => this.draft(index) as Json);
  }

  /** Returns a draft; undefined when there is none at this place. @throws {CompactFormError} when its text is not JSON */
  draft(index: number): Json | undefined {
    const place = this.#places[index];
    if (place === undefined) return undefined;
    return this.#lineCounts[index] === 0 ? this.#irregular.at(place) : this.#regular.at(place);
  }
}

function placesOf(lineCounts: Column): Column {
  let regular = 0;
  return lineCounts.map((lines, index) => {
    if (lines === 0) return index - regular;
    regular += 1;
    return regular - 1;
  });
}

/** Reads drafts that are stored as canonical JSON. */
class IrregularDrafts {
  readonly #indexes: Column;
  readonly #texts: readonly string[];

  constructor(reader: ByteReader, { list }: TextList, count: number) {
    this.#indexes = reader.column(count, list.length - 1);
    this.#texts = this.#indexes.map((index) => list[index] as string);
  }

  characters(): number {
    return this.#texts.reduce((sum, { length }) => sum + length, 0);
  }

  at(place: number): Json {
    return parsed(this.textAt(place));
  }

  textAt(place: number): string {
    return this.#texts[place] as string;
  }

  refs(): readonly string[] {
    return this.#texts.flatMap((_, place) => {
      const draft = this.at(place);
      return isJsonObject(draft) && typeof draft.ref === 'string' ? [draft.ref] : [];
    });
  }

  /** Requires that a draft is canonical JSON which the columns cannot hold. */
  use(place: number, { texts }: BlockUses): void {
    texts.use(this.#indexes[place] as number);
    const value = this.at(place);
    if (canonicalJson(value) !== this.textAt(place) || regularDraft(value) !== undefined)
      throw new CompactFormError('a draft is not in canonical form');
  }
}

/** Reads drafts that are stored in columns. */
class RegularDrafts {
  readonly #drafts: TextColumns<DraftText>;
  readonly #buyers: TextColumns<BuyerText>;
  readonly #totals: readonly [net: Column, tax: Column, gross: Column];
  readonly #lines: LineReader;
  /** The first line of each draft, and at the end the number of all lines. */
  readonly #firstLines: Column;
  /** The own ids of drafts; absent where no draft of the block has one. */
  readonly #refs: TextColumns<'ref'> | undefined;

  constructor(reader: ByteReader, texts: TextList, lineCounts: Column) {
    const count = lineCounts.length;
    this.#drafts = new TextColumns(reader, texts, count, DRAFT_TEXTS);
    this.#buyers = new TextColumns(reader, texts, count, BUYER_TEXTS);
    this.#totals = [reader.signed(count), reader.signed(count), reader.signed(count)];
    const firstLines = [0];
    for (const lines of lineCounts) firstLines.push((firstLines.at(-1) as number) + lines);
    this.#firstLines = firstLines;
    this.#lines = new LineReader(reader, texts, firstLines.at(-1) as number);
    this.#refs = reader.isAtEnd ? undefined : new TextColumns(reader, texts, count, REF_TEXTS);
    if (this.#refs?.isEmpty === true) throw new CompactFormError('a column of own ids has none');
  }

  characters(): number {
    let characters = this.#lines.characters();
    for (let draft = 0; draft < this.#firstLines.length - 1; draft += 1)
      characters +=
        this.#drafts.charactersAt(draft) +
        this.#buyers.charactersAt(draft) +
        (this.#refs?.charactersAt(draft) ?? 0);
    return characters;
  }

  use(draft: number, uses: BlockUses): void {
    this.#drafts.use(draft, uses.texts);
    this.#buyers.use(draft, uses.texts);
    this.#linesOf(draft, (line) => this.#lines.use(line, uses));
    this.#refs?.use(draft, uses.texts);
  }

  requireDistinctArticles(uses: BlockUses): void {
    this.#lines.requireDistinctArticles(uses);
  }

  refs(): readonly string[] {
    const [, ...ends] = this.#firstLines;
    return ends.flatMap((_, draft) => this.#refs?.at(draft).ref ?? []);
  }

  /** Returns a draft as canonical JSON. */
  textAt(draft: number): string {
    return this.#textWith(draft, withoutComma(this.#buyers.members(draft)));
  }

  /** Returns what `contentText` returns of a draft. */
  contentAt(draft: number): string {
    const before = this.#buyers.members(draft, 0, NAME_COMMITMENT);
    return this.#textWith(draft, withoutComma(before + this.#buyers.members(draft, NAME_COMMITMENT + 1)));
  }

  #textWith(draft: number, buyer: string): string {
    let lines = '';
    const sums = this.#sumsOf(draft, (line) => {
      lines += `${lines === '' ? '' : ','}${this.#lines.textAt(line)}`;
    });
    const { gross, net, tax } = this.#totalsAt(draft, sums);
    const holder = this.#drafts.members(draft, 0, 1);
    const ref = this.#refs?.members(draft) ?? '';
    const remarkAndSeller = this.#drafts.members(draft, 1, 3);
    const type = withoutComma(this.#drafts.members(draft, 3));
    const totals = `"totals":{"gross":"${gross}","net":"${net}","tax":"${tax}"}`;
    return `{"buyer":{${buyer}},${holder}"lines":[${lines}],${ref}${remarkAndSeller}${totals},${type}}`;
  }

  /** Returns a draft as `readDraft` reads its value, or undefined where that would report a fault. */
  readDraft(draft: number): ReadDraft | undefined {
    const lines: ReadLine[] = [];
    const texts: Texts[] = [];
    const sums = this.#sumsOf(draft, (line) => {
      const read = this.#lines.readAt(line);
      if (read !== undefined) lines.push(read);
      texts.push(this.#lines.textsAt(line));
    });
    if (lines.length < texts.length) return undefined;
    const faults = new Faults();
    const value = {
      ...this.#drafts.at(draft),
      ...this.#refs?.at(draft),
      buyer: this.#buyers.at(draft),
      lines: texts,
      totals: this.#totalsAt(draft, sums),
    };
    const read = readDraft(value, faults, '', lines);
    return faults.count === 0 ? read : undefined;
  }

  /** Returns a draft, with its fields in canonical order. */
  at(draft: number): Json {
    const { holder, remark, seller, type } = this.#drafts.at(draft);
    const buyer = this.#buyers.at(draft);
    const lines: LineJson[] = [];
    const sums = this.#sumsOf(draft, (line) => lines.push(this.#lines.at(line)));
    return {
      buyer,
      ...(holder === undefined ? undefined : { holder }),
      lines,
      ...this.#refs?.at(draft),
      ...(remark === undefined ? undefined : { remark }),
      seller,
      totals: this.#totalsAt(draft, sums),
      type,
    } as unknown as Json;
  }

  /** Returns what lists and sums need of a draft. */
  outline(draft: number): DraftOutline {
    const lines: LineOutline[] = [];
    const sums = this.#sumsOf(draft, (line) => lines.push(this.#lines.outlineAt(line)));
    const { net, tax } = this.#amountsAt(draft, sums);
    const { type, holder } = this.#drafts.at(draft) as Pick<DraftJson, 'type' | 'holder'>;
    const buyer = this.#buyers.at(draft) as unknown as BuyerJson;
    return {
      type,
      buyer,
      ...(holder !== undefined && { holder }),
      lines,
      net: bounded(net),
      tax: bounded(tax),
      ...this.#ownIdOf(draft),
    };
  }

  #ownIdOf(draft: number): Pick<DraftOutline, 'ownId'> {
    const ref = this.#refs?.at(draft).ref;
    return ref === undefined ? {} : { ownId: { ref, content: this.contentAt(draft) } };
  }

  /** Reads every line of a draft, and returns the sums of their amounts. */
  #sumsOf(draft: number, read: (line: number) => void): Sums {
    let [net, tax] = [0, 0];
    this.#linesOf(draft, (line) => {
      read(line);
      net = expectedSum(net, this.#lines.net);
      tax = expectedSum(tax, this.#lines.tax);
    });
    return { net, tax };
  }

  #linesOf(draft: number, read: (line: number) => void): void {
    const end = this.#firstLines[draft + 1] as number;
    for (let line = this.#firstLines[draft] as number; line < end; line += 1) read(line);
  }

  #totalsAt(draft: number, sums: Sums): TotalsJson {
    const { net, tax } = this.#amountsAt(draft, sums);
    const gross = expectedSum(net, tax) + (this.#totals[2][draft] as number);
    return { gross: amountText(gross), net: amountText(net), tax: amountText(tax) };
  }

  /** @param sums of the lines, which the totals mostly are */
  #amountsAt(draft: number, sums: Sums): Sums {
    const [nets, taxes] = this.#totals;
    return { net: sums.net + (nets[draft] as number), tax: sums.tax + (taxes[draft] as number) };
  }
}

/** Amounts in fen. */
interface Sums {
  readonly net: number;
  readonly tax: number;
}

const NAME_COMMITMENT = BUYER_TEXTS.fields.indexOf('nameCommitment');

function withoutComma(members: string): string {
  return members.slice(0, -1);
}
