import { InvariantError } from '../errors.js';

/** What documents of this project consist of. Numbers are counts: safe integers only, never amounts. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

/** Text without controls, quotes, backslashes and surrogates: copied as it stands, twice as fast. */
const PLAIN = /^[\u0020\u0021\u0023-\u005B\u005D-\uD7FF\uE000-\uFFFF]*$/;

/** What JSON.stringify writes of a lone surrogate; also of some text that only looks like it. */
const ESCAPED_SURROGATE = /\\ud[89a-f]/;

/**
 * The one serialisation of a value (RFC 8785): keys sorted by UTF-16 code units, no white space. State, results,
 * events and signed statements all use it, so equal content has equal bytes on every endorser.
 *
 * What is in order, such as all that was canonical before, JSON.stringify writes the same way: three times as
 * fast, and as one flat text instead of thousands of pieces. So the rest is put in order first, where it can be.
 *
 * @throws {InvariantError} on anything but `Json`: undefined, fractions, bigints, lone surrogates
 */
export function canonicalJson(value: unknown): string {
  const inOrder = ordered(value);
  if (inOrder !== undefined) {
    const text = JSON.stringify(inOrder);
    if (!ESCAPED_SURROGATE.test(text)) return text;
  }
  return write(value);
}

/** Whether a value is `Json` whose objects have their keys in order, and nothing that writes itself. */
function isInOrder(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value !== 'object') return Number.isSafeInteger(value);
  // A hole in a list is no JSON, and every() would pass it over.
  if (Array.isArray(value)) return !value.includes(undefined) && value.every(isInOrder);
  return areKeysInOrder(value as Record<string, unknown>);
}

function areKeysInOrder(object: Record<string, unknown>): boolean {
  if ('toJSON' in object) return false;
  let last = '';
  for (const key of Object.keys(object)) {
    if (last > key || !isInOrder(object[key])) return false;
    last = key;
  }
  return true;
}

/** The value with the keys of its objects in order, copied where they are not; undefined where only `write` can tell. */
function ordered(value: unknown): unknown {
  if (isInOrder(value)) return value;
  if (Array.isArray(value)) return orderedList(value);
  return typeof value === 'object' ? orderedObject(value as Record<string, unknown>) : undefined;
}

function orderedList(values: readonly unknown[]): unknown {
  const copy: unknown[] = [];
  // Not map(), which would pass over a hole.
  for (let index = 0; index < values.length; index += 1) {
    const item = ordered(values[index]);
    if (item === undefined) return undefined;
    copy.push(item);
  }
  return copy;
}

function orderedObject(object: Record<string, unknown>): unknown {
  if ('toJSON' in object) return undefined;
  const copy: Record<string, unknown> = {};
  for (const key of sortedKeys(object)) {
    const item = ordered(object[key]);
    if (item === undefined || hasPlaceOfItsOwn(key)) return undefined;
    copy[key] = item;
  }
  return copy;
}

/** Whether an object keeps a key elsewhere than where it was put: numbers go first, `__proto__` is no key at all. */
function hasPlaceOfItsOwn(key: string): boolean {
  return (key >= '0' && key < ':') || key === '__proto__';
}

function write(value: unknown): string {
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return canonicalArray(value);
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  const what = typeof value === 'number' ? `the number ${value}` : typeof value;
  throw new InvariantError(`canonical JSON cannot hold ${what}`);
}

function canonicalString(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (LONE_SURROGATE.test(text)) throw new InvariantError('canonical JSON cannot hold a lone surrogate');
  return JSON.stringify(text);
}

function canonicalArray(values: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < values.length; index += 1) {
    text += (index === 0 ? '' : ',') + write(values[index]);
  }
  return `${text}]`;
}

function canonicalObject(object: Record<string, unknown>): string {
  let text = '{';
  let separator = '';
  for (const key of sortedKeys(object)) {
    text += `${separator}${canonicalString(key)}:${write(object[key])}`;
    separator = ',';
  }
  return `${text}}`;
}

/** Keys by UTF-16 code units. A document that was canonical before is in order already. */
function sortedKeys(object: Record<string, unknown>): readonly string[] {
  const keys = Object.keys(object);
  for (let index = 1; index < keys.length; index += 1) {
    if ((keys[index - 1] as string) > (keys[index] as string)) return keys.sort();
  }
  return keys;
}
