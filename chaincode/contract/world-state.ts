import type { ChaincodeStub } from 'fabric-shim';
import { canonicalJson } from '#core';

/**
 * The JSON documents of the ledger by key, as one transaction sees them. A peer answers a read with what was committed before, so
 * that documents written by this transaction are kept here and read from here.
 */
export class WorldState {
  readonly #stub: ChaincodeStub;
  readonly #written = new Map<string, unknown>();

  constructor(stub: ChaincodeStub) {
    this.#stub = stub;
  }

  async get<T>(key: string): Promise<T | undefined> {
    if (this.#written.has(key)) return this.#written.get(key) as T;
    const bytes = await this.#stub.getState(key);
    return bytes.length === 0 ? undefined : (JSON.parse(Buffer.from(bytes).toString('utf8')) as T);
  }

  async put(key: string, document: unknown): Promise<void> {
    this.#written.set(key, document);
    await this.#stub.putState(key, Buffer.from(canonicalJson(document), 'utf8'));
  }

  /**
   * Returns the first document whose key is in [from, to). Only for queries: a paginated range query makes a transaction read-only,
   * so that no transaction that writes can depend on a range.
   */
  async first<T>(from: string, to: string): Promise<T | undefined> {
    const { iterator } = await this.#stub.getStateByRangeWithPagination(from, to, 1);
    const { value } = await iterator.next();
    await iterator.close();
    return value === undefined || value === null
      ? undefined
      : (JSON.parse(Buffer.from(value.value).toString('utf8')) as T);
  }
}
