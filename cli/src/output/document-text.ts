import type { Json } from '@fapiao-ledger/core';

/** Returns a document as names and values, with dotted names for inner objects and lists of words on one line. */
export function documentFields(document: Json, prefix = ''): [string, string][] {
  if (!isObject(document)) return [[prefix, wordsOf(document)]];
  return Object.entries(document).flatMap(([name, value]) =>
    isObject(value)
      ? documentFields(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, wordsOf(value)] as [string, string]],
  );
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wordsOf(value: Json): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
