import { ValidationError } from '../errors.js';
import type { Json } from './canonical.js';

/** Deepest nesting read; an invoice needs four levels. */
export const JSON_DEPTH_MAX = 32;

/**
 * JSON as strictly as money deserves. Beyond what JSON.parse refuses, it refuses what JSON.parse
 * would silently resolve: duplicate keys, `__proto__`, lone surrogates, numbers that are not exact
 * integers, nesting deeper than JSON_DEPTH_MAX.
 *
 * @throws {ValidationError} JSON_INVALID, with the position in the message
 */
export function parseStrictJson(text: string): Json {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

const WHITE_SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const INTEGER = /-?(?:0|[1-9][0-9]*)(?![0-9.eE])/y;
const LITERAL = /true|false|null/y;
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Json {
    if (depth > JSON_DEPTH_MAX) this.#refuse(`nesting is deeper than ${JSON_DEPTH_MAX}`);
    this.#match(WHITE_SPACE);
    const first = this.#text[this.#at];
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#array(depth);
    if (first === '"') return this.#string();
    if (first === 't' || first === 'f' || first === 'n') return this.#literal();
    return this.#integer();
  }

  end(): void {
    this.#match(WHITE_SPACE);
    if (this.#at < this.#text.length) this.#refuse('something follows the value');
  }

  #object(depth: number): Json {
    const object: Record<string, Json> = {};
    this.#list('}', () => {
      this.#match(WHITE_SPACE);
      const key = this.#string();
      if (key === '__proto__') this.#refuse('the key __proto__ is not allowed');
      if (Object.hasOwn(object, key)) this.#refuse(`the key "${key}" stands twice`);
      this.#match(WHITE_SPACE);
      if (this.#text[this.#at] !== ':') this.#refuse('a colon is missing');
      this.#at += 1;
      object[key] = this.value(depth + 1);
    });
    return object;
  }

  #array(depth: number): Json {
    const array: Json[] = [];
    this.#list(']', () => array.push(this.value(depth + 1)));
    return array;
  }

  #list(close: string, item: () => void): void {
    this.#at += 1;
    this.#match(WHITE_SPACE);
    if (this.#text[this.#at] === close) {
      this.#at += 1;
      return;
    }
    for (;;) {
      item();
      this.#match(WHITE_SPACE);
      const next = this.#text[this.#at];
      this.#at += 1;
      if (next === close) return;
      if (next !== ',') this.#refuse(`expected "," or "${close}"`, this.#at - 1);
    }
  }

  #string(): string {
    const start = this.#at;
    const raw = this.#match(STRING);
    if (raw === undefined) return this.#refuse('a string is expected, closed and without control characters');
    const value = JSON.parse(raw) as string;
    if (LONE_SURROGATE.test(value)) this.#refuse('the text has a lone surrogate', start);
    return value;
  }

  #literal(): Json {
    const raw = this.#match(LITERAL);
    return raw === undefined ? this.#refuse('not a JSON value') : (JSON.parse(raw) as Json);
  }

  #integer(): Json {
    const raw = this.#match(INTEGER);
    if (raw === undefined)
      return this.#refuse('not a JSON value; amounts and rates are text, such as "12.50"');
    const value = Number(raw);
    return Number.isSafeInteger(value) ? value : this.#refuse(`the number ${raw} cannot be read exactly`);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #refuse(reason: string, at = this.#at): never {
    throw new ValidationError([
      { code: 'JSON_INVALID', path: '', message: `${reason} (at character ${at})` },
    ]);
  }
}
