import type { en } from './en.ts';
import type { Language, Translated } from './language.ts';

/** What a dictionary of both bundles has. */
export type Words = Translated<typeof en>;

/** Returns the dictionary of a language, which is loaded when it is first wanted. */
export async function wordsIn(language: Language): Promise<Words> {
  return language === 'zh-CN' ? (await import('./zh-cn.ts')).zhCn : (await import('./en.ts')).en;
}

/** Returns a text of a dictionary by a key that may be unknown, or the key itself. */
export function textFor(texts: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(texts, key) ? (texts[key] ?? key) : key;
}
