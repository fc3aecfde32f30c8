import type { ErrorCode } from '../errors.js';
import { excerpt } from '../text/excerpt.js';
import { textProblem } from '../text/text.js';
import type { Json } from './canonical.js';
import {
  isJsonList,
  ObjectReader,
  Optional,
  Place,
  type Read,
  type Seen,
  type Shape,
  type Values,
} from './document-reader.js';

/**
 * Reads an object as `read` reads its fields, for objects whose fields depend on each other. A field of the result that
 * is undefined without a fault is an InvariantError: leave out what is absent.
 */
export function object<T extends object>(read: (reader: ObjectReader) => Seen<T>): Read<T> {
  return (value, at, step) => {
    const reader = ObjectReader.of(value, at, step);
    if (reader === undefined) return undefined;
    const values = read(reader);
    reader.end();
    return reader.whole(values);
  };
}

/** Reads an object of the fields of a shape. */
export function record<S extends Shape>(shape: S): Read<Values<S>> {
  return object((reader) => reader.fields(shape));
}

/** Marks a field that may be absent. */
export function optional<T>(read: Read<T>): Optional<T> {
  return new Optional(read);
}

/** Reads an array, and none of its entries. */
export const array: Read<readonly Json[]> = (value, at, step) => {
  if (isJsonList(value)) return value;
  return value === undefined ? at.missing(step) : at.fault('FIELD_TYPE', step, 'an array is expected');
};

/** Bounds on the length of a list, and the message for another length. */
export interface ListLength {
  readonly min: number;
  readonly max: number;
  /** Returns the message of the fault for a list of another length. */
  readonly problem: (length: number) => string;
}

/** Reads a list. Entries are not read when their number is wrong, or after the last fault that is listed. */
export function list<T>(read: Read<T>, length?: ListLength): Read<readonly T[]> {
  return (value, at, step) => {
    const entries = array(value, at, step);
    if (entries === undefined) return undefined;
    if (length !== undefined && (entries.length < length.min || entries.length > length.max)) {
      return at.fault('FIELD_VALUE', step, length.problem(entries.length));
    }
    return entriesOf(entries, new Place(at.faults, at, step), read);
  };
}

function entriesOf<T>(entries: readonly Json[], at: Place, read: Read<T>): readonly T[] | undefined {
  const before = at.faults.count;
  const values: T[] = [];
  for (const [index, entry] of entries.entries()) {
    if (at.faults.areFull) break;
    const value = read(entry, at, index);
    if (value !== undefined) values.push(value);
  }
  return at.faults.count > before || at.faults.areFull ? undefined : values;
}

/** Reads any text. */
export const text: Read<string> = (value, at, step) => {
  if (typeof value === 'string') return value;
  return value === undefined ? at.missing(step) : at.fault('FIELD_TYPE', step, 'text is expected');
};

/** Reads text that `convert` turns into a value; `expected` completes "… is not". */
export function converted<T>(
  convert: (text: string) => T | undefined,
  code: ErrorCode,
  expected: string,
): Read<T> {
  return (value, at, step) => {
    const content = text(value, at, step);
    if (content === undefined) return undefined;
    return convert(content) ?? at.fault(code, step, `"${excerpt(content)}" is not ${expected}`);
  };
}

/** Reads text that passes a test; `expected` completes "… is not". */
export function matching(
  test: RegExp | ((text: string) => boolean),
  code: ErrorCode,
  expected: string,
): Read<string> {
  const passes = test instanceof RegExp ? (content: string) => test.test(content) : test;
  return (value, at, step) => {
    const content = text(value, at, step);
    if (content === undefined || passes(content)) return content;
    return at.fault(code, step, `"${excerpt(content)}" is not ${expected}`);
  };
}

/** Reads text of 1 to `lengthMax` characters, as `textProblem` judges it. */
export function printable(lengthMax: number): Read<string> {
  return (value, at, step) => {
    const content = text(value, at, step);
    const problem = content === undefined ? undefined : textProblem(content, lengthMax);
    return problem === undefined ? content : at.fault('TEXT_INVALID', step, problem);
  };
}

/** Reads one of the allowed texts. */
export function oneOf<T extends string>(...allowed: readonly T[]): Read<T> {
  return converted(
    (content) => allowed.find((each) => each === content),
    'FIELD_VALUE',
    `one of ${allowed.join(', ')}`,
  );
}

/** Reads a count from `min` to `max`. Counts are the only JSON numbers of the project. */
export function count(min: number, max: number): Read<number> {
  return (value, at, step) => {
    if (typeof value === 'number' && value >= min && value <= max) return value;
    if (value === undefined) return at.missing(step);
    return at.fault('FIELD_VALUE', step, `a whole number from ${min} to ${max} is expected`);
  };
}

/** Reads true or false. */
export const flag: Read<boolean> = (value, at, step) => {
  if (typeof value === 'boolean') return value;
  return value === undefined ? at.missing(step) : at.fault('FIELD_TYPE', step, 'true or false is expected');
};

/** Reads a value that must be equal to this one. */
export function literal<T extends Json>(only: T, expected: string): Read<T> {
  return (value, at, step) => {
    if (value === only) return only;
    return value === undefined ? at.missing(step) : at.fault('FIELD_VALUE', step, expected);
  };
}

/** Reads any JSON. */
export const anything: Read<Json> = (value, at, step) => (isJson(value) ? value : at.missing(step));

function isJson(value: unknown): value is Json {
  return value !== undefined;
}
