import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { PortalIdentity } from './identity/portal-identity.ts';
import { PortalError } from './portal-error.ts';
import type { OpenRequest } from './signing/open-request.ts';

/** A key that waits for its certificate. */
export interface PendingKey {
  readonly id: string;
  readonly key: CryptoKey;
  readonly publicKey: string;
  readonly request: string;
  readonly mspId: string;
  readonly madeAt: number;
}

/** Things that one identity keeps in this browser alone: drafts, customers, items, columns, copies of invoices. */
interface KeptRecord {
  /** Identity, kind and name: `identity/kind/name`. */
  readonly id: string;
  readonly identity: string;
  readonly kind: string;
  readonly keptAt: number;
  readonly value: unknown;
}

interface PortalSchema extends DBSchema {
  identities: { key: string; value: PortalIdentity };
  pending: { key: string; value: PendingKey };
  requests: { key: string; value: OpenRequest; indexes: { identity: string } };
  records: { key: string; value: KeptRecord; indexes: { kind: [string, string] } };
}

/** Where pages of one browser tell each other that open requests may have changed. */
const REQUESTS = 'fapiao-requests';

/** What the portal keeps in this browser. */
export class Store {
  readonly #database: IDBPDatabase<PortalSchema>;
  readonly #announced = new BroadcastChannel(REQUESTS);

  private constructor(database: IDBPDatabase<PortalSchema>) {
    this.#database = database;
  }

  /** @throws {PortalError} storage-unavailable, as in a private window that has no storage */
  static async open(name = 'fapiao'): Promise<Store> {
    try {
      const database = await openDB<PortalSchema>(name, 1, {
        upgrade(db) {
          db.createObjectStore('identities', { keyPath: 'id' });
          db.createObjectStore('pending', { keyPath: 'id' });
          db.createObjectStore('requests', { keyPath: 'requestId' }).createIndex('identity', 'identity');
          db.createObjectStore('records', { keyPath: 'id' }).createIndex('kind', ['identity', 'kind']);
        },
      });
      return new Store(database);
    } catch (cause) {
      throw new PortalError('storage-unavailable', { cause });
    }
  }

  async identities(): Promise<readonly PortalIdentity[]> {
    const all = await this.#database.getAll('identities');
    return all.toSorted((one, other) => other.addedAt - one.addedAt);
  }

  /** @throws {PortalError} ledger-other when the identity is here for another ledger: its drafts and open requests are for that one */
  async keepIdentity(identity: PortalIdentity): Promise<void> {
    const change = this.#database.transaction('identities', 'readwrite');
    const before = await change.store.get(identity.id);
    if (before !== undefined && before.ledger.id !== identity.ledger.id)
      throw new PortalError('ledger-other');
    await Promise.all([change.store.put(identity), change.done]);
  }

  /** Keeps an identity that the operator of this machine hands over. One of another ledger goes, with all that it kept. */
  async replaceIdentity(identity: PortalIdentity): Promise<void> {
    const before = await this.#database.get('identities', identity.id);
    if (before !== undefined && before.ledger.id !== identity.ledger.id)
      await this.forgetIdentity(identity.id);
    await this.keepIdentity(identity);
  }

  /** Removes an identity and all that it kept here. A key made here is lost for good. */
  async forgetIdentity(id: string): Promise<void> {
    const change = this.#database.transaction(['identities', 'records', 'requests'], 'readwrite');
    await change.objectStore('identities').delete(id);
    const records = change.objectStore('records');
    for (const record of await records.getAll()) if (record.identity === id) await records.delete(record.id);
    const requests = change.objectStore('requests');
    for (const key of await requests.index('identity').getAllKeys(id)) await requests.delete(key);
    await change.done;
  }

  async pendingKeys(): Promise<readonly PendingKey[]> {
    return await this.#database.getAll('pending');
  }

  /** @throws {PortalError} request-pending when a key waits under this code: replacing it would lose it for good */
  async keepPending(pending: PendingKey): Promise<void> {
    const change = this.#database.transaction('pending', 'readwrite');
    if ((await change.store.get(pending.id)) !== undefined) throw new PortalError('request-pending');
    await Promise.all([change.store.put(pending), change.done]);
  }

  async forgetPending(id: string): Promise<void> {
    await this.#database.delete('pending', id);
  }

  /** Writes a request before its statement leaves, durably, so that a crash cannot make its outcome unknowable. */
  async keepRequest(request: OpenRequest): Promise<void> {
    const change = this.#database.transaction('requests', 'readwrite', { durability: 'strict' });
    await Promise.all([change.store.put(request), change.done]);
  }

  async forgetRequest(requestId: string): Promise<void> {
    await this.#database.delete('requests', requestId);
  }

  async openRequests(identity: string): Promise<readonly OpenRequest[]> {
    return await this.#database.getAllFromIndex('requests', 'identity', identity);
  }

  /** Tells all pages, of this tab and others, that an act has ended. Before its end its request is under way, and not one to send again. */
  announceRequests(): void {
    this.#announced.postMessage('ended');
  }

  /** Calls a listener whenever an act has ended, in this tab or another. Returns the way to stop. */
  watchRequests(listener: () => void): () => void {
    const channel = new BroadcastChannel(REQUESTS);
    channel.addEventListener('message', listener);
    return () => channel.close();
  }

  /** Returns what an identity keeps of a kind, newest first. */
  async records<T>(identity: string, kind: string): Promise<readonly { name: string; value: T }[]> {
    const found = await this.#database.getAllFromIndex('records', 'kind', [identity, kind]);
    const start = `${identity}/${kind}/`.length;
    return found
      .toSorted((one, other) => other.keptAt - one.keptAt)
      .map(({ id, value }) => ({ name: id.slice(start), value: value as T }));
  }

  async keepRecord(identity: string, kind: string, name: string, value: unknown, now: number): Promise<void> {
    const id = `${identity}/${kind}/${name}`;
    await this.#database.put('records', { id, identity, kind, keptAt: now, value });
  }

  async forgetRecord(identity: string, kind: string, name: string): Promise<void> {
    await this.#database.delete('records', `${identity}/${kind}/${name}`);
  }

  close(): void {
    this.#announced.close();
    this.#database.close();
  }
}
