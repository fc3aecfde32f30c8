import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Language } from '../shared/words/language.ts';
import { CheckPage } from './check/check-page.tsx';
import { type Frame, FrameContext } from './frame.ts';
import { Header } from './header.tsx';
import { lazyPart } from './lazy-part.tsx';
import { useRoute } from './route.ts';
import { applySettings, themeAtStart } from './settings.ts';
import { type CheckWords, checkWordsIn } from './words/check/index.ts';

/** The wallet's code is loaded when a visitor first opens it. */
const Wallet = lazyPart(async () => (await import('./wallet.tsx')).Wallet);

interface Start {
  readonly language: Language;
  readonly words: CheckWords;
}

/** The pages: the check page at once, and the wallet when it is opened. */
export function App({ first }: { readonly first: Start }): VNode {
  const [{ language, words }, setStart] = useState(first);
  const [theme, setTheme] = useState(themeAtStart);
  useEffect(() => {
    applySettings(language, theme);
    document.title = words.title;
  }, [language, theme, words]);
  const frame = useMemo((): Frame => {
    const setLanguage = (next: Language): void => {
      // Without a network the language stays as it is.
      checkWordsIn(next).then(
        (texts) => setStart({ language: next, words: texts }),
        () => undefined,
      );
    };
    return { language, theme, words, setLanguage, setTheme };
  }, [language, theme, words]);
  const path = useRoute();
  return (
    <FrameContext.Provider value={frame}>
      <Header path={path} />
      <main>{path === '/' ? <CheckPage /> : <Wallet path={path} />}</main>
    </FrameContext.Provider>
  );
}
