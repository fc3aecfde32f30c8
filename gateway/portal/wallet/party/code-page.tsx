import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { partyCodeText } from '../../shared/party-code.ts';
import { Field, notesOf } from '../field.tsx';
import { useWallet } from '../held/wallet-context.ts';
import { CodePicture } from './code-picture.tsx';

/** The code by which the holder receives invoices. */
export function CodePage(): VNode {
  const { session, words } = useWallet();
  const { code } = session.identity;
  const [name, setName] = useState('');
  const [isCopied, setCopied] = useState(false);
  const text = partyCodeText(location.origin, { code, name: name.trim() });
  const field = { id: 'code-name', label: words.codeName, hint: words.codeNameHint };
  return (
    <>
      <h1>{words.codeTitle}</h1>
      <p class="lead">{words.codeLead}</p>
      <div class="card own-code">
        <CodePicture text={text} label={words.codeTitle} />
        <p class="party">{code}</p>
        <Field {...field}>
          <input
            type="text"
            autocomplete="name"
            maxLength={40}
            value={name}
            onInput={(event) => {
              setName(event.currentTarget.value);
              setCopied(false);
            }}
            {...notesOf(field)}
          />
        </Field>
        <button
          type="button"
          class="plain"
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {words.copy}
        </button>
        <p role="status">{isCopied && words.copied}</p>
      </div>
    </>
  );
}
