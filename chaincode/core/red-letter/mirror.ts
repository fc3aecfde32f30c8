import type { Json } from '../json/canonical.js';
import { isJsonList, isJsonObject, type JsonObject } from '../json/document-reader.js';

const ZERO = /^-?0(\.0*)?$/;

/** Returns an amount or a quantity with the other sign, as text. Zero has none and stays as it is. */
export function mirroredText(text: string): string {
  if (ZERO.test(text)) return text;
  return text.startsWith('-') ? text.slice(1) : `-${text}`;
}

/**
 * Returns the content of a red-letter invoice with the signs of what it reverses, and the other way around: quantities, net and tax of its lines, and
 * its totals. This alone decides which numbers of a red-letter invoice are negative. What is not of that form stays as it is.
 */
export function mirrored(content: JsonObject): JsonObject {
  const { lines, totals } = content;
  return {
    ...content,
    ...(lines === undefined ? {} : { lines: isJsonList(lines) ? lines.map(mirroredLine) : lines }),
    ...(totals === undefined ? {} : { totals: mirroredFields(totals, ['net', 'tax', 'gross']) }),
  };
}

function mirroredLine(line: Json): Json {
  return mirroredFields(line, ['quantity', 'net', 'tax']);
}

function mirroredFields(value: Json, fields: readonly string[]): Json {
  if (!isJsonObject(value)) return value;
  const changed = fields.flatMap((field) => {
    const text = value[field];
    return typeof text === 'string' ? [[field, mirroredText(text)]] : [];
  });
  return { ...value, ...(Object.fromEntries(changed) as JsonObject) };
}
