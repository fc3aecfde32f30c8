import type { Language, Translated } from '../../../shared/words/language.ts';
import type { en } from './en.ts';

/** What a dictionary of the wallet has. */
export type WalletWords = Translated<typeof en>;

/** Returns the dictionary of a language, which is loaded when it is first wanted. */
export async function walletWordsIn(language: Language): Promise<WalletWords> {
  return language === 'zh-CN' ? (await import('./zh-cn.ts')).zhCn : (await import('./en.ts')).en;
}
