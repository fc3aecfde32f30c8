import { type ErrorCode, FAULTS_MAX, type Fault, present, ValidationError } from '../errors.js';
import type { Json } from './canonical.js';
import { pointerTo } from './pointer.js';

/** Collects faults with their JSON pointers while a document is read, without throwing. */
export class Faults {
  readonly list: Fault[] = [];
  #count = 0;

  /** Number of reported faults, including those beyond the list. */
  get count(): number {
    return this.#count;
  }

  /** Whether no more faults are listed, so that a reader can stop. */
  get areFull(): boolean {
    return this.#count >= FAULTS_MAX;
  }

  /** Adds a fault, unless the list is full. */
  report(code: ErrorCode, path: string, message: string): undefined {
    if (!this.areFull) this.list.push({ code, path, message });
    this.#count += 1;
    return undefined;
  }
}

/** Name of a field, or index of an entry. */
export type Step = string | number;

/** A part of a document whose fields or entries are read. Its pointer is written only when there is a fault. */
export class Place {
  readonly faults: Faults;
  readonly #outer: Place | string;
  readonly #step: Step | undefined;

  /** @param outer the place around this one, or the pointer of the document */
  constructor(faults: Faults, outer: Place | string, step?: Step) {
    this.faults = faults;
    this.#outer = outer;
    this.#step = step;
  }

  /** Reports a fault of a field or an entry; without a step, of the place itself. */
  fault(code: ErrorCode, step: Step | undefined, message: string): undefined {
    return this.faults.report(code, this.pointer(step), message);
  }

  /** Reports that a value is missing. */
  missing(step: Step | undefined): undefined {
    return this.fault('FIELD_REQUIRED', step, 'the field is missing');
  }

  /** Returns the JSON pointer of a field or an entry; without a step, of the place itself. */
  pointer(step?: Step): string {
    const outer = this.#outer;
    const path = typeof outer === 'string' ? outer : outer.pointer(this.#step);
    return step === undefined ? path : pointerTo(path, step);
  }
}

/**
 * Reads the value at a step of a place. Returns undefined only after it reported a fault there, so that a value
 * that is returned has its type. A missing field is undefined.
 */
export type Read<T> = (value: unknown, at: Place, step?: Step) => T | undefined;

/** A field of a shape that may be absent. */
export class Optional<T> {
  readonly read: Read<T>;

  constructor(read: Read<T>) {
    this.read = read;
  }
}

/** The fields of an object, in the order in which they are read and their faults are listed. */
export type Shape = Readonly<Record<string, Read<unknown> | Optional<unknown>>>;

/** The value of an object that has the fields of a shape. */
export type Values<S extends Shape> = {
  readonly [F in keyof S as S[F] extends Read<unknown> ? F : never]: S[F] extends Read<infer T> ? T : never;
} & {
  readonly [F in keyof S as S[F] extends Read<unknown> ? never : F]?: S[F] extends Optional<infer T>
    ? T
    : never;
};

/** The fields that were read of a value. A field with a fault is undefined. */
export type Seen<T> = { readonly [F in keyof T]: T[F] | undefined };

/** A JSON object under a pointer, read field by field. A field that is never read is a fault. */
export class ObjectReader extends Place {
  /** The object as received. */
  readonly document: JsonObject;
  /** Names of the fields that were read. An array is faster than a set for a draft's line. */
  readonly #read: string[] = [];
  readonly #faultsBefore: number;

  private constructor(object: JsonObject, at: Place, step: Step | undefined) {
    super(at.faults, at, step);
    this.document = object;
    this.#faultsBefore = at.faults.count;
  }

  /** Returns undefined, with a fault, when the value is not an object. */
  static of(value: unknown, at: Place, step?: Step): ObjectReader | undefined {
    if (isJsonObject(value)) return new ObjectReader(value, at, step);
    return at.fault(value === undefined ? 'FIELD_REQUIRED' : 'FIELD_TYPE', step, 'an object is expected');
  }

  /** Returns the value of a field as received, and marks the field as read. */
  given(field: string): Json | undefined {
    if (!Object.hasOwn(this.document, field)) return undefined;
    this.#read.push(field);
    return this.document[field];
  }

  /** Reads a required field. Returns undefined after a fault. */
  read<T>(field: string, read: Read<T>): T | undefined {
    return read(this.given(field), this, field);
  }

  /** Reads a field that may be absent. */
  optional<T>(field: string, read: Read<T>): T | undefined {
    const value = this.given(field);
    return value === undefined ? undefined : read(value, this, field);
  }

  /** Reads the fields of a shape, in its order. */
  fields<S extends Shape>(shape: S): Seen<Values<S>> {
    const values: Record<string, unknown> = {};
    for (const [field, read] of Object.entries(shape)) {
      const value = read instanceof Optional ? this.optional(field, read.read) : this.read(field, read);
      if (value !== undefined) values[field] = value;
    }
    return values as Seen<Values<S>>;
  }

  /** Reports every field that was never read. Call it last. */
  end(): void {
    for (const field of Object.keys(this.document)) {
      if (this.faults.areFull) return;
      if (!this.#read.includes(field)) this.fault('FIELD_UNKNOWN', field, 'the field is unknown; remove it');
    }
  }

  /**
   * Returns the object with the values that were read, its fields in the order received, so that its text is the same
   * again. Returns undefined when a fault was reported since its reading began.
   */
  whole<T extends object>(values: Seen<T>): T | undefined {
    if (this.faults.count > this.#faultsBefore) return undefined;
    for (const [field, value] of Object.entries(values)) present(value, field);
    return { ...this.document, ...values } as T;
  }
}

/** Returns the value of a whole document. @throws {ValidationError} every fault that `read` reports, in order */
export function readDocument<T>(value: unknown, read: Read<T>): T {
  const faults = new Faults();
  const result = read(value, new Place(faults, ''));
  if (result === undefined || faults.count > 0) throw new ValidationError(faults.list);
  return result;
}

/** A JSON object. */
export type JsonObject = { readonly [field: string]: Json };

/** Returns whether a value is a JSON object. A document comes from a JSON parser, so the object's values are JSON. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns whether a value is a JSON array. */
export function isJsonList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}
