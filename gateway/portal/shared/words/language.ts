/** Languages of the portal. */
export type Language = 'en' | 'zh-CN';

export const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];

/** Returns the language for a list of preferred ones, such as `navigator.languages`: Chinese when the first known one is. */
export function languageFor(preferred: readonly string[]): Language {
  const known = preferred.find((tag) => /^(zh|en)\b/i.test(tag)) ?? 'zh-CN';
  return /^zh/i.test(known) ? 'zh-CN' : 'en';
}

/** The type of a dictionary: the keys of the first one, and texts or functions that return a text. */
export type Translated<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string
    ? string
    : Words[Key] extends (...values: infer Values) => string
      ? (...values: Values) => string
      : Translated<Words[Key]>;
};
