import { useCallback, useEffect, useState } from 'react';
import type { PortalIdentity } from '../../shared/identity/portal-identity.ts';
import type { Store } from '../../shared/store.ts';
import type { Language } from '../../shared/words/language.ts';
import { useRoute } from '../route.ts';
import { Preferences } from '../shell/preferences.tsx';
import { failureText } from '../widgets/failure-text.ts';
import type { DeskWords } from '../words/index.ts';
import { EnterByFile } from './enter-by-file.tsx';
import { EnterByKey } from './enter-by-key.tsx';
import { EnterByToken } from './enter-by-token.tsx';
import { KnownIdentities } from './known-identities.tsx';

export interface EnterProps {
  readonly language: Language;
  readonly words: DeskWords;
  readonly store: Store;
  readonly onLanguage: (language: Language) => void;
  readonly onEnter: (identity: PortalIdentity) => void;
}

/** What each way of entering works with. */
export interface WayProps {
  readonly words: DeskWords;
  readonly store: Store;
  /** Runs a step and shows its failure. */
  readonly attempt: (step: () => Promise<void>) => Promise<void>;
  /** Tells that the identities in this browser have changed. */
  readonly onChange: () => void;
}

/** The page on which a person chooses or brings an identity. */
export function Enter({ language, words, store, onLanguage, onEnter }: EnterProps) {
  const { parts } = useRoute();
  const [identities, setIdentities] = useState<readonly PortalIdentity[]>([]);
  const [failure, setFailure] = useState<string>();
  const refresh = useCallback(() => void store.identities().then(setIdentities), [store]);
  useEffect(refresh, [refresh]);

  const attempt = async (step: () => Promise<void>): Promise<void> => {
    setFailure(undefined);
    try {
      await step();
    } catch (error) {
      setFailure(failureText(error, words).title);
    }
  };
  const way = { words, store, attempt, onChange: refresh };
  const token = parts[0] === 'enter' ? parts[1] : undefined;
  return (
    <main className="enter">
      <header className="enter-head">
        <h1>{words.app}</h1>
        <Preferences language={language} words={words} onLanguage={onLanguage} />
      </header>
      <p className="quiet">{words.enter.lead}</p>
      {failure !== undefined && (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
      {token !== undefined && <EnterByToken {...way} token={token} />}
      {identities.length > 0 && <KnownIdentities {...way} identities={identities} onEnter={onEnter} />}
      <EnterByFile {...way} />
      <EnterByKey {...way} />
    </main>
  );
}
