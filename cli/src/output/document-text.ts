import { isJsonObject, type Json } from '@fapiao-ledger/core';
import { codeText, fieldName } from '../words/label.js';
import { beijingTime } from './beijing.js';
import { namedText, type Page } from './table.js';

/** Returns a document of the ledger for people: names and values, with dotted names for inner objects. */
export function documentText(document: Json, page: Page): string {
  return namedText(fieldsIn(document), page);
}

function fieldsIn(document: Json, prefix = ''): [string, string][] {
  if (!isJsonObject(document)) return [[prefix, wordsOf(document)]];
  return Object.entries(document).flatMap(([name, value]) => {
    const path = `${prefix}${fieldName(name)}`;
    return isJsonObject(value) ? fieldsIn(value, `${path}.`) : [[path, wordsOf(value)] as [string, string]];
  });
}

/** Lists of words stand on one line. */
function wordsOf(value: Json): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(', ');
  return typeof value === 'string' ? beijingTime(codeText(value)) : JSON.stringify(value);
}
