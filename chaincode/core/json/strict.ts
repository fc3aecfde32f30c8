import { ValidationError } from '../errors.js';
import { excerpt } from '../text/excerpt.js';
import type { Json } from './canonical.js';
import { pointerTo } from './pointer.js';

/** Deepest nesting of lists and objects. An invoice needs four levels. */
export const JSON_DEPTH_MAX = 32;

/** Most values in a text, including lists and objects. An invoice of 2,000 lines has about 20,000. */
export const JSON_VALUES_MAX = 500_000;

/** Most keys of an object. A line has 11. */
export const JSON_KEYS_MAX = 64;

/**
 * Returns the value of a JSON text with a single reading. It refuses what JSON.parse refuses, and what JSON.parse resolves silently:
 * duplicate keys, `__proto__`, lone surrogates and numbers that are not exact integers. It also refuses nesting deeper than
 * JSON_DEPTH_MAX, more than JSON_KEYS_MAX keys in an object, and more than `valuesMax` values, because two characters of text can
 * take 100 bytes of memory.
 *
 * @param valuesMax at most JSON_VALUES_MAX, which is also the default
 * @throws {ValidationError} JSON_INVALID at the value that cannot be read, with the position in the message
 */
export function parseStrictJson(text: string, valuesMax: number = JSON_VALUES_MAX): Json {
  const reader = new Reader(text, Math.min(valuesMax, JSON_VALUES_MAX));
  const value = reader.value(0);
  reader.end();
  return value;
}

const WHITE_SPACE = /[ \t\n\r]+/y;
const SPACE = 0x20;
const CHARACTERS = /[\u0020\u0021\u0023-\u005B\u005D-\uFFFF]+/y;
const CHARACTERS_BUT_SURROGATES = /[\u0020\u0021\u0023-\u005B\u005D-\uD7FF\uE000-\uFFFF]+/y;
// A bound on the repetition, because each round stays on the regular expression's stack.
const ESCAPES = /(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})){1,256}/y;
const INTEGER = /-?(?:0|[1-9][0-9]*)(?![0-9.eE])/y;
const LITERAL = /true|false|null/y;
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

class Reader {
  readonly #text: string;
  readonly #valuesMax: number;
  #at = 0;
  #values = 0;
  /** Fields and entries that lead to the value being read. */
  readonly #path: (string | number)[] = [];

  constructor(text: string, valuesMax: number) {
    this.#text = text;
    this.#valuesMax = valuesMax;
  }

  /** A value inside `depth` lists and objects. */
  value(depth: number): Json {
    this.#values += 1;
    if (this.#values > this.#valuesMax) this.#refuse(`more than ${this.#valuesMax} values`);
    this.#skipWhiteSpace();
    const first = this.#text[this.#at];
    if (first === '{') return this.#object(depth + 1);
    if (first === '[') return this.#array(depth + 1);
    if (first === '"') return this.#string();
    if (first === 't' || first === 'f' || first === 'n') return this.#literal();
    return this.#integer();
  }

  end(): void {
    this.#skipWhiteSpace();
    if (this.#at < this.#text.length) this.#refuse('something follows the value');
  }

  #object(depth: number): Json {
    const object: Record<string, Json> = {};
    let keys = 0;
    this.#list('}', depth, () => {
      this.#skipWhiteSpace();
      const key = this.#string();
      keys += 1;
      if (keys > JSON_KEYS_MAX) this.#refuse(`an object has more than ${JSON_KEYS_MAX} keys`);
      if (key === '__proto__') this.#refuse('the key __proto__ is not allowed');
      if (Object.hasOwn(object, key)) this.#refuse(`the key "${excerpt(key)}" stands twice`);
      this.#skipWhiteSpace();
      if (this.#text[this.#at] !== ':') this.#refuse('a colon is missing');
      this.#at += 1;
      object[key] = this.#inside(key, depth);
    });
    return object;
  }

  #array(depth: number): Json {
    const array: Json[] = [];
    this.#list(']', depth, () => array.push(this.#inside(array.length, depth)));
    return array;
  }

  #inside(step: string | number, depth: number): Json {
    this.#path.push(step);
    const value = this.value(depth);
    this.#path.pop();
    return value;
  }

  #list(close: string, depth: number, item: () => void): void {
    if (depth > JSON_DEPTH_MAX) this.#refuse(`nesting is deeper than ${JSON_DEPTH_MAX}`);
    this.#at += 1;
    this.#skipWhiteSpace();
    if (this.#text[this.#at] === close) {
      this.#at += 1;
      return;
    }
    for (;;) {
      item();
      this.#skipWhiteSpace();
      const next = this.#text[this.#at];
      this.#at += 1;
      if (next === close) return;
      if (next !== ',') this.#refuse(`expected "," or "${close}"`, this.#at - 1);
    }
  }

  #string(): string {
    const start = this.#at;
    if (this.#text[start] !== '"') this.#refuse('a string is expected');
    this.#at += 1;
    this.#skip(CHARACTERS_BUT_SURROGATES);
    return this.#text[this.#at] === '"' ? this.#text.slice(start + 1, this.#at++) : this.#restOfString(start);
  }

  /** Reads characters and escapes in turns, because one expression for both would try a long text in 2^n ways. */
  #restOfString(start: number): string {
    while (this.#skip(CHARACTERS) || this.#skip(ESCAPES));
    if (this.#text[this.#at] !== '"')
      this.#refuse('a string is not closed, or has a character to be escaped');
    this.#at += 1;
    const value = JSON.parse(this.#text.slice(start, this.#at)) as string;
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
    return Number.isSafeInteger(value)
      ? value
      : this.#refuse(`the number ${excerpt(raw)} cannot be read exactly`);
  }

  /** Returns the match at the position, and moves the position behind it. */
  #match(pattern: RegExp): string | undefined {
    const start = this.#at;
    return this.#skip(pattern) ? this.#text.slice(start, this.#at) : undefined;
  }

  #skipWhiteSpace(): void {
    // Usually there is none, and reading a character is faster than trying an expression.
    if (this.#text.charCodeAt(this.#at) <= SPACE) this.#skip(WHITE_SPACE);
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  #refuse(reason: string, at = this.#at): never {
    throw new ValidationError([
      {
        code: 'JSON_INVALID',
        path: this.#path.reduce(pointerTo, ''),
        message: `${reason} (at character ${at})`,
      },
    ]);
  }
}
