import { encodeBase64, identityFileText, type ScopedKeyJson } from '@fapiao-ledger/core';
import type { PortalIdentity } from '../../shared/identity/portal-identity.ts';
import type { Session } from '../../shared/session.ts';
import type { Store } from '../../shared/store.ts';
import { saveFile } from '../widgets/save-file.ts';

const KIND = 'till-key';
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** A key of a till whose identity file may not have been saved yet. */
export interface KeptKey {
  /** Base64 of its public key, by which the ledger's list names it. */
  readonly publicKey: string;
  readonly name: string;
  readonly privateKey: CryptoKey;
}

/**
 * The keys of tills that were made here and may have no identity file yet. A key is kept before its registration leaves: when the answer is lost
 * or the page is closed, the registered key still gets its file. It is removed when the person says that the file is there: a page does not learn
 * whether the browser has saved a file, or the person has canceled the dialog.
 */
export class KeptKeys {
  readonly #session: Session;
  readonly #store: Store;

  constructor({ session, store }: { readonly session: Session; readonly store: Store }) {
    this.#session = session;
    this.#store = store;
  }

  /** Returns a new key, kept. It can be read out, for its file. */
  async make(name: string): Promise<KeptKey> {
    const { privateKey, publicKey } = await crypto.subtle.generateKey(P256, true, ['sign']);
    const spki = encodeBase64(new Uint8Array(await crypto.subtle.exportKey('spki', publicKey)));
    const key: KeptKey = { publicKey: spki, name, privateKey };
    await this.#store.keepRecord(this.#session.identity.id, KIND, spki, key, Date.now());
    return key;
  }

  async all(): Promise<readonly KeptKey[]> {
    const records = await this.#store.records<KeptKey>(this.#session.identity.id, KIND);
    return records.map(({ value }) => value);
  }

  async forget({ publicKey }: KeptKey): Promise<void> {
    await this.#store.forgetRecord(this.#session.identity.id, KIND, publicKey);
  }

  /** Removes a key whose registration did not leave or was refused; one whose outcome is unknown stays. */
  async forgetUnlessOpen(key: KeptKey): Promise<void> {
    const open = await this.#session.openRequests();
    const isOpen = open.some(({ body }) => JSON.stringify(body).includes(JSON.stringify(key.publicKey)));
    if (!isOpen) await this.forget(key);
  }

  /** Offers the identity file of a registered key. The key stays, so that a file that was not saved, or has a wrong epoch, can be made again. */
  async save(key: KeptKey, { keyEpoch }: Pick<ScopedKeyJson, 'keyEpoch'>): Promise<void> {
    saveFile(`${key.name}.json`, 'application/json', [await fileText(key, keyEpoch, this.#session.identity)]);
  }
}

async function fileText(
  { privateKey }: KeptKey,
  keyEpoch: string,
  { code, mspId }: Pick<PortalIdentity, 'code' | 'mspId'>,
): Promise<string> {
  const pem = pemOf(await crypto.subtle.exportKey('pkcs8', privateKey));
  const common = { version: 1, mspId, code, role: 'taxpayer', certificate: '' } as const;
  return identityFileText({ ...common, keyEpoch, privateKey: pem });
}

function pemOf(pkcs8: ArrayBuffer): string {
  const lines = encodeBase64(new Uint8Array(pkcs8)).replaceAll(/.{1,64}/g, '$&\n');
  return `-----BEGIN PRIVATE KEY-----\n${lines}-----END PRIVATE KEY-----\n`;
}
