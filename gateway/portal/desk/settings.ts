import { type Language, languageFor } from '../shared/words/language.ts';

/** Light, dark, or as the system is. */
export type Theme = 'system' | 'light' | 'dark';

const LANGUAGE = 'fapiao-language';
const THEME = 'fapiao-theme';

/** Returns the language that was chosen here, else the browser's. */
export function chosenLanguage(): Language {
  const kept = localStorage.getItem(LANGUAGE);
  return kept === 'en' || kept === 'zh-CN' ? kept : languageFor(navigator.languages);
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(LANGUAGE, language);
}

export function chosenTheme(): Theme {
  const kept = localStorage.getItem(THEME);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Keeps a theme and shows it: the stylesheet reads the attribute of the root. */
export function keepTheme(theme: Theme): void {
  localStorage.setItem(THEME, theme);
  showTheme(theme);
}

export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
