import {
  encodeBase64,
  identityFileText,
  isLaneName,
  KEY_SCOPES,
  type ScopedKeyJson,
} from '@fapiao-ledger/core';
import { useState } from 'react';
import { Button, Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import { useDesk } from '../desk.ts';
import { Field, MoneyField } from '../widgets/fields.tsx';
import { Tick } from '../widgets/icons.tsx';
import { saveFile } from '../widgets/save-file.ts';

type Scope = (typeof KEY_SCOPES)[number];

/** Makes a key for a till or a program, registers it, and saves its identity file. Only this key can be read out, for the file. */
export function NewKey({ onDone }: { readonly onDone: () => void }) {
  const { words, session, sign } = useDesk();
  const { fields } = words.shared;
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(['issue']);
  const [lane, setLane] = useState('');
  const [amountMax, setAmountMax] = useState('');
  const isReady = isLaneName(name) && scopes.length > 0 && (lane === '' || isLaneName(lane));

  const register = async (): Promise<void> => {
    const { privateKey, publicKey } = await crypto.subtle.generateKey(P256, true, ['sign']);
    const body = {
      name,
      publicKey: encodeBase64(new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))),
      scopes,
      ...(lane === '' ? {} : { lanes: [lane] }),
      ...(amountMax === '' ? {} : { amountMax }),
    };
    const answer = await sign<{ key: ScopedKeyJson }>({ operation: 'register-key', body });
    if (answer === undefined) return;
    const { code, mspId } = session.identity;
    const { keyEpoch } = answer.key;
    const pem = pemOf(await crypto.subtle.exportKey('pkcs8', privateKey));
    const file = {
      version: 1,
      mspId,
      code,
      role: 'taxpayer',
      certificate: '',
      keyEpoch,
      privateKey: pem,
    } as const;
    saveFile(`${name}.json`, 'application/json', [identityFileText(file)]);
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

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

function pemOf(pkcs8: ArrayBuffer): string {
  const lines = encodeBase64(new Uint8Array(pkcs8)).replaceAll(/.{1,64}/g, '$&\n');
  return `-----BEGIN PRIVATE KEY-----\n${lines}-----END PRIVATE KEY-----\n`;
}
