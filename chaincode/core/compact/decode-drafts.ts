import { utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeText } from '../identity/utf8.js';
import type { LineJson } from '../invoice/invoice.js';
import { canonicalJson, type Json } from '../json/canonical.js';
import { isJsonList } from '../json/document-reader.js';
import { ByteReader, type Column, CompactFormError } from './bytes.js';
import { amountText, expectedSum } from './decimals.js';
import {
  BUYER_TEXTS,
  type BuyerText,
  DRAFT_TEXTS,
  type DraftText,
  LINES_MAX,
  regularDraft,
} from './draft-form.js';
import { BlockUses } from './first-uses.js';
import { LineReader } from './line-reader.js';
import { TextColumns } from './text-columns.js';

/** Most characters of the drafts of a page as JSON, about. It bounds what few bytes can unfold into. */
export const CHARACTERS_MAX = 10_000_000;
/** Characters of a draft as JSON without its texts and its lines, about. */
const DRAFT_CHARACTERS = 150;

/** Drafts, whether all their fields are in canonical order, and the block that has them. */
export interface DecodedDrafts {
  readonly values: readonly Json[];
  readonly bytes: Uint8Array;
  readonly isInOrder: boolean;
}

/**
 * Returns the drafts of blocks that `encodeDrafts` wrote. Other bytes may be read as drafts too, unless `form` is `canonical`.
 *
 * @param form `canonical` refuses every block that `encodeDrafts` would not write of its drafts
 * @throws {CompactFormError} when bytes are no block, or all drafts together have more than about 10 million characters as JSON
 */
export function decodeDraftLists(
  blocks: readonly Uint8Array[],
  form: 'any' | 'canonical' = 'any',
): readonly DecodedDrafts[] {
  let characters = 0;
  return blocks.map((bytes) => {
    const block = new DraftBlock(bytes);
    characters += block.characters();
    if (characters > CHARACTERS_MAX)
      throw new CompactFormError(`the drafts have more than ${CHARACTERS_MAX} characters`);
    if (form === 'canonical') block.requireCanonical();
    const values = Array.from({ length: block.count }, (_, index) => block.draft(index) as Json);
    return { values, isInOrder: block.isRegular, bytes };
  });
}

/** The drafts of a request, which are decoded one by one. */
export class DraftBlock {
  readonly #texts: TextList;
  readonly #lineCounts: Column;
  /** Place of each draft among those of its kind, which are stored as texts or in columns. */
  readonly #places: Column;
  readonly #irregular: IrregularDrafts;
  readonly #regular: RegularDrafts;

  constructor(bytes: Uint8Array) {
    const reader = new ByteReader(bytes);
    this.#texts = new TextList(reader.block());
    const texts = this.#texts.list;
    this.#lineCounts = reader.column(reader.integer(bytes.length), LINES_MAX);
    const counts = this.#lineCounts.filter((count) => count > 0);
    this.#places = placesOf(this.#lineCounts);
    this.#irregular = new IrregularDrafts(reader, texts, this.#lineCounts.length - counts.length);
    this.#regular = new RegularDrafts(reader, texts, counts);
    reader.end();
  }

  /** Whether all drafts are stored in columns. */
  get isRegular(): boolean {
    return !this.#lineCounts.includes(0);
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
   * a fraction of the time of writing the drafts again. Numbers of more than 15 digits are refused when a draft is built.
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

/** The texts of a block. */
class TextList {
  readonly list: readonly string[];
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const texts = parsed(decodeText(bytes));
    if (!isJsonList(texts) || !texts.every((text) => typeof text === 'string'))
      throw new CompactFormError('a list of texts is expected');
    this.list = texts;
  }

  requireCanonical({ texts }: BlockUses): void {
    texts.requireAll(this.list.length);
    if (new Set(this.list).size < this.list.length) throw new CompactFormError('a text stands twice');
    if (!areEqual(utf8ToBytes(JSON.stringify(this.list)), this.#bytes))
      throw new CompactFormError('the list of texts is not in canonical form');
  }
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) throw new CompactFormError('a text is not JSON');
    throw error;
  }
}

/** Reads drafts that are stored as canonical JSON. */
class IrregularDrafts {
  readonly #indexes: Column;
  readonly #texts: readonly string[];

  constructor(reader: ByteReader, texts: readonly string[], count: number) {
    this.#indexes = reader.column(count, texts.length - 1);
    this.#texts = this.#indexes.map((index) => texts[index] as string);
  }

  characters(): number {
    return this.#texts.reduce((sum, { length }) => sum + length, 0);
  }

  at(place: number): Json {
    return parsed(this.#texts[place] as string);
  }

  /** Requires that a draft is canonical JSON which the columns cannot hold. */
  use(place: number, { texts }: BlockUses): void {
    texts.use(this.#indexes[place] as number);
    const value = this.at(place);
    if (canonicalJson(value) !== this.#texts[place] || regularDraft(value) !== undefined)
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

  constructor(reader: ByteReader, texts: readonly string[], lineCounts: Column) {
    const count = lineCounts.length;
    this.#drafts = new TextColumns(reader, texts, count, DRAFT_TEXTS);
    this.#buyers = new TextColumns(reader, texts, count, BUYER_TEXTS);
    this.#totals = [reader.signed(count), reader.signed(count), reader.signed(count)];
    const firstLines = [0];
    for (const lines of lineCounts) firstLines.push((firstLines.at(-1) as number) + lines);
    this.#firstLines = firstLines;
    this.#lines = new LineReader(reader, texts, firstLines.at(-1) as number);
  }

  characters(): number {
    let characters = this.#lines.characters();
    for (let draft = 0; draft < this.#firstLines.length - 1; draft += 1)
      characters += this.#drafts.charactersAt(draft) + this.#buyers.charactersAt(draft);
    return characters;
  }

  use(draft: number, uses: BlockUses): void {
    this.#drafts.use(draft, uses.texts);
    this.#buyers.use(draft, uses.texts);
    const end = this.#firstLines[draft + 1] as number;
    for (let line = this.#firstLines[draft] as number; line < end; line += 1) this.#lines.use(line, uses);
  }

  requireDistinctArticles(uses: BlockUses): void {
    this.#lines.requireDistinctArticles(uses);
  }

  /** Returns a draft, with its fields in canonical order. */
  at(draft: number): Json {
    const { holder, remark, seller, type } = this.#drafts.at(draft);
    const buyer = this.#buyers.at(draft);
    const lines: LineJson[] = [];
    let [net, tax] = [0, 0];
    const end = this.#firstLines[draft + 1] as number;
    for (let line = this.#firstLines[draft] as number; line < end; line += 1) {
      lines.push(this.#lines.at(line));
      net = expectedSum(net, this.#lines.net);
      tax = expectedSum(tax, this.#lines.tax);
    }
    const totals = this.#totalsAt(draft, net, tax);
    return {
      buyer,
      ...(holder === undefined ? undefined : { holder }),
      lines,
      ...(remark === undefined ? undefined : { remark }),
      seller,
      totals,
      type,
    } as unknown as Json;
  }

  /** @param linesNet sums of the lines, which the totals mostly are */
  #totalsAt(draft: number, linesNet: number, linesTax: number): Json {
    const [nets, taxes, grosses] = this.#totals;
    const net = linesNet + (nets[draft] as number);
    const tax = linesTax + (taxes[draft] as number);
    const gross = expectedSum(net, tax) + (grosses[draft] as number);
    return { gross: amountText(gross), net: amountText(net), tax: amountText(tax) };
  }
}
