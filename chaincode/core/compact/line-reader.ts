import type { LineJson } from '../invoice/invoice.js';
import { type ByteReader, type Column, CompactFormError } from './bytes.js';
import {
  amountText,
  basisPointsOf,
  type DecimalNumber,
  DIGITS_MAX,
  decimalText,
  expectedNet,
  expectedTax,
} from './decimals.js';
import { LINE_TEXTS, type LineText, type Texts } from './draft-form.js';
import type { BlockUses } from './first-uses.js';
import { TextColumns } from './text-columns.js';

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
  constructor(reader: ByteReader, texts: readonly string[], count: number) {
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
    const article = this.#article(this.#lineArticles[line] as number);
    const quantity = this.#quantities.at(line);
    const unitPrice = this.#prices.at(line);
    this.net = expectedNet(quantity, unitPrice) + (this.#nets[line] as number);
    this.tax = expectedTax(this.net, article.basisPoints) + (this.#taxes[line] as number);
    return article.line(quantity, unitPrice, this.net, this.tax);
  }

  #article(index: number): Article {
    const known = this.#articles[index];
    if (known !== undefined) return known;
    const article = new Article(this.#articleTexts.at(index));
    this.#articles[index] = article;
    return article;
  }
}

/** The fields of a line in canonical order. */
const LINE_FIELDS = [...LINE_TEXTS.fields, 'net', 'quantity', 'tax', 'unitPrice'].sort();

/** The texts that lines share, and the lines made of them. */
class Article {
  readonly basisPoints: number;
  readonly #texts: Texts;
  /** A line per combination of decimals, to be copied: its fields are in canonical order. */
  readonly #models: (Partial<LineJson> | undefined)[] = [];

  constructor(texts: Texts) {
    this.#texts = texts;
    this.basisPoints = basisPointsOf(texts.rate ?? '');
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
      const text = this.#texts[field] ?? numbers[field];
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
