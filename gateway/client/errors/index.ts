import { ERROR_TEXTS_EN } from './en.js';
import type { CodeWithText, ErrorText, ErrorTexts } from './error-text.js';
import { detailInChinese } from './zh-cn/details.js';
import { ERROR_TEXTS_ZH_CN } from './zh-cn.js';

export type { CodeWithText, ErrorText, ErrorTexts } from './error-text.js';

/** The languages of the texts, as BCP 47 writes them. */
export const LANGUAGES = ['en', 'zh-CN'] as const;
/** A language of the texts. */
export type Language = (typeof LANGUAGES)[number];

const TEXTS: Readonly<Record<Language, ErrorTexts>> = { en: ERROR_TEXTS_EN, 'zh-CN': ERROR_TEXTS_ZH_CN };

/**
 * Returns what a code means and what to do about it. A page that shows one language imports that language alone:
 * `@fapiao-ledger/client/errors/zh-cn`.
 */
export function errorText(code: CodeWithText, language: Language): ErrorText {
  return TEXTS[language][code];
}

/** Returns whether a text is a code that has texts; an answer of a newer gateway may have others. */
export function isCodeWithText(code: string): code is CodeWithText {
  return Object.hasOwn(ERROR_TEXTS_ZH_CN, code);
}

/** Returns the detail of an error or fault in a language: in English, as it came, when its sentence has no translation. */
export function errorDetail(code: string, detail: string, language: Language): string {
  return language === 'zh-CN' ? (detailInChinese(code, detail) ?? detail) : detail;
}
