import type { ChaincodeStub } from 'fabric-shim';
import {
  canonicalJson,
  kindOf,
  type LaneJson,
  readStateDocument,
  type StateDocuments,
  type StateKey,
  type StateKind,
  StoredPage,
  stateKey,
} from '#core';
import { inflate } from './compression.js';

/** A character that sorts behind every character of a name. */
const END = '~';

/**
 * The documents of the ledger by key, in the view of one transaction. A peer answers a read with the committed document, so
 * documents that this transaction has written are stored and read here.
 */
export class WorldState {
  readonly #stub: ChaincodeStub;
  readonly #written = new Map<string, unknown>();
  readonly #pages = new Map<string, StoredPage>();

  constructor(stub: ChaincodeStub) {
    this.#stub = stub;
  }

  async get<Kind extends StateKind>(key: StateKey<Kind>): Promise<StateDocuments[Kind] | undefined> {
    if (this.#written.has(key)) return this.#written.get(key) as StateDocuments[Kind];
    const bytes = await this.#stub.getState(key);
    return bytes.length === 0 ? undefined : readStateDocument(kindOf(key), bytes, inflate);
  }

  /**
   * Returns a committed page, of which single invoices are decoded. It is read once, however many of its invoices the transaction
   * changes.
   */
  async page(key: StateKey<'PAGE'>): Promise<StoredPage | undefined> {
    const known = this.#pages.get(key);
    if (known !== undefined) return known;
    const bytes = await this.#stub.getState(key);
    if (bytes.length === 0) return undefined;
    const page = new StoredPage(bytes, inflate);
    this.#pages.set(key, page);
    return page;
  }

  async put<Kind extends Exclude<StateKind, 'PAGE'>>(
    key: StateKey<Kind>,
    document: StateDocuments[Kind],
  ): Promise<void> {
    this.#written.set(key, document);
    await this.#stub.putState(key, Buffer.from(canonicalJson(document), 'utf8'));
  }

  /** Stores a page, as `encodePage` writes it. */
  async putPage(key: StateKey<'PAGE'>, page: Uint8Array): Promise<void> {
    await this.#stub.putState(key, page);
  }

  /**
   * Returns the first page whose key is in [from, to). Only for queries: a paginated range query makes a transaction read-only,
   * so no writing transaction can depend on a range.
   */
  async firstPage(from: StateKey<'PAGE'>, to: StateKey<'PAGE'>): Promise<StoredPage | undefined> {
    const { iterator } = await this.#stub.getStateByRangeWithPagination(from, to, 1);
    const { value } = await iterator.next();
    await iterator.close();
    return value === undefined || value === null ? undefined : new StoredPage(value.value, inflate);
  }

  /**
   * Returns the lanes of a seller in the order of their names, behind a name. Only for queries, as `firstPage`.
   * @param limit most lanes
   */
  async lanesAfter(seller: string, after: string | undefined, limit: number): Promise<readonly LaneJson[]> {
    // Neither a name of a lane nor a code has a character behind the separator, so these bound the keys of the seller.
    const [from, to] = [stateKey('LANE', seller, ''), stateKey('LANE', seller, END)];
    const start = after === undefined ? from : `${stateKey('LANE', seller, after)} `;
    const { iterator } = await this.#stub.getStateByRangeWithPagination(start, to, limit);
    const lanes: LaneJson[] = [];
    for (let next = await iterator.next(); !next.done; next = await iterator.next())
      lanes.push(readStateDocument('LANE', next.value.value, inflate));
    await iterator.close();
    return lanes;
  }
}
