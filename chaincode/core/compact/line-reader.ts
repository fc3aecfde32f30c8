import type { LineJson } from '../invoice/invoice.js';
import type { ByteReader, Column } from './bytes.js';
import {
  amountText,
  basisPointsOf,
  type DecimalNumber,
  DIGITS_MAX,
  decimalText,
  expectedNet,
  expectedTax,
} from './decimals.js';
import { LINE_TEXTS, type Texts } from './draft-form.js';
import { TextColumns } from './text-columns.js';

/** Characters of a line as JSON without its texts, about. */
const LINE_CHARACTERS = 120;

/** Reads the lines of a block, in order. */
export class LineReader {
  /** Characters of all lines as JSON, about. */
  readonly characters: number;
  /** Amounts of the line that was read last, in fen. */
  net = 0;
  tax = 0;
  readonly #articles: readonly Article[];
  readonly #lineArticles: Column;
  readonly #quantities: DecimalReader;
  readonly #prices: DecimalReader;
  readonly #nets: Column;
  readonly #taxes: Column;
  #line = 0;

  /** @param count number of all lines of the block */
  constructor(reader: ByteReader, texts: readonly string[], count: number) {
    const articleCount = reader.integer(count);
    const articles = new TextColumns(reader, texts, articleCount, LINE_TEXTS);
    this.#articles = Array.from({ length: articleCount }, (_, article) => new Article(articles.at(article)));
    this.#lineArticles = reader.column(count, articleCount - 1);
    this.#quantities = new DecimalReader(reader, count);
    this.#prices = new DecimalReader(reader, count);
    this.#nets = reader.signed(count);
    this.#taxes = reader.signed(count);
    const sizes = this.#articles.map((_, article) => LINE_CHARACTERS + articles.charactersAt(article));
    this.characters = this.#lineArticles.reduce((sum, article) => sum + (sizes[article] as number), 0);
  }

  /** Returns the next line, with its fields in canonical order. */
  next(): LineJson {
    const line = this.#line;
    this.#line += 1;
    const article = this.#articles[this.#lineArticles[line] as number] as Article;
    const quantity = this.#quantities.next();
    const unitPrice = this.#prices.next();
    this.net = expectedNet(quantity, unitPrice) + (this.#nets[line] as number);
    this.tax = expectedTax(this.net, article.basisPoints) + (this.#taxes[line] as number);
    return article.line(quantity, unitPrice, this.net, this.tax);
  }
}

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
    const quantity = hasQuantity ? ['quantity'] : [];
    const unitPrice = hasPrice ? ['unitPrice'] : [];
    const fields = [...Object.keys(this.#texts), 'net', 'tax', ...quantity, ...unitPrice].sort();
    const model = Object.fromEntries(fields.map((field) => [field, this.#texts[field]]));
    this.#models[index] = model;
    return model;
  }
}

type Writable<T> = { -readonly [Field in keyof T]: T[Field] };

/** Reads the quantities or the unit prices of lines, in order. */
class DecimalReader {
  readonly #scales: Column;
  readonly #digits: Column;
  #line = 0;
  #decimal = 0;

  constructor(reader: ByteReader, count: number) {
    this.#scales = reader.column(count, DIGITS_MAX + 1);
    this.#digits = reader.signed(this.#scales.filter((scale) => scale > 0).length);
  }

  next(): DecimalNumber | undefined {
    const scale = (this.#scales[this.#line] as number) - 1;
    this.#line += 1;
    if (scale < 0) return undefined;
    this.#decimal += 1;
    return { digits: this.#digits[this.#decimal - 1] as number, scale };
  }
}
