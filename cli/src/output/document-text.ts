import { isJsonObject, type Json } from '@fapiao-ledger/core';

/** Returns a document as names and values, with dotted names for inner objects and lists of words on one line. */
export function documentFields(document: Json, prefix = ''): [string, string][] {
  if (!isJsonObject(document)) return [[prefix, wordsOf(document)]];
  return Object.entries(document).flatMap(([name, value]) =>
    isJsonObject(value)
      ? documentFields(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, wordsOf(value)] as [string, string]],
  );
}

function wordsOf(value: Json): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
