import { LANGUAGES, type Language, languageFor } from '../shared/words/language.ts';

/** Names under which the desks keep both too. */
const LANGUAGE = 'fapiao-language';
const THEME = 'fapiao-theme';
const HOLDER = 'fapiao-wallet-identity';

/** How the pages look: as the system asks, or always in one way. */
export type Theme = 'system' | 'light' | 'dark';

export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** Returns the language of the last visit, or the one that the browser prefers. */
export function languageAtStart(): Language {
  return LANGUAGES.find((language) => language === remembered(LANGUAGE)) ?? languageFor(navigator.languages);
}

/** Returns the look of the last visit. */
export function themeAtStart(): Theme {
  return THEMES.find((theme) => theme === remembered(THEME)) ?? 'system';
}

/** Shows the pages in a look and a language, and keeps both for the next visit. */
export function applySettings(language: Language, theme: Theme): void {
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme;
  remember(LANGUAGE, language);
  remember(THEME, theme);
}

/** Returns the identity that was used last in the wallet. */
export function holderAtStart(): string | null {
  return remembered(HOLDER);
}

/** Keeps which identity is used in the wallet. */
export function keepHolder(id: string): void {
  remember(HOLDER, id);
}

/** Returns a setting of the last visit; null in a browser that denies storage, which it does by throwing. */
function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Without storage the visitor chooses again at the next visit.
  }
}
