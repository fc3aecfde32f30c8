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
}

/** Returns the dictionary of a language, which is loaded when it is first wanted. */
export async function deskWordsIn(language: Language): Promise<DeskWords> {
  const [own, errors, shared] = await Promise.all([...textsIn(language), wordsIn(language)]);
  return { ...own, errors, shared };
}

function textsIn(language: Language): readonly [Promise<Texts>, Promise<ErrorTexts>] {
  if (language === 'zh-CN')
    return [
      import('./zh-cn.ts').then(({ zhCn }) => zhCn),
      import('@fapiao-ledger/client/errors/zh-cn').then(({ ERROR_TEXTS_ZH_CN }) => ERROR_TEXTS_ZH_CN),
    ];
  return [
    import('./en.ts').then(({ en }) => en),
    import('@fapiao-ledger/client/errors/en').then(({ ERROR_TEXTS_EN }) => ERROR_TEXTS_EN),
  ];
}
