import { type ErrorCode, FAULTS_MAX, type Fault } from '../errors.js';
import { excerpt } from '../text/excerpt.js';
import { textProblem } from '../text/text.js';
import { pointerTo } from './pointer.js';

/** Collects faults with their JSON pointers while a document is read; nothing throws on the way. */
export class Faults {
  readonly list: Fault[] = [];

  /** Whether no more faults are listed, so that a reader can stop. */
  get areFull(): boolean {
    return this.list.length >= FAULTS_MAX;
  }

  /** Adds a fault, unless the list is full. */
  report(code: ErrorCode, path: string, message: string): undefined {
    if (!this.areFull) this.list.push({ code, path, message });
    return undefined;
  }
}

/** Reads a JSON object under a pointer field by field. `end` reports every field that was not read. */
export class ObjectReader {
  readonly path: string;
  readonly #object: Readonly<Record<string, unknown>>;
  readonly #faults: Faults;
  readonly #asked = new Set<string>();

  private constructor(object: Readonly<Record<string, unknown>>, path: string, faults: Faults) {
    this.#object = object;
    this.path = path;
    this.#faults = faults;
  }

  /** Returns a reader of an object, or undefined with a fault when the value is no object. */
  static of(value: unknown, path: string, faults: Faults): ObjectReader | undefined {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return new ObjectReader(value as Record<string, unknown>, path, faults);
    }
    return faults.report(
      value === undefined ? 'FIELD_REQUIRED' : 'FIELD_TYPE',
      path,
      'an object is expected',
    );
  }

  /** The object itself, as it was given. */
  get document(): unknown {
    return this.#object;
  }

  /** Any value of a required field; undefined with a fault when it is missing. */
  required(field: string): unknown {
    const value = this.optional(field);
    return value === undefined ? this.fault('FIELD_REQUIRED', field, 'the field is missing') : value;
  }

  /** Any value of a field that may be missing. */
  optional(field: string): unknown {
    if (!Object.hasOwn(this.#object, field)) return undefined;
    this.#asked.add(field);
    return this.#object[field];
  }

  /** Text of a required field. */
  text(field: string): string | undefined {
    const value = this.required(field);
    return value === undefined ? undefined : this.#asText(field, value);
  }

  /** Text of a field that may be missing. */
  optionalText(field: string): string | undefined {
    const value = this.optional(field);
    return value === undefined ? undefined : this.#asText(field, value);
  }

  /** Text that `read` turns into a value; `expected` completes "… is not". */
  value<T>(
    field: string,
    read: (text: string) => T | undefined,
    code: ErrorCode,
    expected: string,
  ): T | undefined {
    const text = this.text(field);
    return text === undefined ? undefined : this.#convert(field, text, read, code, expected);
  }

  /** As `value`, for a field that may be missing. */
  optionalValue<T>(
    field: string,
    read: (text: string) => T | undefined,
    code: ErrorCode,
    expected: string,
  ): T | undefined {
    const text = this.optionalText(field);
    return text === undefined ? undefined : this.#convert(field, text, read, code, expected);
  }

  /** Text of 1 to `lengthMax` characters, as `textProblem` judges it. */
  printable(field: string, lengthMax: number): string | undefined {
    const text = this.text(field);
    return text === undefined ? undefined : this.#asPrintable(field, text, lengthMax);
  }

  /** As `printable`, for a field that may be missing. */
  optionalPrintable(field: string, lengthMax: number): string | undefined {
    const text = this.optionalText(field);
    return text === undefined ? undefined : this.#asPrintable(field, text, lengthMax);
  }

  /** Text that is one of those allowed. */
  oneOf<T extends string>(field: string, allowed: readonly T[]): T | undefined {
    const text = this.text(field);
    if (text === undefined || (allowed as readonly string[]).includes(text)) return text as T | undefined;
    return this.fault('FIELD_VALUE', field, `"${excerpt(text)}" is not one of ${allowed.join(', ')}`);
  }

  /** A reader of the object in a required field. */
  object(field: string): ObjectReader | undefined {
    return ObjectReader.of(this.optional(field), this.pointer(field), this.#faults);
  }

  /** Entry `index` of a list field, which must be an object. */
  item(field: string, index: number): ObjectReader | undefined {
    const list = this.#object[field];
    return ObjectReader.of(
      Array.isArray(list) ? list[index] : undefined,
      `${this.pointer(field)}/${index}`,
      this.#faults,
    );
  }

  /** The entries of a required list. */
  array(field: string): readonly unknown[] | undefined {
    const value = this.required(field);
    if (value === undefined || Array.isArray(value)) return value as readonly unknown[] | undefined;
    return this.fault('FIELD_TYPE', field, 'an array is expected');
  }

  /** Call last: reports every field that was never asked for. */
  end(): void {
    const fields = Object.keys(this.#object);
    if (fields.length === this.#asked.size) return;
    for (const field of fields) {
      if (this.#faults.areFull) return;
      if (!this.#asked.has(field)) this.fault('FIELD_UNKNOWN', field, 'the field is not known here');
    }
  }

  /** Reports a fault at a field. */
  fault(code: ErrorCode, field: string, message: string): undefined {
    return this.#faults.report(code, this.pointer(field), message);
  }

  /** The JSON pointer to a field. */
  pointer(field: string): string {
    return pointerTo(this.path, field);
  }

  #asPrintable(field: string, text: string, lengthMax: number): string | undefined {
    const problem = textProblem(text, lengthMax);
    return problem === undefined ? text : this.fault('TEXT_INVALID', field, problem);
  }

  #asText(field: string, value: unknown): string | undefined {
    return typeof value === 'string' ? value : this.fault('FIELD_TYPE', field, 'text is expected');
  }

  #convert<T>(
    field: string,
    text: string,
    read: (text: string) => T | undefined,
    code: ErrorCode,
    expected: string,
  ): T | undefined {
    const value = read(text);
    return value === undefined ? this.fault(code, field, `"${excerpt(text)}" is not ${expected}`) : value;
  }
}
