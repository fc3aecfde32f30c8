import {
  InvariantError,
  type InvoiceStatusJson,
  type OfficerJson,
  type PageJson,
  type TaxpayerJson,
} from '@fapiao-ledger/core';
import type { LedgerBlock, LedgerTransaction } from '@fapiao-ledger/network/ledger-client';

/** Documents of the world state that subscribers read, by the first part of their keys. */
interface Documents {
  readonly PAGE: PageJson;
  readonly STATUS: InvoiceStatusJson;
  readonly TAXPAYER: TaxpayerJson;
  readonly OFFICER: OfficerJson;
}

type Kind = keyof Documents;

/** A document that a valid transaction wrote. */
export type LedgerChange = { readonly [K in Kind]: Change<K> }[Kind];

export interface ChangeTransaction extends Omit<LedgerTransaction, 'writes'> {
  /** In order of their keys; what no subscriber reads is left out. */
  readonly changes: readonly LedgerChange[];
}

/** A block as subscribers of the stream get it. */
export interface ChangeBlock {
  readonly number: bigint;
  readonly transactions: readonly ChangeTransaction[];
  /** Memory that it takes, roughly. */
  readonly bytes: number;
}

/** An empty block is not nothing. */
const BLOCK_BYTES = 1_000;

export function changesIn({ number, transactions }: LedgerBlock): ChangeBlock {
  let bytes = BLOCK_BYTES;
  const changed = transactions.map(({ writes, ...transaction }) => {
    for (const { value } of writes) bytes += value?.length ?? 0;
    return { ...transaction, changes: writes.flatMap(({ key, value }) => changeOf(key, value) ?? []) };
  });
  return { number, transactions: changed, bytes };
}

const KINDS: ReadonlySet<string> = new Set<Kind>(['PAGE', 'STATUS', 'TAXPAYER', 'OFFICER']);

function isKind(text: string): text is Kind {
  return KINDS.has(text);
}

function changeOf(key: string, value: Uint8Array | undefined): LedgerChange | undefined {
  const [kind = '', name = ''] = key.split('~');
  return isKind(kind) ? (new Change(kind, name, value) as LedgerChange) : undefined;
}

/** One written document, which is parsed when it is first read and shared while a subscriber holds it. */
class Change<K extends Kind> {
  readonly kind: K;
  /** The second part of the key: number of an invoice, code of a taxpayer or officer, mirrored number of a page. */
  readonly name: string;
  readonly #value: Uint8Array | undefined;
  /** Weak: the bytes are kept, and what was parsed of a whole window of blocks would take several times their room. */
  #parsed: WeakRef<Documents[K]> | undefined;

  constructor(kind: K, name: string, value: Uint8Array | undefined) {
    this.kind = kind;
    this.name = name;
    this.#value = value;
  }

  /** @throws {InvariantError} when the transaction deletes it, which no function of the contract does */
  get document(): Documents[K] {
    const parsed = this.#parsed?.deref();
    if (parsed !== undefined) return parsed;
    if (this.#value === undefined)
      throw new InvariantError(`a block deletes ${this.kind}~${this.name}; the contract never does`);
    const document = JSON.parse(textOf(this.#value)) as Documents[K];
    this.#parsed = new WeakRef(document);
    return document;
  }
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
