import {
  InvariantError,
  type ParsedKey,
  parseKey,
  type StateDocuments,
  type StateKind,
} from '@fapiao-ledger/core';
import type { LedgerBlock, LedgerTransaction } from '@fapiao-ledger/network/ledger-client';
import { storedDocument } from '@fapiao-ledger/network/stored-document';

/** A document that a valid transaction wrote. */
export type LedgerChange = { readonly [Kind in StateKind]: Change<Kind> }[StateKind];

export interface ChangeTransaction extends Omit<LedgerTransaction, 'writes'> {
  /** Changes in order of their keys. */
  readonly changes: readonly LedgerChange[];
}

/** A block as subscribers of the stream get it. */
export interface ChangeBlock {
  readonly number: bigint;
  readonly transactions: readonly ChangeTransaction[];
  /** Approximate memory of the block. */
  readonly bytes: number;
}

/** Memory of an empty block. */
const BLOCK_BYTES = 1_000;

export function changesIn({ number, transactions }: LedgerBlock): ChangeBlock {
  let bytes = BLOCK_BYTES;
  const changed = transactions.map(({ writes, ...transaction }) => {
    for (const { value } of writes) bytes += value?.length ?? 0;
    const changes = writes.flatMap(({ key, value }) => {
      const parsed = parseKey(key);
      return parsed === undefined ? [] : [changeOf(parsed, value)];
    });
    return { ...transaction, changes };
  });
  return { number, transactions: changed, bytes };
}

/** Returns the change that a value makes. */
export function changeOf(key: ParsedKey, value: Uint8Array | undefined): LedgerChange {
  return new Change(key, value) as LedgerChange;
}

type KeyOf<Kind extends StateKind> = Extract<ParsedKey, { readonly kind: Kind }>;

/** A written document, which is parsed at its first reading and shared while a subscriber holds it. */
class Change<Kind extends StateKind> {
  readonly kind: Kind;
  readonly key: KeyOf<Kind>;
  /** The written bytes. Undefined when the transaction deletes the document. */
  readonly value: Uint8Array | undefined;
  /** A weak reference, because the parsed documents of all kept blocks would take several times the memory of their bytes. */
  #parsed: WeakRef<StateDocuments[Kind]> | undefined;

  constructor(key: KeyOf<Kind>, value: Uint8Array | undefined) {
    this.kind = key.kind as Kind;
    this.key = key;
    this.value = value;
  }

  /** Returns the document. @throws {InvariantError} when the transaction deletes it, which no function of the contract does */
  get document(): StateDocuments[Kind] {
    const parsed = this.#parsed?.deref();
    if (parsed !== undefined) return parsed;
    if (this.value === undefined)
      throw new InvariantError(`a block deletes a document of kind ${this.kind}; the contract never does`);
    const document = storedDocument(this.kind, this.value);
    this.#parsed = new WeakRef(document);
    return document;
  }
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
