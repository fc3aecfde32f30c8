import { type Words, wordsIn } from '../../shared/words/index.ts';
import type { Language, Translated } from '../../shared/words/language.ts';
import type { en } from './en.ts';

/** The texts of the desks alone. */
export type Texts = Translated<typeof en>;

/** What a page of the desks reads its texts from: its own, and those of both bundles under `shared`. */
export interface DeskWords extends Texts {
  readonly shared: Words;
}

/** Returns the dictionary of a language, which is loaded when it is first wanted. */
export async function deskWordsIn(language: Language): Promise<DeskWords> {
  const [own, shared] = await Promise.all([
    language === 'zh-CN'
      ? import('./zh-cn.ts').then(({ zhCn }) => zhCn)
      : import('./en.ts').then(({ en }) => en),
    wordsIn(language),
  ]);
  return { ...own, shared };
}
