import type { CodeWithText } from './error-text.js';

/** English sentences of errors, with names in braces for the values, and the same sentences in another language. */
export type DetailTexts = { readonly [Code in CodeWithText]?: Readonly<Record<string, string>> };

/**
 * Returns the detail of an error or fault in another language; undefined when it is none of these sentences. Errors carry their values
 * in an English sentence alone. People read the result; programs use the code.
 *
 * @param terms words for values that are terms, such as GENERAL
 */
export function translatedDetail(
  detail: string,
  sentences: Readonly<Record<string, string>> | undefined,
  terms: Readonly<Record<string, string>>,
): string | undefined {
  for (const [english, other] of Object.entries(sentences ?? {})) {
    const values = valuesIn(detail, english);
    if (values !== undefined)
      return other.replace(NAME, (_whole, name: string) => {
        const value = values.get(name) ?? '';
        return Object.hasOwn(terms, value) ? (terms[value] ?? value) : value;
      });
  }
  return undefined;
}

const NAME = /\{([A-Za-z]+)\}/g;

/** Returns the values of a sentence in time linear in its length; undefined when the detail is another sentence. */
function valuesIn(detail: string, sentence: string): ReadonlyMap<string, string> | undefined {
  const [first = '', ...rest] = sentence.split(NAME);
  if (!detail.startsWith(first)) return undefined;
  const values = new Map<string, string>();
  let at = first.length;
  for (let index = 0; index < rest.length; index += 2) {
    const [name = '', literal = ''] = rest.slice(index, index + 2);
    const end = index + 2 === rest.length ? endOf(detail, literal) : detail.indexOf(literal, at);
    if (end < at) return undefined;
    values.set(name, detail.slice(at, end));
    at = end + literal.length;
  }
  return at === detail.length ? values : undefined;
}

/** Returns where the last words of a detail begin; -1 when it ends otherwise. */
function endOf(detail: string, words: string): number {
  return detail.endsWith(words) ? detail.length - words.length : -1;
}
