import { useState } from 'react';
import { LANGUAGES, type Language } from '../../shared/words/language.ts';
import { chosenTheme, keepTheme, type Theme } from '../settings.ts';
import { Choice } from '../widgets/choice.tsx';
import type { DeskWords } from '../words/index.ts';

interface PreferencesProps {
  readonly language: Language;
  readonly words: DeskWords;
  readonly onLanguage: (language: Language) => void;
}

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '中文' };
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** Language and appearance. */
export function Preferences({ language, words, onLanguage }: PreferencesProps) {
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <div className="preferences">
      <Choice
        label={words.language}
        value={language}
        options={LANGUAGES.map((id) => ({ id, text: LANGUAGE_NAMES[id] }))}
        onChange={onLanguage}
        isLabelHidden
      />
      <Choice
        label={words.theme}
        value={theme}
        options={THEMES.map((id) => ({ id, text: words.themes[id] }))}
        onChange={(chosen) => {
          keepTheme(chosen);
          setTheme(chosen);
        }}
        isLabelHidden
      />
    </div>
  );
}
