import { isLaneName, KEY_SCOPES, type ScopedKeyJson } from '@fapiao-ledger/core';
import { useState } from 'react';
import { Button, Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import { useDesk } from '../desk.ts';
import { Field, MoneyField } from '../widgets/fields.tsx';
import { Tick } from '../widgets/icons.tsx';
import type { KeptKeys } from './kept-keys.ts';

type Scope = (typeof KEY_SCOPES)[number];

/** Makes a key for a till or a program, registers it, and saves its identity file. Only this key can be read out, for the file. */
export function NewKey({ kept, onDone }: { readonly kept: KeptKeys; readonly onDone: () => void }) {
  const { words, sign } = useDesk();
  const { fields } = words.shared;
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(['issue']);
  const [lane, setLane] = useState('');
  const [amountMax, setAmountMax] = useState('');
  const isReady = isLaneName(name) && scopes.length > 0 && (lane === '' || isLaneName(lane));

  const register = async (): Promise<void> => {
    const key = await kept.make(name);
    const body = {
      ...{ name, publicKey: key.publicKey, scopes },
      ...(lane === '' ? {} : { lanes: [lane] }),
      ...(amountMax === '' ? {} : { amountMax }),
    };
    const answer = await sign<{ key?: ScopedKeyJson }>({ operation: 'register-key', body });
    if (answer === undefined) await kept.forgetUnlessOpen(key);
    // An answer about another key leaves this one kept: the list of keys then says whether it is registered.
    else if (answer.key?.publicKey === key.publicKey) await kept.save(key, answer.key);
    onDone();
  };

  return (
    <section className="card">
      <h2>{words.keys.make}</h2>
      <p>{words.keys.lead}</p>
      <div className="row">
        <Field label={fields.name} value={name} onChange={setName} />
        <CheckboxGroup
          className="field"
          value={[...scopes]}
          onChange={(chosen) => setScopes(KEY_SCOPES.filter((scope) => chosen.includes(scope)))}
        >
          <Label>{fields.scopes}</Label>
          <div className="row">
            {KEY_SCOPES.map((scope) => (
              <Checkbox key={scope} value={scope} className="checkbox">
                <span className="box">
                  <Tick />
                </span>
                {words.keys.scopes[scope]}
              </Checkbox>
            ))}
          </div>
        </CheckboxGroup>
        <Field label={fields.lane} value={lane} onChange={setLane} />
        <MoneyField label={fields.amountMax} value={amountMax} onChange={setAmountMax} />
        <Button className="button primary" isDisabled={!isReady} onPress={() => void register()}>
          {words.keys.make}
        </Button>
      </div>
    </section>
  );
}
