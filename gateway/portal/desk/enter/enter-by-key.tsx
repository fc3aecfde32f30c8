import { BUREAU_MSP, isOfficerCode, isParticipantCode } from '@fapiao-ledger/core';
import { useCallback, useEffect, useState } from 'react';
import { Button, Input, Label, TextArea, TextField } from 'react-aria-components';
import { certificateRequest } from '../../shared/identity/certificate-request.ts';
import { newKey } from '../../shared/identity/key.ts';
import { ledgerOnFirstContact } from '../../shared/identity/pinned-ledger.ts';
import { identityFromCertificate } from '../../shared/identity/portal-identity.ts';
import type { PendingKey } from '../../shared/store.ts';
import { saveFile } from '../widgets/save-file.ts';
import type { WayProps } from './enter.tsx';

/** Organization whose gateways relay what taxpayers sign. */
const PLATFORM_MSP = 'PlatformMSP';

/** Makes a key in this browser, and installs the certificate that the bureau gives for its request. */
export function EnterByKey({ words, store, attempt, onChange }: WayProps) {
  const [code, setCode] = useState('');
  const [pending, setPending] = useState<readonly PendingKey[]>([]);
  const refresh = useCallback(() => void store.pendingKeys().then(setPending), [store]);
  useEffect(refresh, [refresh]);
  const isCode = isParticipantCode(code) || isOfficerCode(code);

  const make = async (): Promise<void> =>
    await attempt(async () => {
      const made = await newKey();
      const request = await certificateRequest(made, code);
      const mspId = isOfficerCode(code) ? BUREAU_MSP : PLATFORM_MSP;
      await store.keepPending({ id: code, ...made, request, mspId, madeAt: Date.now() });
      refresh();
    });

  const install = async ({ id, key, mspId }: PendingKey, certificate: string): Promise<void> =>
    await attempt(async () => {
      const ledger = await ledgerOnFirstContact(new URL(location.origin));
      await store.keepIdentity(await identityFromCertificate(key, certificate, mspId, ledger, Date.now()));
      await store.forgetPending(id);
      refresh();
      onChange();
    });

  return (
    <section className="card">
      <h2>{words.enter.request}</h2>
      <p>{words.enter.requestLead}</p>
      <div className="row">
        <TextField
          className="field wide"
          value={code}
          onChange={(text) => setCode(text.trim().toUpperCase())}
        >
          <Label>{words.enter.code}</Label>
          <Input />
        </TextField>
        <Button className="button" isDisabled={!isCode} onPress={() => void make()}>
          {words.enter.makeKey}
        </Button>
      </div>
      {pending.map((key) => (
        <PendingCertificate
          key={key.id}
          words={words}
          pending={key}
          onInstall={(text) => void install(key, text)}
        />
      ))}
    </section>
  );
}

interface PendingProps extends Pick<WayProps, 'words'> {
  readonly pending: PendingKey;
  readonly onInstall: (certificate: string) => void;
}

function PendingCertificate({ words, pending, onInstall }: PendingProps) {
  const [certificate, setCertificate] = useState('');
  return (
    <div className="pending">
      <div className="row">
        <span>
          {words.enter.pending}: <strong>{pending.id}</strong>
        </span>
        <Button
          className="button"
          onPress={() => saveFile(`${pending.id}.csr`, 'application/pkcs10', [pending.request])}
        >
          {words.enter.saveRequest}
        </Button>
      </div>
      <TextField className="field" value={certificate} onChange={setCertificate}>
        <Label>{words.enter.certificate}</Label>
        <TextArea rows={3} />
      </TextField>
      <Button
        className="button"
        isDisabled={certificate === ''}
        onPress={() => onInstall(`${certificate.trim()}\n`)}
      >
        {words.enter.install}
      </Button>
    </div>
  );
}
