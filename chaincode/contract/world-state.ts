import type { ChaincodeStub } from 'fabric-shim';
import { canonicalJson, type StateDocuments, type StateKey, type StateKind } from '#core';

/**
 * JSON documents by key, as one transaction sees them. A peer answers reads with what was committed
 * before, so documents this transaction has written are kept here and read back from here.
 */
export class WorldState {
  readonly #stub: ChaincodeStub;
  readonly #written = new Map<string, unknown>();

  constructor(stub: ChaincodeStub) {
    this.#stub = stub;
  }

  async get<Kind extends StateKind>(key: StateKey<Kind>): Promise<StateDocuments[Kind] | undefined> {
    if (this.#written.has(key)) return this.#written.get(key) as StateDocuments[Kind];
    const bytes = await this.#stub.getState(key);
    return bytes.length === 0 ? undefined : documentIn<Kind>(bytes);
  }

  async put<Kind extends StateKind>(key: StateKey<Kind>, document: StateDocuments[Kind]): Promise<void> {
    this.#written.set(key, document);
    await this.#stub.putState(key, Buffer.from(canonicalJson(document), 'utf8'));
  }

  /**
   * The first document whose key is in [from, to). Only for queries: a paginated range query makes a
   * transaction read-only, which is what keeps phantoms out of everything that writes.
   */
  async first<Kind extends StateKind>(
    from: StateKey<Kind>,
    to: StateKey<Kind>,
  ): Promise<StateDocuments[Kind] | undefined> {
    const { iterator } = await this.#stub.getStateByRangeWithPagination(from, to, 1);
    const { value } = await iterator.next();
    await iterator.close();
    return value === undefined || value === null ? undefined : documentIn<Kind>(value.value);
  }
}

function documentIn<Kind extends StateKind>(bytes: Uint8Array): StateDocuments[Kind] {
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as StateDocuments[Kind];
}
