import { isJsonObject, type Json } from '@fapiao-ledger/core';

/** A document as names and values; inner objects by dotted names, lists of words in one line. */
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
