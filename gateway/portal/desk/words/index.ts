import type { ErrorTexts } from '@fapiao-ledger/client/errors';
import { type Words, wordsIn } from '../../shared/words/index.ts';
import type { Language, Translated } from '../../shared/words/language.ts';
import type { en } from './en.ts';

/** The texts of the desks alone. */
export type Texts = Translated<typeof en>;

/** What a page of the desks reads its texts from: its own, and those of both bundles under `shared`. */
export interface DeskWords extends Texts {
  readonly shared: Words;
  /** Title and cure of each error code. */
  readonly errors: ErrorTexts;
  /** Returns what an error or a fault says of its case, which it carries in English; undefined without a translation. */
  readonly detailOf: (code: string, detail: string) => string | undefined;
}

/** Returns the dictionary of a language, which is loaded when it is first wanted. */
export async function deskWordsIn(language: Language): Promise<DeskWords> {
  const [own, ofErrors, shared] = await Promise.all([
    textsIn(language),
    errorTextsIn(language),
    wordsIn(language),
  ]);
  return { ...own, ...ofErrors, shared };
}

async function textsIn(language: Language): Promise<Texts> {
  return language === 'zh-CN' ? (await import('./zh-cn.ts')).zhCn : (await import('./en.ts')).en;
}

/** Each language is one module, which a page loads with one request. */
async function errorTextsIn(language: Language): Promise<Pick<DeskWords, 'errors' | 'detailOf'>> {
  return language === 'zh-CN' ? await import('./errors/zh-cn.ts') : await import('./errors/en.ts');
}
