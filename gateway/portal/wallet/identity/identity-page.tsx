import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import type { PortalIdentity } from '../../shared/identity/portal-identity.ts';
import { Facts } from '../facts.tsx';
import { momentText } from '../held/as-of.tsx';
import { useWallet } from '../held/wallet-context.ts';

interface IdentityParts {
  readonly identities: readonly PortalIdentity[];
  readonly onUse: (id: string) => void;
  readonly onForget: (id: string) => void;
  readonly onAnother: () => void;
}

/** The identities in this browser: which one acts, another one, and how to remove one. */
export function IdentityPage({ identities, onUse, onForget, onAnother }: IdentityParts): VNode {
  const { session, words } = useWallet();
  return (
    <>
      <h1>{words.identity}</h1>
      <p class="lead">{words.identityLead}</p>
      {identities.map((identity) => (
        <Identity
          key={identity.id}
          identity={identity}
          isUsed={identity.id === session.identity.id}
          onUse={() => onUse(identity.id)}
          onForget={() => onForget(identity.id)}
        />
      ))}
      <p class="actions">
        <button type="button" class="plain" onClick={onAnother}>
          {words.another}
        </button>
      </p>
    </>
  );
}

interface OneParts {
  readonly identity: PortalIdentity;
  readonly isUsed: boolean;
  readonly onUse: () => void;
  readonly onForget: () => void;
}

function Identity({ identity, isUsed, onUse, onForget }: OneParts): VNode {
  const { words } = useWallet();
  const question = useRef<HTMLDialogElement>(null);
  const { id, code, mspId, ledger, addedAt } = identity;
  return (
    <section class="card pending">
      <p class="party">{code}</p>
      <Facts
        rows={[
          [words.platform, mspId],
          [words.ledger, `${ledger.id.slice(0, 16)}…/${ledger.contract}`],
          [words.since, momentText(addedAt)],
        ]}
      />
      <p class="actions">
        {!isUsed && (
          <button type="button" class="plain" onClick={onUse}>
            {words.use}
          </button>
        )}
        <button type="button" class="plain" onClick={() => question.current?.showModal()}>
          {words.forget}
        </button>
      </p>
      <dialog ref={question} class="confirm" aria-labelledby={`forget-${id}`}>
        <h2 id={`forget-${id}`}>
          {words.forget}: {code}
        </h2>
        <p class="notice bad">{words.forgetQuestion}</p>
        <p class="actions">
          <button type="button" class="plain" onClick={() => question.current?.close()}>
            {words.keep}
          </button>
          <button type="button" class="primary" onClick={onForget}>
            {words.forget}
          </button>
        </p>
      </dialog>
    </section>
  );
}
