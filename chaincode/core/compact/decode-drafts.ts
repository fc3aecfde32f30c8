import { decodeText } from '../identity/utf8.js';
import type { LineJson } from '../invoice/invoice.js';
import type { Json } from '../json/canonical.js';
import { isJsonList } from '../json/document-reader.js';
import { ByteReader, type Column, CompactFormError } from './bytes.js';
import { amountText, expectedSum } from './decimals.js';
import { BUYER_TEXTS, type BuyerText, DRAFT_TEXTS, type DraftText, LINES_MAX } from './draft-form.js';
import { LineReader } from './line-reader.js';
import { TextColumns } from './text-columns.js';

/** Most characters of the drafts of a page as JSON, about. It bounds what few bytes can unfold into. */
export const CHARACTERS_MAX = 10_000_000;
/** Characters of a draft as JSON without its texts and its lines, about. */
const DRAFT_CHARACTERS = 150;

/** Drafts, and whether all their fields are in canonical order. */
export interface DecodedDrafts {
  readonly values: readonly Json[];
  readonly isInOrder: boolean;
}

/**
 * Returns the drafts of blocks that `encodeDrafts` wrote. Bytes that
 * no encoder wrote may be read as drafts too: a caller that accepts only the one form encodes the result again and compares.
 *
 * @throws {CompactFormError} when bytes are no block, or all drafts together have more than about 10 million characters as JSON
 */
export function decodeDraftLists(blocks: readonly Uint8Array[]): readonly DecodedDrafts[] {
  let characters = 0;
  return blocks.map((bytes) => {
    const block = new DraftBlock(bytes);
    characters += block.characters();
    if (characters > CHARACTERS_MAX)
      throw new CompactFormError(`the drafts have more than ${CHARACTERS_MAX} characters`);
    const values = Array.from({ length: block.count }, (_, index) => block.draft(index) as Json);
    return { values, isInOrder: block.isRegular };
  });
}

/** The drafts of a request, which are decoded one by one. */
export class DraftBlock {
  readonly #lineCounts: Column;
  /** Place of each draft among those of its kind, which are stored as texts or in columns. */
  readonly #places: Column;
  readonly #irregular: IrregularDrafts;
  readonly #regular: RegularDrafts;

  constructor(bytes: Uint8Array) {
    const reader = new ByteReader(bytes);
    const texts = textsOf(reader.block());
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

function textsOf(bytes: Uint8Array): readonly string[] {
  const texts = parsed(decodeText(bytes));
  if (isJsonList(texts) && texts.every((text) => typeof text === 'string')) return texts;
  throw new CompactFormError('a list of texts is expected');
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
  readonly #texts: readonly string[];

  constructor(reader: ByteReader, texts: readonly string[], count: number) {
    this.#texts = reader.column(count, texts.length - 1).map((index) => texts[index] as string);
  }

  characters(): number {
    return this.#texts.reduce((sum, { length }) => sum + length, 0);
  }

  at(place: number): Json {
    return parsed(this.#texts[place] as string);
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
