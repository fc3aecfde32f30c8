import { type ByteReader, type Column, CompactFormError } from './bytes.js';
import type { TextForm } from './draft-form.js';
import type { FirstUses } from './first-uses.js';
import type { TextList } from './text-list.js';

/** The texts of documents, by column: 0 where a document lacks the field, else one more than the index of its text. */
export class TextColumns<Field extends string> {
  readonly #texts: TextList;
  readonly #fields: readonly Field[];
  readonly #columns: readonly Column[];

  /** @param count number of documents */
  constructor(reader: ByteReader, texts: TextList, count: number, { fields, required }: TextForm<Field>) {
    this.#texts = texts;
    this.#fields = fields;
    this.#columns = fields.map((field) => {
      const column = reader.column(count, texts.list.length);
      if (required.includes(field) && column.includes(0)) throw new CompactFormError(`a ${field} is missing`);
      return column;
    });
  }

  /** Whether no document has any of the fields. */
  get isEmpty(): boolean {
    return this.#columns.every((column) => column.every((one) => one === 0));
  }

  /** Returns the texts of a document, in canonical order. */
  at(index: number): { readonly [F in Field]?: string } {
    const values: { [F in Field]?: string } = {};
    for (let field = 0; field < this.#fields.length; field += 1) {
      const text = this.#textAt(field, index);
      if (text !== undefined) values[this.#fields[field] as Field] = text;
    }
    return values;
  }

  /**
   * Returns the fields of a document as members of a canonical JSON object, each with a comma after it: those of the columns
   * from one field up to, and without, another.
   */
  members(index: number, from = 0, to = this.#fields.length): string {
    let text = '';
    for (let field = from; field < to; field += 1) {
      const one = (this.#columns[field] as Column)[index] as number;
      if (one > 0) text += `"${this.#fields[field]}":${this.#texts.quoted(one - 1)},`;
    }
    return text;
  }

  /** Uses the texts of a document in the order of the columns. */
  use(index: number, texts: FirstUses): void {
    for (const column of this.#columns) {
      const one = column[index] as number;
      if (one > 0) texts.use(one - 1);
    }
  }

  /** Returns a text per document, equal for documents with equal texts. */
  keys(): readonly string[] {
    const [first] = this.#columns;
    return (first ?? []).map((_, index) => this.#columns.map((column) => column[index]).join());
  }

  /** Returns the characters of a document's texts. */
  charactersAt(index: number): number {
    let characters = 0;
    for (let field = 0; field < this.#fields.length; field += 1)
      characters += this.#textAt(field, index)?.length ?? 0;
    return characters;
  }

  #textAt(field: number, index: number): string | undefined {
    const one = (this.#columns[field] as Column)[index] as number;
    return one === 0 ? undefined : this.#texts.list[one - 1];
  }
}
