import { isParticipantCode } from '@fapiao-ledger/core';
import type { TargetedEvent, VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { certificateRequest } from '../../shared/identity/certificate-request.ts';
import { newKey } from '../../shared/identity/key.ts';
import { ledgerOnFirstContact } from '../../shared/identity/pinned-ledger.ts';
import {
  identityFromCertificate,
  identityFromFile,
  type PinnedLedger,
  type PortalIdentity,
} from '../../shared/identity/portal-identity.ts';
import type { PendingKey, Store } from '../../shared/store.ts';
import { Field, notesOf } from '../field.tsx';
import type { WalletWords } from '../words/wallet/index.ts';
import { FileInput } from './file-input.tsx';
import { pseudonym } from './pseudonym.ts';

/** The organization that most platforms are. */
const PLATFORM = 'PlatformMSP';

interface WayInParts {
  readonly store: Store;
  readonly words: WalletWords;
  readonly faultText: (error: unknown) => string;
  readonly onIdentity: (identity: PortalIdentity) => void;
}

/** Opens the wallet by an identity file, or by a key that is made here and certified by the tax bureau. */
export function WayIn(parts: WayInParts): VNode {
  const { store, words, faultText, onIdentity } = parts;
  const [error, setError] = useState('');
  const [pending, setPending] = useState<readonly PendingKey[]>([]);
  const readPending = useCallback(async () => setPending(await store.pendingKeys()), [store]);
  useEffect(() => void readPending(), [readPending]);

  /** Keeps an identity. The ledger is pinned with it: no later answer of a gateway changes what is signed for. */
  const enter = async (make: (ledger: PinnedLedger) => Promise<PortalIdentity>): Promise<void> => {
    setError('');
    try {
      const identity = await make(await ledgerOnFirstContact(new URL(location.origin)));
      await store.keepIdentity(identity);
      for (const { id, key } of pending) if (key === identity.key) await store.forgetPending(id);
      await navigator.storage.persist();
      onIdentity(identity);
    } catch (problem) {
      setError(faultText(problem));
    }
  };
  const readFile = async (text: string): Promise<void> =>
    await enter(async (ledger) => await identityFromFile(text, ledger, Date.now()));
  const install = async ({ key, mspId }: PendingKey, certificate: string): Promise<void> =>
    await enter(async (ledger) => await identityFromCertificate(key, certificate, mspId, ledger, Date.now()));
  return (
    <>
      <h1>{words.wayIn}</h1>
      <p class="lead">{words.wayInLead}</p>
      {error !== '' && (
        <p class="notice bad" role="alert">
          {error}
        </p>
      )}
      <div class="ways">
        <section class="card" aria-labelledby="identity-file">
          <h2 id="identity-file">{words.identityFile}</h2>
          <FileInput
            id="identity"
            label={words.dropIdentity}
            accept=".json,application/json"
            onText={readFile}
          />
          <p class="hint">{words.identityHint}</p>
        </section>
        <RequestForm store={store} words={words} onMade={() => void readPending()} />
      </div>
      {pending.map((key) => (
        <Pending
          key={key.id}
          pending={key}
          words={words}
          onCertificate={async (text) => await install(key, text)}
          onDrop={() => void store.forgetPending(key.id).then(readPending)}
        />
      ))}
    </>
  );
}

interface RequestParts {
  readonly store: Store;
  readonly words: WalletWords;
  readonly onMade: () => void;
}

function RequestForm({ store, words, onMade }: RequestParts): VNode {
  const [code, setCode] = useState('');
  const [mspId, setMspId] = useState(PLATFORM);
  const [error, setError] = useState('');
  const type = (event: TargetedEvent<HTMLInputElement>): void => {
    setCode(event.currentTarget.value.trim().toUpperCase());
    setError('');
  };
  const make = async (): Promise<void> => {
    const { key, publicKey } = await newKey();
    const request = await certificateRequest({ key, publicKey }, code);
    await store.keepPending({ id: code, key, publicKey, request, mspId, madeAt: Date.now() });
    onMade();
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (isParticipantCode(code)) void make();
    else setError(words.ownCodeError);
  };
  const field = { id: 'own-code', label: words.ownCode, hint: words.ownCodeHint, error };
  return (
    <form class="card" noValidate onSubmit={submit}>
      <h2>{words.makeKey}</h2>
      <Field {...field}>
        <input
          type="text"
          autocomplete="off"
          maxLength={18}
          value={code}
          onInput={type}
          {...notesOf(field)}
        />
      </Field>
      <button type="button" class="plain spaced" onClick={() => setCode(pseudonym())}>
        {words.drawPseudonym}
      </button>
      <Field id="platform" label={words.platform}>
        <input
          id="platform"
          type="text"
          autocomplete="off"
          value={mspId}
          onInput={(event) => setMspId(event.currentTarget.value.trim())}
        />
      </Field>
      <button type="submit" class="primary">
        {words.makeRequest}
      </button>
    </form>
  );
}

interface PendingParts {
  readonly pending: PendingKey;
  readonly words: WalletWords;
  readonly onCertificate: (text: string) => Promise<void>;
  readonly onDrop: () => void;
}

function Pending({ pending, words, onCertificate, onDrop }: PendingParts): VNode {
  const request = `data:application/pkcs10,${encodeURIComponent(pending.request)}`;
  return (
    <section class="card pending">
      <h2>{words.pending}</h2>
      <p class="party">{pending.id}</p>
      <p class="hint">{words.pendingLead}</p>
      <p class="actions">
        <a class="plain" href={request} download={`${pending.id}.csr`}>
          {words.saveRequest}
        </a>
        <button type="button" class="plain" onClick={onDrop}>
          {words.dropKey}
        </button>
      </p>
      <FileInput
        id={`certificate-${pending.id}`}
        label={words.installCertificate}
        accept=".pem,.crt,.cer"
        onText={onCertificate}
      />
    </section>
  );
}
