import type { Language, Translated } from '../../../shared/words/language.ts';
import type { en } from './en.ts';

/** What a dictionary of the check page has. */
export type CheckWords = Translated<typeof en>;

/** A text of the check page, by its key. */
export type CheckWord = keyof CheckWords;

/** Returns the dictionary of a language, which is loaded when it is first wanted. */
export async function checkWordsIn(language: Language): Promise<CheckWords> {
  return language === 'zh-CN' ? (await import('./zh-cn.ts')).zhCn : (await import('./en.ts')).en;
}
