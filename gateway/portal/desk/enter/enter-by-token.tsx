import { useState } from 'react';
import { Button, Checkbox } from 'react-aria-components';
import { enterByToken } from '../../shared/identity/way-in.ts';
import { go } from '../route.ts';
import { Tick } from '../widgets/icons.tsx';
import type { WayProps } from './enter.tsx';

/** Enters with the token that `npm start` has printed. Nothing is sent before the person says so. */
export function EnterByToken({
  words,
  store,
  attempt,
  onChange,
  token,
}: WayProps & { readonly token: string }) {
  const [samples, setSamples] = useState(true);
  const [isBusy, setBusy] = useState(false);

  const enter = async (): Promise<void> => {
    setBusy(true);
    await attempt(async () => {
      const identities = await enterByToken(new URL(location.origin), token, samples, Date.now());
      for (const identity of identities) await store.replaceIdentity(identity);
      go('#/', { replace: true });
      onChange();
    });
    setBusy(false);
  };

  return (
    <section className="card">
      <h2>{words.enter.wayIn}</h2>
      <p>{words.enter.wayInLead}</p>
      <Checkbox isSelected={samples} onChange={setSamples} className="checkbox">
        <span className="box">
          <Tick />
        </span>
        {words.enter.wayInSamples}
      </Checkbox>
      <Button className="button primary" isDisabled={isBusy} onPress={() => void enter()}>
        {isBusy ? words.loading : words.enter.wayInGo}
      </Button>
    </section>
  );
}
