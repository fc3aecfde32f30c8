import type { ReadLine } from '../invoice/draft.js';
import type { LineJson } from '../invoice/invoice.js';
import { readLine } from '../invoice/parse-draft.js';
import { Faults, Place } from '../json/document-reader.js';
import { DECIMALS_MAX, type Decimal } from '../money/decimal.js';
import type { Fen } from '../money/money.js';
import { type ByteReader, type Column, CompactFormError } from './bytes.js';
import {
  amountText,
  basisPointsOf,
  bounded,
  type DecimalNumber,
  DIGITS_MAX,
  decimalText,
  expectedNet,
  expectedTax,
} from './decimals.js';
import { LINE_TEXTS, type LineText, type Texts } from './draft-form.js';
import type { BlockUses } from './first-uses.js';
import { type LineOutline, sectorOf } from './outline.js';
import { TextColumns } from './text-columns.js';
import type { TextList } from './text-list.js';

/** Characters of a line as JSON without its texts, about. */
const LINE_CHARACTERS = 120;

/** Reads the lines of a block, in any order. */
export class LineReader {
  /** Amounts of the line that was read last, in fen. */
  net = 0;
  tax = 0;
  readonly #articleTexts: TextColumns<LineText>;
  readonly #articles: (Article | undefined)[];
  readonly #lineArticles: Column;
  readonly #quantities: DecimalReader;
  readonly #prices: DecimalReader;
  readonly #nets: Column;
  readonly #taxes: Column;

  /** @param count number of all lines of the block */
  constructor(reader: ByteReader, texts: TextList, count: number) {
    const articleCount = reader.integer(count);
    this.#articleTexts = new TextColumns(reader, texts, articleCount, LINE_TEXTS);
    this.#articles = new Array<Article | undefined>(articleCount);
    this.#lineArticles = reader.column(count, articleCount - 1);
    this.#quantities = new DecimalReader(reader, count);
    this.#prices = new DecimalReader(reader, count);
    this.#nets = reader.signed(count);
    this.#taxes = reader.signed(count);
  }

  /** Returns the characters of all lines as JSON, about. */
  characters(): number {
    const sizes = Array.from(this.#articles, (_, index) => this.#articleTexts.charactersAt(index));
    return this.#lineArticles.reduce((sum, index) => sum + LINE_CHARACTERS + (sizes[index] as number), 0);
  }

  /** Uses the article of a line and, where it is the first line of the article, the article's texts. */
  use(line: number, { texts, articles }: BlockUses): void {
    const article = this.#lineArticles[line] as number;
    if (articles.use(article)) this.#articleTexts.use(article, texts);
  }

  /** Requires that all articles were used and that no two are equal. @throws {CompactFormError} */
  requireDistinctArticles({ articles }: BlockUses): void {
    articles.requireAll(this.#articles.length);
    if (new Set(this.#articleTexts.keys()).size < this.#articles.length)
      throw new CompactFormError('an article stands twice');
  }

  /** Returns a line, with its fields in canonical order. */
  at(line: number): LineJson {
    const { article, quantity, unitPrice } = this.#read(line);
    return article.line(quantity, unitPrice, this.net, this.tax);
  }

  /** Returns a line as canonical JSON. */
  textAt(line: number): string {
    const { article, quantity, unitPrice } = this.#read(line);
    return article.text(quantity, unitPrice, this.net, this.tax);
  }

  /** Returns what sums need of a line. @throws {CompactFormError} as `at` */
  outlineAt(line: number): LineOutline {
    const { article } = this.#read(line);
    const { rate = '', taxClass = '' } = article.texts;
    return { rate, sector: sectorOf(taxClass), net: bounded(this.net), tax: bounded(this.tax) };
  }

  /** Returns the texts of a line. */
  textsAt(line: number): Texts {
    return this.#article(this.#lineArticles[line] as number).texts;
  }

  /**
   * Returns a line as `readLine` reads its value; undefined where that would report a fault. A page has few articles, so the form
   * of their texts is judged once for each of them.
   */
  readAt(line: number): ReadLine | undefined {
    const { article, quantity, unitPrice } = this.#read(line);
    const read = article.read();
    if (read === undefined || !isLegal(quantity) || !isLegal(unitPrice)) return undefined;
    return {
      kind: read.kind,
      taxClass: read.taxClass,
      quantity: exact(quantity),
      unitPrice: exact(unitPrice),
      net: BigInt(this.net) as Fen,
      rate: read.rate,
      rateText: read.rateText,
      tax: BigInt(this.tax) as Fen,
      zeroRate: read.zeroRate,
    };
  }

  #read(line: number): {
    readonly article: Article;
    readonly quantity: DecimalNumber | undefined;
    readonly unitPrice: DecimalNumber | undefined;
  } {
    const article = this.#article(this.#lineArticles[line] as number);
    const quantity = this.#quantities.at(line);
    const unitPrice = this.#prices.at(line);
    this.net = expectedNet(quantity, unitPrice) + (this.#nets[line] as number);
    this.tax = expectedTax(this.net, article.basisPoints) + (this.#taxes[line] as number);
    return { article, quantity, unitPrice };
  }

  #article(index: number): Article {
    const known = this.#articles[index];
    if (known !== undefined) return known;
    const article = new Article(this.#articleTexts, index);
    this.#articles[index] = article;
    return article;
  }
}

/** Whether a decimal of the columns, of at most 15 digits, is a legal quantity or unit price (T15). */
function isLegal(decimal: DecimalNumber | undefined): boolean {
  return decimal === undefined || decimal.scale <= DECIMALS_MAX;
}

function exact(decimal: DecimalNumber | undefined): Decimal | undefined {
  return decimal === undefined ? undefined : { digits: BigInt(decimal.digits), scale: decimal.scale };
}

/** The fields of a line in canonical order. */
const LINE_FIELDS = [...LINE_TEXTS.fields, 'net', 'quantity', 'tax', 'unitPrice'].sort();

/** The canonical JSON of an article's members: item and kind; rate and specification; tax class and unit; zero-rate flag. */
interface Pieces {
  readonly beforeNet: string;
  readonly beforeTax: string;
  readonly afterTax: string;
  readonly end: string;
}

/** The texts that lines share, and the lines made of them. */
class Article {
  readonly basisPoints: number;
  readonly texts: Texts;
  readonly #columns: TextColumns<LineText>;
  readonly #index: number;
  #pieces: Pieces | undefined;
  /** The line as read, null where its texts have faults. */
  #read: ReadLine | null | undefined;
  /** A line per combination of decimals, to be copied: its fields are in canonical order. */
  readonly #models: (Partial<LineJson> | undefined)[] = [];

  constructor(columns: TextColumns<LineText>, index: number) {
    this.#columns = columns;
    this.#index = index;
    this.texts = columns.at(index);
    this.basisPoints = basisPointsOf(this.texts.rate ?? '');
  }

  /** Returns the article as a line without amounts, or undefined where its texts have a fault of form. */
  read(): ReadLine | undefined {
    if (this.#read === undefined) {
      const faults = new Faults();
      const line = readLine({ ...this.texts, net: '0.00', tax: '0.00' }, new Place(faults, ''), 0);
      this.#read = faults.count === 0 ? line : null;
    }
    return this.#read ?? undefined;
  }

  line(
    quantity: DecimalNumber | undefined,
    unitPrice: DecimalNumber | undefined,
    net: number,
    tax: number,
  ): LineJson {
    const line: Writable<Partial<LineJson>> = {
      ...this.#modelOf(quantity !== undefined, unitPrice !== undefined),
    };
    line.net = amountText(net);
    line.tax = amountText(tax);
    if (quantity !== undefined) line.quantity = decimalText(quantity.digits, quantity.scale);
    if (unitPrice !== undefined) line.unitPrice = decimalText(unitPrice.digits, unitPrice.scale);
    return line as LineJson;
  }

  /** Returns a line as canonical JSON. */
  text(
    quantity: DecimalNumber | undefined,
    unitPrice: DecimalNumber | undefined,
    net: number,
    tax: number,
  ): string {
    this.#pieces ??= this.#split();
    const { beforeNet, beforeTax, afterTax, end } = this.#pieces;
    const count =
      quantity === undefined ? '' : `"quantity":"${decimalText(quantity.digits, quantity.scale)}",`;
    const price =
      unitPrice === undefined ? '' : `,"unitPrice":"${decimalText(unitPrice.digits, unitPrice.scale)}"`;
    return `${beforeNet}${amountText(net)}",${count}${beforeTax}${amountText(tax)}",${afterTax}${price}${end}`;
  }

  /** Splits the members of a line where its numbers stand in canonical order. */
  #split(): Pieces {
    const members = (from: number, to: number): string => this.#columns.members(this.#index, from, to);
    const zeroRate = members(6, 7).slice(0, -1);
    return {
      beforeNet: `{${members(0, 2)}"net":"`,
      beforeTax: `${members(2, 4)}"tax":"`,
      afterTax: members(4, 6).slice(0, -1),
      end: zeroRate === '' ? '}' : `,${zeroRate}}`,
    };
  }

  #modelOf(hasQuantity: boolean, hasPrice: boolean): Partial<LineJson> {
    const index = (hasQuantity ? 1 : 0) + (hasPrice ? 2 : 0);
    const known = this.#models[index];
    if (known !== undefined) return known;
    const numbers: Texts = {
      net: '',
      tax: '',
      quantity: hasQuantity ? '' : undefined,
      unitPrice: hasPrice ? '' : undefined,
    };
    const model: Writable<Partial<Record<string, string>>> = {};
    for (const field of LINE_FIELDS) {
      const text = this.texts[field] ?? numbers[field];
      if (text !== undefined) model[field] = text;
    }
    this.#models[index] = model;
    return model;
  }
}

type Writable<T> = { -readonly [Field in keyof T]: T[Field] };

/** Reads the quantities or the unit prices of lines. */
class DecimalReader {
  readonly #scales: Column;
  readonly #digits: Column;
  /** Number of decimals before each line. */
  readonly #before: Column;

  constructor(reader: ByteReader, count: number) {
    this.#scales = reader.column(count, DIGITS_MAX);
    const before = new Array<number>(count);
    let decimals = 0;
    for (let line = 0; line < count; line += 1) {
      before[line] = decimals;
      if (this.#scales[line] !== 0) decimals += 1;
    }
    this.#before = before;
    this.#digits = reader.signed(decimals);
  }

  at(line: number): DecimalNumber | undefined {
    const scale = (this.#scales[line] as number) - 1;
    if (scale < 0) return undefined;
    return { digits: this.#digits[this.#before[line] as number] as number, scale };
  }
}
