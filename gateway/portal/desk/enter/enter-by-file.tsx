import { useState } from 'react';
import { Button, DropZone, FileTrigger } from 'react-aria-components';
import { ledgerOfTrust, ledgerOnFirstContact } from '../../shared/identity/pinned-ledger.ts';
import { identityFromFile, type PinnedLedger } from '../../shared/identity/portal-identity.ts';
import { PortalError } from '../../shared/portal-error.ts';
import type { WayProps } from './enter.tsx';

/** No identity or trust file comes near it. */
const BYTES_MAX = 1_000_000;

/** Takes an identity file, and a trust file where there is one. The key is kept so that it cannot be read out. */
export function EnterByFile({ words, store, attempt, onChange }: WayProps) {
  const [pinned, setPinned] = useState<PinnedLedger>();

  const take = async (files: readonly File[]): Promise<void> =>
    await attempt(async () => {
      const texts = await Promise.all(
        files.filter(({ size }) => size <= BYTES_MAX).map((file) => file.text()),
      );
      const trust = texts
        .map(jsonIn)
        .find((value) => typeof value === 'object' && value !== null && 'authorities' in value);
      const ledger =
        trust === undefined ? await ledgerOnFirstContact(new URL(location.origin)) : ledgerOfTrust(trust);
      const identities = texts.filter((text) => text.includes('privateKey'));
      if (identities.length === 0) throw new PortalError('identity-unreadable');
      for (const text of identities)
        await store.keepIdentity(await identityFromFile(text, ledger, Date.now()));
      setPinned(trust === undefined ? ledger : undefined);
      onChange();
    });

  return (
    <section className="card">
      <h2>{words.enter.file}</h2>
      <p>{words.enter.fileLead}</p>
      <DropZone
        className="drop"
        onDrop={({ items }) => {
          const dropped = items
            .filter((item) => item.kind === 'file')
            .map(async (item) => await item.getFile());
          void Promise.all(dropped).then(take);
        }}
      >
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={['.json']}
          onSelect={(files) => void take([...(files ?? [])])}
        >
          <Button className="button">{words.enter.choose}</Button>
        </FileTrigger>
        <span className="quiet">{words.enter.drop}</span>
      </DropZone>
      {pinned !== undefined && <p className="note">{words.enter.firstContact(pinned.id.slice(0, 16))}</p>}
    </section>
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The file is then no trust file; whether it is an identity is judged next.
    return undefined;
  }
}
