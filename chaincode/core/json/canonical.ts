import { InvariantError } from '../errors.js';

/** A JSON value of this project's documents. Numbers are counts: safe integers only, never amounts. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

/** Text without controls, quotes, backslashes and surrogates, which is copied unchanged, twice as fast. */
const PLAIN = /^[\u0020\u0021\u0023-\u005B\u005D-\uD7FF\uE000-\uFFFF]*$/;

/** The escape that JSON.stringify writes for a lone surrogate. Some other texts also match. */
const ESCAPED_SURROGATE = /\\ud[89a-f]/;

/**
 * Returns the canonical JSON of a value (RFC 8785): keys sorted by UTF-16 code units, no white space. State, results, events and
 * signed statements use it, so that equal content has equal bytes on every endorser.
 *
 * JSON.stringify writes the same text for a value whose keys are in order, three times as fast and as one flat text instead of
 * thousands of pieces. So the keys are sorted first, where objects allow it.
 *
 * @throws {InvariantError} on anything but `Json`: undefined, fractions, bigints, lone surrogates
 * @example
 * ```ts
 * import assert from 'node:assert/strict';
 * import { canonicalJson } from '@fapiao-ledger/core';
 *
 * assert.equal(canonicalJson({ net: '100.00', lines: [{ rate: '0.13', item: '大米' }] }),
 *   '{"lines":[{"item":"大米","rate":"0.13"}],"net":"100.00"}');
 * assert.throws(() => canonicalJson({ net: 100.5 }), { name: 'InvariantError' });
 * ```
 */
export function canonicalJson(value: unknown): string {
  const inOrder = ordered(value);
  if (inOrder !== undefined) {
    const text = JSON.stringify(inOrder);
    if (!ESCAPED_SURROGATE.test(text)) return text;
  }
  return write(value);
}

/**
 * Returns the value with the keys of its objects in order, copied where they are not; undefined where only `write` can
 * write it. Every part is read once, at any depth.
 */
function ordered(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'object') return Number.isSafeInteger(value) ? value : undefined;
  return Array.isArray(value) ? orderedList(value) : orderedObject(value as Record<string, unknown>);
}

function orderedList(values: readonly unknown[]): unknown {
  let copy: unknown[] | undefined;
  // Not every() or map(), which skip holes.
  for (let index = 0; index < values.length; index += 1) {
    const item = ordered(values[index]);
    if (item === undefined) return undefined;
    if (item === values[index]) continue;
    copy ??= [...values];
    copy[index] = item;
  }
  return copy ?? values;
}

function orderedObject(object: Record<string, unknown>): unknown {
  if ('toJSON' in object) return undefined;
  const keys = Object.keys(object);
  if (!areInOrder(keys)) return orderedCopy(object, keys.sort());
  let copy: Record<string, unknown> | undefined;
  for (const key of keys) {
    const item = ordered(object[key]);
    if (item === undefined) return undefined;
    if (item === object[key]) continue;
    copy ??= { ...object };
    copy[key] = item;
  }
  return copy ?? object;
}

function orderedCopy(object: Record<string, unknown>, keys: readonly string[]): unknown {
  const copy: Record<string, unknown> = {};
  for (const key of keys) {
    const item = ordered(object[key]);
    if (item === undefined || hasPlaceOfItsOwn(key)) return undefined;
    copy[key] = item;
  }
  return copy;
}

/** Whether an object does not keep the order of a key: numbers come first, and `__proto__` is not a key. */
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

/** Compares keys by UTF-16 code units. */
function sortedKeys(object: Record<string, unknown>): readonly string[] {
  const keys = Object.keys(object);
  return areInOrder(keys) ? keys : keys.sort();
}

/** Whether keys are in order already, as in a document that was canonical before. */
function areInOrder(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index += 1) {
    if ((keys[index - 1] as string) > (keys[index] as string)) return false;
  }
  return true;
}
