import { utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeText } from '../identity/utf8.js';
import { canonicalJson, type Json } from '../json/canonical.js';
import { isJsonList } from '../json/document-reader.js';
import { CompactFormError } from './bytes.js';
import type { BlockUses } from './first-uses.js';

/** The texts of a block. */
export class TextList {
  readonly list: readonly string[];
  readonly #bytes: Uint8Array;
  readonly #quoted: (string | undefined)[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const texts = parsed(decodeText(bytes));
    if (!isJsonList(texts) || !texts.every((text) => typeof text === 'string'))
      throw new CompactFormError('a list of texts is expected');
    this.list = texts;
  }

  /** Returns a text as canonical JSON. @throws {InvariantError} when it has a lone surrogate */
  quoted(index: number): string {
    const known = this.#quoted[index];
    if (known !== undefined) return known;
    const text = canonicalJson(this.list[index]);
    this.#quoted[index] = text;
    return text;
  }

  requireCanonical({ texts }: BlockUses): void {
    texts.requireAll(this.list.length);
    if (new Set(this.list).size < this.list.length) throw new CompactFormError('a text stands twice');
    if (!areEqual(utf8ToBytes(JSON.stringify(this.list)), this.#bytes))
      throw new CompactFormError('the list of texts is not in canonical form');
  }
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

/** Parses JSON. @throws {CompactFormError} when the text is none */
export function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) throw new CompactFormError('a text is not JSON');
    throw error;
  }
}
