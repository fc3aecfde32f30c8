import { RangeReads } from './range-reads.js';
import { RwSetBuilder } from './rwset.js';
import type { StateEntry, StateReader } from './state-store.js';

/** A refusal that the chaincode receives as the answer to its call. */
export class SimulationError extends Error {}

/** Number of entries that a range scan reads from the state at a time. */
const CHUNK = 200;

/**
 * Runs one transaction against the committed state without changing it. Reads see the committed state, never the
 * transaction's own writes. The read-write set notes everything.
 */
export class Simulator {
  readonly #state: StateReader;
  readonly #rwset = new RwSetBuilder();
  readonly #ranges: { namespace: string; reads: RangeReads }[] = [];
  #wrote = false;
  #paginated = false;

  constructor(state: StateReader) {
    this.#state = state;
  }

  get(namespace: string, key: string): Uint8Array | undefined {
    checkKey(key);
    const entry = this.#state.get(namespace, key);
    this.#rwset.addRead(namespace, key, entry?.version);
    return entry?.value;
  }

  /** @param value undefined or empty deletes the key */
  put(namespace: string, key: string, value: Uint8Array | undefined): void {
    checkKey(key);
    if (this.#paginated) throw new SimulationError('a transaction that ran a paginated query cannot write');
    this.#wrote = true;
    this.#rwset.addWrite(namespace, key, value);
  }

  /** Opens the entries from `start` on and before `end`, in the order of their UTF-8 bytes. */
  range(namespace: string, start: string, end: string): RangeScan {
    const reads = new RangeReads(start, end);
    this.#ranges.push({ namespace, reads });
    return new RangeScan(this.#state, namespace, { start, end }, reads);
  }

  /** Opens a range of which one page is read. From then on the transaction must not write. */
  paginatedRange(namespace: string, start: string, end: string): RangeScan {
    if (this.#wrote) throw new SimulationError('a transaction that writes cannot run a paginated query');
    this.#paginated = true;
    return this.range(namespace, start, end);
  }

  /** Returns the bytes of the read-write set. It may be called once only, at the end. */
  results(): Uint8Array {
    for (const { namespace, reads } of this.#ranges) this.#rwset.addRange(namespace, reads.toMessage());
    return this.#rwset.toBytes();
  }
}

export class RangeScan {
  readonly #state: StateReader;
  readonly #namespace: string;
  readonly #end: string;
  readonly #reads: RangeReads;
  #next: string;
  #chunk: readonly StateEntry[] = [];
  #at = 0;
  #exhausted = false;

  constructor(
    state: StateReader,
    namespace: string,
    bounds: { readonly start: string; readonly end: string },
    reads: RangeReads,
  ) {
    this.#state = state;
    this.#namespace = namespace;
    this.#next = bounds.start;
    this.#end = bounds.end;
    this.#reads = reads;
  }

  /** Returns the next entry and notes it as read; undefined at the end, which is noted too. */
  next(): StateEntry | undefined {
    const entry = this.peek();
    this.#reads.add(entry);
    if (entry !== undefined) this.#at += 1;
    return entry;
  }

  /** Returns the entry that `next` would return, without noting it. */
  peek(): StateEntry | undefined {
    if (this.#at === this.#chunk.length && !this.#exhausted) this.#fill();
    return this.#chunk[this.#at];
  }

  #fill(): void {
    this.#chunk = this.#state.range(this.#namespace, this.#next, this.#end, CHUNK);
    this.#at = 0;
    this.#exhausted = this.#chunk.length < CHUNK;
    const last = this.#chunk.at(-1);
    // The smallest key after the last one is the last one with a zero byte.
    if (last !== undefined) this.#next = `${last.key}\u0000`;
  }
}

function checkKey(key: string): void {
  if (key === '') throw new SimulationError('a key cannot be empty');
  if (!key.isWellFormed()) throw new SimulationError('a key must be valid UTF-8');
}
