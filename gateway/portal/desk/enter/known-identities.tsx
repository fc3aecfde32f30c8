import { formatInstant, isPersonId } from '@fapiao-ledger/core';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import type { PortalIdentity } from '../../shared/identity/portal-identity.ts';
import { beijingText } from '../../shared/moment.ts';
import { namesOf } from '../shell/own-name.ts';
import { ConfirmButton } from '../widgets/confirm-button.tsx';
import type { WayProps } from './enter.tsx';

interface KnownProps extends WayProps {
  readonly identities: readonly PortalIdentity[];
  readonly onEnter: (identity: PortalIdentity) => void;
}

/** The identities that this browser has. */
export function KnownIdentities({ words, store, attempt, onChange, identities, onEnter }: KnownProps) {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => void namesOf(store, identities).then(setNames), [store, identities]);
  return (
    <section className="card">
      <h2>{words.enter.again}</h2>
      <ul className="identities">
        {identities.map((identity) => (
          <li key={identity.id}>
            <Button className="button identity" onPress={() => onEnter(identity)}>
              <strong>
                {names.get(identity.id)} {identity.id}
              </strong>
              <span className="quiet">
                {kindOf(identity, words)} · {beijingText(instantOf(identity))}
              </span>
            </Button>
            <ConfirmButton
              label={words.enter.remove}
              question={words.enter.removeQuestion}
              words={words}
              onConfirm={() =>
                void attempt(async () => {
                  await store.forgetIdentity(identity.id);
                  onChange();
                })
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function kindOf({ role, code }: PortalIdentity, { roles, shared }: WayProps['words']): string {
  return role === 'taxpayer' && isPersonId(code) ? shared.values.PERSON : roles[role];
}

/** Returns the moment at which an identity came into this browser, UTC to the second. */
function instantOf({ addedAt }: PortalIdentity): string {
  return formatInstant(Math.floor(addedAt / 1_000));
}
