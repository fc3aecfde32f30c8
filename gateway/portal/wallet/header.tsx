import type { VNode } from 'preact';
import { useFrame } from './frame.ts';
import { THEMES, type Theme } from './settings.ts';
import { Tabs } from './tabs.tsx';

/** The name of the site, its navigation, and the choice of language and look. */
export function Header({ path }: { readonly path: string }): VNode {
  const { language, theme, words, setLanguage, setTheme } = useFrame();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <header>
      <p class="brand">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <span>{words.brand}</span>
      </p>
      <Tabs path={path} />
      <p class="choices">
        <select
          aria-label={words.theme}
          value={theme}
          onChange={(event) => setTheme(event.currentTarget.value as Theme)}
        >
          {THEMES.map((name) => (
            <option key={name} value={name}>
              {words[name]}
            </option>
          ))}
        </select>
        <button type="button" class="plain" lang={other} onClick={() => setLanguage(other)}>
          {other === 'en' ? 'English' : '中文'}
        </button>
      </p>
    </header>
  );
}
