import type { BlockLocation } from './block-file.js';

/** The transaction that last wrote a key: the block, and the position in it. */
export interface Version {
  readonly block: number;
  readonly tx: number;
}

export function sameVersion(a: Version | undefined, b: Version | undefined): boolean {
  return a?.block === b?.block && a?.tx === b?.tx;
}

export interface StateValue {
  readonly value: Uint8Array;
  readonly version: Version;
}

export interface StateEntry extends StateValue {
  readonly key: string;
}

/** Reads of simulation and validation. */
export interface StateReader {
  get(namespace: string, key: string): StateValue | undefined;

  /** Returns the version alone, which is cheaper when the value is large. */
  version(namespace: string, key: string): Version | undefined;

  /** Returns the first `limit` entries from `start` on and before `end` (no end when empty), by UTF-8 bytes. */
  range(namespace: string, start: string, end: string, limit: number): readonly StateEntry[];
}

/** A key after a block: its new value; undefined when it was deleted. */
export interface StateChange {
  readonly namespace: string;
  readonly key: string;
  readonly value: Uint8Array | undefined;
  readonly version: Version;
}

export interface KeyWrite {
  readonly namespace: string;
  readonly key: string;
  /** Position in the block of the transaction that wrote. */
  readonly tx: number;
}

/** All changes of a block outside the block file. */
export interface BlockEffects {
  readonly number: number;
  readonly location: BlockLocation;
  /** SHA-256 of the stored block. */
  readonly digest: Uint8Array;
  readonly headerHash: Uint8Array;
  readonly commitHash: Uint8Array | undefined;
  readonly changes: readonly StateChange[];
  readonly writes: readonly KeyWrite[];
  /** By position; the id is empty when a transaction has none. */
  readonly transactions: readonly { readonly txId: string; readonly code: number }[];
}

/** The last block whose effects the store holds. */
export interface Savepoint {
  readonly number: number;
  readonly location: BlockLocation;
  readonly headerHash: Uint8Array;
  readonly commitHash: Uint8Array | undefined;
}

export interface TransactionPlace {
  readonly block: number;
  readonly position: number;
  readonly code: number;
}

/** State, history and indexes, all derived from the block file. They need not be durable: blocks are applied again. */
export interface StateStore extends StateReader {
  savepoint(): Savepoint | undefined;

  /** Applies all of a block's effects, or none. */
  apply(effects: BlockEffects): void;

  blockLocation(number: number): BlockLocation | undefined;

  /** Returns the SHA-256 of a block as it was when it was applied. */
  blockDigest(number: number): Uint8Array | undefined;

  /** Returns the first place of a transaction id. */
  transaction(txId: string): TransactionPlace | undefined;

  /** Returns the valid writes of a key before `before`, newest first, at most `limit`. */
  history(namespace: string, key: string, before: Version, limit: number): readonly Version[];

  close(): void;
}
