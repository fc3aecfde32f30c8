import { useCallback, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { PortalIdentity } from '../shared/identity/portal-identity.ts';
import { Session } from '../shared/session.ts';
import { ownTerms } from '../shared/signing/terms.ts';
import { Store } from '../shared/store.ts';
import type { Language } from '../shared/words/language.ts';
import { Enter } from './enter/enter.tsx';
import { chosenLanguage, keepLanguage } from './settings.ts';
import { Shell } from './shell/shell.tsx';
import { type DeskWords, deskWordsIn } from './words/index.ts';

const CURRENT = 'fapiao-identity';

/** The desks: the way in until an identity is chosen, then the desk of its role. */
export function App() {
  const [language, setLanguage] = useState(chosenLanguage);
  const words = useWords(language);
  const [store, setStore] = useState<Store>();
  const [session, setSession] = useState<Session>();
  const [failure, setFailure] = useState<unknown>();

  useEffect(() => {
    openStore().then(
      ({ opened, identity }) => {
        setStore(opened);
        if (identity !== undefined) setSession(sessionOf(identity, opened));
      },
      (error: unknown) => setFailure(error),
    );
  }, []);

  const choose = useCallback((next: Language) => {
    keepLanguage(next);
    setLanguage(next);
  }, []);

  if (words === undefined) return null;
  if (failure !== undefined) return <p role="alert">{words.shared.faults['storage-unavailable']}</p>;
  if (store === undefined) return <p className="quiet">{words.loading}</p>;
  const common = { language, words, store, onLanguage: choose };
  return (
    <I18nProvider locale={language === 'en' ? 'en-US' : 'zh-CN'}>
      {session === undefined ? (
        <Enter {...common} onEnter={(identity) => setSession(entered(identity, store))} />
      ) : (
        <Shell
          {...common}
          key={session.identity.id}
          session={session}
          onLeave={() => {
            sessionStorage.removeItem(CURRENT);
            setSession(undefined);
          }}
        />
      )}
    </I18nProvider>
  );
}

function useWords(language: Language): DeskWords | undefined {
  const [words, setWords] = useState<DeskWords>();
  useEffect(() => {
    document.documentElement.lang = language;
    void deskWordsIn(language).then((loaded) => {
      document.title = loaded.app;
      setWords(loaded);
    });
  }, [language]);
  return words;
}

/** Opens the store. A tab goes on with the identity that it had, and a new tab asks. */
async function openStore(): Promise<{ opened: Store; identity: PortalIdentity | undefined }> {
  const opened = await Store.open();
  const id = sessionStorage.getItem(CURRENT);
  const identity = (await opened.identities()).find((candidate) => candidate.id === id);
  return { opened, identity };
}

function entered(identity: PortalIdentity, store: Store): Session {
  sessionStorage.setItem(CURRENT, identity.id);
  return sessionOf(identity, store);
}

function sessionOf(identity: PortalIdentity, store: Store): Session {
  return new Session({ gateway: new URL(location.origin), identity, store, ownTerms });
}
