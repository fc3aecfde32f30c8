import type { Language } from '../language.ts';
import type { SigningWords } from '../signing-words.ts';

/** Acts of a holder in the wallet. */
export type HolderOperation = 'transfer' | 'lock';

/** The texts of what a holder signs. */
export type HolderWords = SigningWords<HolderOperation>;

/** Returns the texts in a language, which are loaded when they are first wanted. */
export async function holderWordsIn(language: Language): Promise<HolderWords> {
  return language === 'zh-CN' ? (await import('./zh-cn.ts')).holderZhCn : (await import('./en.ts')).holderEn;
}
