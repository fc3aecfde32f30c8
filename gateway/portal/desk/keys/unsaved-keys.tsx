import type { ScopedKeyJson } from '@fapiao-ledger/core';
import { useCallback, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { useDesk } from '../desk.ts';
import { OpenRequests } from '../merchant/open-requests.tsx';
import { ConfirmButton } from '../widgets/confirm-button.tsx';
import type { KeptKey, KeptKeys } from './kept-keys.ts';

interface UnsavedProps {
  readonly kept: KeptKeys;
  /** Keys of the taxpayer on the ledger. */
  readonly registered: readonly ScopedKeyJson[];
  readonly onChange: () => void;
}

/** Keys that were made here and may have no identity file yet. */
export function UnsavedKeys({ kept, registered, onChange }: UnsavedProps) {
  const { words } = useDesk();
  const [keys, setKeys] = useState<readonly KeptKey[]>([]);
  const refresh = useCallback(() => void kept.all().then(setKeys), [kept]);
  useEffect(() => {
    // A list that is read anew may have a key that was not registered before.
    void registered;
    refresh();
  }, [refresh, registered]);
  if (keys.length === 0) return null;
  const texts = words.unsavedKeys;
  const entryOf = (key: KeptKey): ScopedKeyJson | undefined =>
    registered.find(({ publicKey }) => publicKey === key.publicKey);
  return (
    <>
      <OpenRequests onDone={onChange} />
      <section className="card note">
        <h2>{texts.title}</h2>
        <p>{texts.lead}</p>
        <ul className="drafts">
          {keys.map((key) => (
            <UnsavedKey
              key={key.publicKey}
              name={key.name}
              entry={entryOf(key)}
              onSave={(entry) => void kept.save(key, entry)}
              onForget={() => void kept.forget(key).then(refresh)}
            />
          ))}
        </ul>
      </section>
    </>
  );
}

interface UnsavedKeyProps {
  readonly name: string;
  readonly entry: ScopedKeyJson | undefined;
  readonly onSave: (entry: ScopedKeyJson) => void;
  readonly onForget: () => void;
}

function UnsavedKey({ name, entry, onSave, onForget }: UnsavedKeyProps) {
  const { words } = useDesk();
  const texts = words.unsavedKeys;
  const forgetting =
    entry === undefined
      ? { label: texts.drop, question: texts.dropQuestion }
      : { label: texts.saved, question: texts.savedQuestion };
  return (
    <li>
      <span>
        <strong>{name}</strong>{' '}
        <span className="quiet">{entry === undefined ? texts.unknown : texts.registered}</span>
      </span>
      {entry !== undefined && (
        <Button className="button primary" onPress={() => onSave(entry)}>
          {texts.save}
        </Button>
      )}
      <ConfirmButton {...forgetting} words={words} onConfirm={onForget} />
    </li>
  );
}
